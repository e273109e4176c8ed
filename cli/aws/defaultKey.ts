import type { S3Client } from "@aws-sdk/client-s3";
import { WrongUse } from "../wrongUse";
import { CannotGoOn, hopeless, inWords, isRefusal } from "./serviceError";
import type { S3Sdk } from "./sdk";

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
    if (!isRefusal(error)) throw new CannotGoOn(hopeless(error) ?? inWords(error));
    throw new WrongUse(
      `--bucket ${bucket}: its key is not given, and looking it up needs s3:GetEncryptionConfiguration; give --key ARN`,
    );
  }
  throw new WrongUse(`--bucket ${bucket}: its default encryption names no key by ARN; give --key ARN`);
}
