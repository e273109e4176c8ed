import type { S3Client } from "@aws-sdk/client-s3";
import { clientFor, type Reach } from "../aws/client";
import { defaultKey } from "../aws/defaultKey";
import { loadSdk, type S3Sdk } from "../aws/sdk";
import { CannotGoOn, described, hopeless, inWords, isRefusal } from "../aws/serviceError";

/** What is read from a live bucket, and nothing else is. */
export interface LiveBucket {
  /** The text of its policy; undefined where it has none. */
  policy: string | undefined;
  key: string;
  /** The algorithm of its default encryption, where that was asked for the key. */
  algorithm: string | undefined;
}

/**
 * Reads the policy of a live bucket and, where no key is given, its default encryption.
 * @throws CannotGoOn when S3 does not let it be read
 */
export async function readBucket(bucket: string, key: string | undefined, reach: Reach): Promise<LiveBucket> {
  const sdk = loadSdk();
  const client = clientFor(sdk, reach, key);
  try {
    const policy = await policyOf(sdk, client, bucket);
    if (key !== undefined) return { policy, key, algorithm: undefined };
    const { keyArn, encryption } = await defaultKey(sdk, client, bucket);
    return { policy, key: keyArn, algorithm: encryption };
  } finally {
    client.destroy();
  }
}

async function policyOf(sdk: S3Sdk, client: S3Client, bucket: string): Promise<string | undefined> {
  try {
    return (await client.send(new sdk.GetBucketPolicyCommand({ Bucket: bucket }))).Policy;
  } catch (error) {
    const { names } = described(error);
    if (names.includes("NoSuchBucketPolicy")) return undefined;
    if (isRefusal(error))
      throw new CannotGoOn(
        `the policy of ${bucket} may not be read: the caller needs s3:GetBucketPolicy (${inWords(error)})`,
      );
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html
    if (names.includes("MethodNotAllowed"))
      throw new CannotGoOn(`the policy of ${bucket} is shown to callers of its own account alone`);
    throw new CannotGoOn(hopeless(error) ?? inWords(error));
  }
}
