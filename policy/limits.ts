/**
 * Every number and name of AWS that the policies and the validation rest on, each with the page it comes from.
 * Checks, messages and docs read them from here; the tests state them again by hand.
 * All pages read on 2026-11-23.
 */

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html */
export const ROTATION_PERIOD_DAYS = { min: 90, max: 2560, default: 365 } as const;

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html */
export const DELETION_WINDOW_DAYS = { min: 7, max: 30, default: 30 } as const;

/** `alias/` included. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
export const ALIAS = { prefix: "alias/", reservedPrefix: "alias/aws/", maxLength: 256 } as const;

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html */
export const KEY_DESCRIPTION_MAX_LENGTH = 8192;

/** S3 itself no longer answers below TLS 1.2. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html */
export const TLS_VERSIONS = [1.2, 1.3] as const;

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const BUCKET_NAME = {
  minLength: 3,
  maxLength: 63,
  reservedPrefixes: ["xn--", "sthree-", "amzn-s3-demo-"],
  reservedSuffixes: ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3", "-an"],
} as const;

/** Bytes of one bucket policy. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html */
export const BUCKET_POLICY_MAX_BYTES = 20 * 1024;

/** Characters of a prefix or key of an object. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
export const OBJECT_KEY_MAX_BYTES = 1024;

/** Days in a lifecycle rule. @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html */
export const LIFECYCLE_DAYS = { min: 1, max: 2147483647 } as const;

/**
 * The condition keys S3 offers for what an upload says about encryption.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys
 */
export const CONDITION_KEYS = {
  algorithm: "s3:x-amz-server-side-encryption",
  keyId: "s3:x-amz-server-side-encryption-aws-kms-key-id",
  customerAlgorithm: "s3:x-amz-server-side-encryption-customer-algorithm",
  tlsVersion: "s3:TlsVersion",
  secureTransport: "aws:SecureTransport",
  principalArn: "aws:PrincipalArn",
  sourceArn: "aws:SourceArn",
  sourceAccount: "aws:SourceAccount",
  /** @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
  viaService: "kms:ViaService",
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context */
  encryptionContext: "kms:EncryptionContext:aws:s3:arn",
} as const;

/**
 * What an administrator of a key may do: manage it, never use it. No cryptographic action, no CreateGrant (a grant
 * can hand out cryptographic actions), and no wildcard that could come to include one.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-administrators
 */
export const KEY_ADMINISTRATION_ACTIONS = [
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:ListKeyPolicies",
  "kms:GetKeyRotationStatus",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:ListGrants",
  "kms:RevokeGrant",
  "kms:PutKeyPolicy",
  "kms:EnableKey",
  "kms:DisableKey",
  "kms:EnableKeyRotation",
  "kms:DisableKeyRotation",
  "kms:RotateKeyOnDemand",
  "kms:UpdateKeyDescription",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:CreateAlias",
  "kms:UpdateAlias",
  "kms:DeleteAlias",
  "kms:ScheduleKeyDeletion",
  "kms:CancelKeyDeletion",
] as const;

/** Further administration of a multi-Region key. @see https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-auth.html */
export const MULTI_REGION_ADMINISTRATION_ACTIONS = ["kms:ReplicateKey", "kms:UpdatePrimaryRegion"] as const;

/** What S3 needs of KMS on behalf of whoever writes and reads. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms */
export const KEY_USE_ACTIONS = [
  "kms:Encrypt",
  "kms:Decrypt",
  "kms:ReEncrypt*",
  "kms:GenerateDataKey*",
] as const;
