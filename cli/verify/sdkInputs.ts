import { createHash, randomBytes } from "node:crypto";
import type { ObjectEncryption, ServerSideEncryption } from "@aws-sdk/client-s3";
import type { EncryptionHeaders } from "../../simulator";

/** The SDK's names for what a request says about encryption. */
export interface DeclaredInputs {
  ServerSideEncryption?: ServerSideEncryption;
  SSEKMSKeyId?: string;
  BucketKeyEnabled?: boolean;
  SSECustomerAlgorithm?: string;
  SSECustomerKey?: string;
  SSECustomerKeyMD5?: string;
}

/** What a request says, for the SDK. A key that the customer provides is made up for each request and forgotten. */
export function declared(says: EncryptionHeaders): DeclaredInputs {
  const algorithm = says["x-amz-server-side-encryption"];
  const key = says["x-amz-server-side-encryption-aws-kms-key-id"];
  const bucketKey = says["x-amz-server-side-encryption-bucket-key-enabled"];
  return {
    ...(algorithm === undefined ? {} : { ServerSideEncryption: algorithm as ServerSideEncryption }),
    ...(key === undefined ? {} : { SSEKMSKeyId: key }),
    ...(bucketKey === undefined ? {} : { BucketKeyEnabled: bucketKey === "true" }),
    ...(says["x-amz-server-side-encryption-customer-algorithm"] === undefined ? {} : customerKey()),
  };
}

function customerKey(): DeclaredInputs {
  const key = randomBytes(32);
  return {
    SSECustomerAlgorithm: "AES256",
    SSECustomerKey: key.toString("base64"),
    SSECustomerKeyMD5: createHash("md5").update(key).digest("base64"),
  };
}

/** What a re-encryption asks for. The SDK can ask for a KMS key alone. */
export function updatedEncryption(says: EncryptionHeaders): ObjectEncryption {
  return { SSEKMS: { KMSKeyArn: says["x-amz-server-side-encryption-aws-kms-key-id"] } };
}
