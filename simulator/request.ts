import type { Caller } from "./caller";

/** A request to S3, as its sender sees it. */
export interface S3Request {
  operation: S3Operation;
  caller: Caller;
  /** Object key. */
  object: string;
  /** What is said about encryption, by the names of the headers (form fields of a POST, body of a re-encryption). */
  headers: EncryptionHeaders;
  /** For a part or the completion: what the multipart upload was created with. */
  createdWith?: EncryptionHeaders;
  /** The canned ACL that a write asks for. */
  acl?: string;
  /** For a read: whether the object was stored with a Bucket Key. Default: as the bucket does by default. */
  storedWithBucketKey?: boolean;
  /** Undefined: plain HTTP. */
  tlsVersion: string | undefined;
}

export type S3Operation =
  | "PutObject"
  | "CopyObject"
  | "PostObject"
  | "CreateMultipartUpload"
  | "UploadPart"
  | "CompleteMultipartUpload"
  | "UpdateObjectEncryption"
  | "GetObject"
  | "ListObjectsV2";

/** What a request can say about encryption. */
export interface EncryptionHeaders {
  "x-amz-server-side-encryption"?: string;
  "x-amz-server-side-encryption-aws-kms-key-id"?: string;
  "x-amz-server-side-encryption-bucket-key-enabled"?: string;
  "x-amz-server-side-encryption-customer-algorithm"?: string;
}

/** A call to KMS that the caller makes itself, or that an AWS service makes with the caller's credentials. */
export interface KmsRequest {
  operation: `kms:${string}`;
  caller: Caller;
  /** `kms:ViaService`: the service that calls on the caller's behalf, absent for a direct call. */
  viaService?: string;
  /** Value of `aws:s3:arn` in the encryption context. */
  encryptionContext?: string;
}

export type SimulatedRequest = S3Request | KmsRequest;

/** Tells a call to KMS from a request to S3. */
export function isKmsRequest(request: SimulatedRequest): request is KmsRequest {
  return request.operation.startsWith("kms:");
}

interface OperationFacts {
  action: string;
  /** What the operation needs of the object's key. */
  kmsActions: string[];
  on: "object" | "bucket";
  /** Whether an object results, whose encryption then matters. */
  writes: boolean;
}

/**
 * What each operation is authorised as, and what it needs of KMS.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
export const OPERATIONS: Record<S3Operation, OperationFacts> = {
  PutObject: { action: "s3:PutObject", kmsActions: ["kms:GenerateDataKey"], on: "object", writes: true },
  CopyObject: { action: "s3:PutObject", kmsActions: ["kms:GenerateDataKey"], on: "object", writes: true },
  PostObject: { action: "s3:PutObject", kmsActions: ["kms:GenerateDataKey"], on: "object", writes: true },
  CreateMultipartUpload: {
    action: "s3:PutObject",
    kmsActions: ["kms:GenerateDataKey"],
    on: "object",
    writes: true,
  },
  UploadPart: {
    action: "s3:PutObject",
    kmsActions: ["kms:GenerateDataKey", "kms:Decrypt"],
    on: "object",
    writes: true,
  },
  CompleteMultipartUpload: {
    action: "s3:PutObject",
    kmsActions: ["kms:Decrypt"],
    on: "object",
    writes: true,
  },
  UpdateObjectEncryption: {
    action: "s3:UpdateObjectEncryption",
    kmsActions: ["kms:GenerateDataKey", "kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
    on: "object",
    writes: true,
  },
  GetObject: { action: "s3:GetObject", kmsActions: ["kms:Decrypt"], on: "object", writes: false },
  ListObjectsV2: { action: "s3:ListBucket", kmsActions: [], on: "bucket", writes: false },
};
