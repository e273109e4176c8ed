import type { S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import { WrongUse } from "../wrongUse";
import type { S3Sdk } from "./sdk";

/** How to reach S3; what is not given comes from the AWS environment and configuration files. */
export interface Reach {
  endpointUrl?: string | undefined;
  region?: string | undefined;
  profile?: string | undefined;
}

/**
 * Checks an endpoint that an option gives.
 * @throws WrongUse when it is no URL
 */
export function checkEndpoint(option: string, url: string | undefined): void {
  if (url !== undefined && !URL.canParse(url)) throw new WrongUse(`${option}: not a URL, got ${url}`);
}

/** A client for the bucket's region: the one asked for, else the key's, else the environment's. */
export function clientFor(sdk: S3Sdk, reach: Reach, keyArn: string | undefined): S3Client {
  const region = reach.region ?? keyArn?.split(":")[3];
  const config: S3ClientConfig = {
    ...(region ? { region } : {}),
    ...(reach.profile === undefined ? {} : { profile: reach.profile }),
    // An endpoint of one's own seldom answers to bucket names in front of its own.
    ...(reach.endpointUrl === undefined ? {} : { endpoint: reach.endpointUrl, forcePathStyle: true }),
    requestHandler: { connectionTimeout: 10_000, requestTimeout: 60_000 },
  };
  return new sdk.S3Client(config);
}
