/** What a permission is asked for: one of ours or somebody else's. */
export type Target = "bucket" | "key" | "alias" | "account";

/** An API call that deploying the component takes: its operation, and the IAM actions that it asks for, by target. */
export interface DeploymentCall {
  operation: string;
  asks: readonly (readonly [action: string, target: Target])[];
}

const call = (operation: string, action: string, ...targets: Target[]): DeploymentCall => ({
  operation,
  asks: targets.map((target) => [action, target] as const),
});
const onBucket = (operation: string, action = operation): DeploymentCall =>
  call(operation, `s3:${action}`, "bucket");
const onKey = (operation: string): DeploymentCall => call(operation, `kms:${operation}`, "key");

/**
 * Which action an operation asks for, from AWS's own lists, where the names differ too.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html
 */
export const CALLS = {
  /** A preview with a refresh, or a refresh. */
  reading: [
    onBucket("HeadBucket", "ListBucket"),
    onBucket("GetBucketPolicy"),
    onBucket("GetBucketTagging"),
    onBucket("GetBucketVersioning"),
    onBucket("GetBucketLogging"),
    onBucket("GetBucketOwnershipControls"),
    onBucket("GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
    onBucket("GetBucketEncryption", "GetEncryptionConfiguration"),
    onBucket("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"),
    onKey("DescribeKey"),
    onKey("GetKeyPolicy"),
    onKey("GetKeyRotationStatus"),
    onKey("ListResourceTags"),
    call("ListAliases", "kms:ListAliases", "account"),
  ],
  /**
   * What the official provider reads of a bucket besides, as its source says; the stand-in of the end-to-end tests does
   * not. Its newer versions read and write a bucket's tags through S3 Control.
   */
  readingOfficially: [
    onBucket("GetBucketAcl"),
    onBucket("GetBucketCors", "GetBucketCORS"),
    onBucket("GetBucketWebsite"),
    onBucket("GetBucketAccelerateConfiguration", "GetAccelerateConfiguration"),
    onBucket("GetBucketRequestPayment"),
    onBucket("GetBucketReplication", "GetReplicationConfiguration"),
    onBucket("GetObjectLockConfiguration", "GetBucketObjectLockConfiguration"),
    onBucket("ListTagsForResource"),
  ],
  /** An up, the first one or a later one. */
  deploying: [
    onBucket("CreateBucket"),
    onBucket("PutBucketPolicy"),
    onBucket("PutBucketTagging"),
    onBucket("DeleteBucketTagging", "PutBucketTagging"),
    onBucket("PutBucketVersioning"),
    onBucket("PutBucketLogging"),
    onBucket("PutBucketOwnershipControls"),
    onBucket("PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
    onBucket("PutBucketEncryption", "PutEncryptionConfiguration"),
    onBucket("PutBucketLifecycleConfiguration", "PutLifecycleConfiguration"),
    onBucket("DeleteBucketLifecycleConfiguration", "PutLifecycleConfiguration"),
    call("CreateKey", "kms:CreateKey", "account"),
    onKey("TagResource"),
    onKey("UntagResource"),
    onKey("EnableKey"),
    onKey("EnableKeyRotation"),
    onKey("UpdateKeyDescription"),
    onKey("PutKeyPolicy"),
    call("CreateAlias", "kms:CreateAlias", "alias", "key"),
    call("UpdateAlias", "kms:UpdateAlias", "alias", "key"),
  ],
  /** How the newer official providers tag a bucket. */
  deployingOfficially: [onBucket("TagResource"), onBucket("UntagResource")],
  /** A destroy under `Retention.Destroy`, or a replacement. */
  leaving: [
    onBucket("DeleteBucket"),
    onKey("ScheduleKeyDeletion"),
    call("DeleteAlias", "kms:DeleteAlias", "alias", "key"),
  ],
} as const satisfies Record<string, readonly DeploymentCall[]>;
