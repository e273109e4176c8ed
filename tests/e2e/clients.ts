import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";

/** Who calls. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Clients of one caller. */
export interface Clients {
  readonly s3: S3Client;
  readonly kms: KMSClient;
  readonly iam: IAMClient;
}

/** Access keys that start with `test` pass every policy of the emulator: they provision, and never judge. */
export const PROVISIONER: Credentials = { accessKeyId: "test", secretAccessKey: "test" };

/** Clients against an endpoint, without retries: a fault must show. */
export function clientsOf(
  endpoint: string,
  credentials: Credentials = PROVISIONER,
  region = "eu-central-1",
): Clients {
  const common = { endpoint, credentials, region, maxAttempts: 1 };
  return {
    s3: new S3Client({ ...common, forcePathStyle: true }),
    kms: new KMSClient(common),
    iam: new IAMClient(common),
  };
}
