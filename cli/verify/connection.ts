import type { S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import { dnsSuffixOf } from "../preview/place";
import { WrongUse } from "../wrongUse";
import { answerOf, CannotGoOn } from "./answer";
import { S3Store } from "./s3Store";
import type { S3Sdk } from "./sdk";
import type { Store } from "./store";

/** How to reach S3; what is not given comes from the AWS environment and configuration files. */
export interface Reach {
  endpointUrl?: string | undefined;
  region?: string | undefined;
  profile?: string | undefined;
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

/**
 * The same bucket over plain HTTP. Its requests are signed like all others, but whoever listens can read them.
 * @param plainHttp an endpoint, or true for the one already in use
 */
export function plainStore(
  sdk: S3Sdk,
  reach: Reach,
  target: { bucket: string; keyArn: string },
  plainHttp: string | true,
): Store {
  const [, partition = "aws", , region = ""] = target.keyArn.split(":");
  const aws = `http://s3.${reach.region ?? region}.${dnsSuffixOf(partition)}`;
  const own = plainHttp === true ? reach.endpointUrl?.replace(/^https:/, "http:") : plainHttp;
  const client = clientFor(sdk, { ...reach, endpointUrl: own ?? aws }, target.keyArn);
  return new S3Store(sdk, client, target.bucket);
}

/** The key and algorithm that a bucket encrypts with by default. */
export interface DefaultKey {
  keyArn: string;
  encryption: string;
}

/**
 * Looks up the key of a bucket that was given without one.
 * @throws WrongUse when the bucket's default names none, or may not be looked at
 */
export async function defaultKey(sdk: S3Sdk, client: S3Client, bucket: string): Promise<DefaultKey> {
  try {
    const { ServerSideEncryptionConfiguration } = await client.send(
      new sdk.GetBucketEncryptionCommand({ Bucket: bucket }),
    );
    const rule = ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
    const keyArn = rule?.KMSMasterKeyID;
    if (keyArn?.startsWith("arn:")) return { keyArn, encryption: rule?.SSEAlgorithm ?? "aws:kms" };
  } catch (error) {
    const answer = answerOf(error, "own");
    const may = answer.kind === "lacks" || answer.kind === "refused";
    if (!may) throw new CannotGoOn("why" in answer ? answer.why : "the bucket cannot be looked at");
    throw new WrongUse(
      `--bucket ${bucket}: its key is not given, and looking it up needs s3:GetEncryptionConfiguration; give --key ARN`,
    );
  }
  throw new WrongUse(`--bucket ${bucket}: its default encryption names no key by ARN; give --key ARN`);
}
