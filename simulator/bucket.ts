import type { PolicyDocument } from "../policy/document";

/** A bucket as the judge sees it: its policies and its default encryption, however they came to be. */
export interface SimulatedBucket {
  bucketArn: string;
  /** The account that owns the bucket. Default: the key's. */
  account?: string;
  /** The full ARN of the key that is to protect the bucket. */
  keyArn: string;
  /** ARN of an alias that points at the key, if there is one. */
  aliasArn?: string;
  bucketPolicy: PolicyDocument;
  /** Null: the key was made elsewhere and its policy is not known; the judge then lets everybody use the key. */
  keyPolicy: PolicyDocument | null;
  /** Null: S3's own default, SSE-S3. */
  defaultEncryption: DefaultEncryption | null;
  /** Encryption types S3 itself blocks on this bucket: `SSE-C` or nothing. */
  blockedEncryptionTypes: string[];
}

/** The default encryption of a bucket: what an upload gets that names nothing. */
export interface DefaultEncryption {
  algorithm: string;
  /** Key ARN. Absent for SSE-S3, and for SSE-KMS under the AWS managed key. */
  keyArn?: string;
  bucketKeyEnabled: boolean;
}

/** Where a bucket stands: S3 demands that bucket and key share the region, but not the account. */
export function placeOf(bucket: SimulatedBucket): { partition: string; region: string; account: string } {
  const [, partition, , region, keyAccount] = bucket.keyArn.split(":") as KeyArnParts;
  return { partition, region, account: bucket.account ?? keyAccount };
}

type KeyArnParts = [arn: string, partition: string, service: string, region: string, account: string];

/** The id of the bucket's key. */
export function keyIdOf(bucket: SimulatedBucket): string {
  return bucket.keyArn.slice(bucket.keyArn.lastIndexOf("/") + 1);
}

/** Stands for the AWS managed key `aws/s3` of the account, whose real id nobody can know beforehand. */
export function awsManagedKey(bucket: SimulatedBucket): string {
  const { partition, region, account } = placeOf(bucket);
  return `arn:${partition}:kms:${region}:${account}:key/the-aws-managed-key-aws-s3`;
}

/** The account that owns the key. */
export function keyAccountOf(bucket: SimulatedBucket): string {
  const [, , , , account] = bucket.keyArn.split(":") as KeyArnParts;
  return account;
}

/** S3's name in `kms:ViaService` for the bucket's region. In China its suffix is not documented; this takes the partition's own. */
export function s3EndpointOf(bucket: SimulatedBucket): string {
  const { partition, region } = placeOf(bucket);
  return `s3.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
}
