/** Names S3 and KMS use for "there is none". */
const NONE = new Set([
  "NotFound",
  "NotFoundException",
  "NoSuchBucket",
  "NoSuchBucketPolicy",
  "NoSuchTagSet",
  "NoSuchLifecycleConfiguration",
  "NoSuchPublicAccessBlockConfiguration",
  "OwnershipControlsNotFoundError",
  "ServerSideEncryptionConfigurationNotFoundError",
]);

/** Runs a call; what is not there is undefined, every other failure stays a failure. */
export async function orMissing<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Error && NONE.has(error.name)) return undefined;
    throw error;
  }
}
