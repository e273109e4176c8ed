import { awsManagedKey, keyIdOf, type SimulatedBucket } from "./bucket";
import { OPERATIONS, type EncryptionHeaders, type S3Request } from "./request";

/** How an object ends up encrypted. */
export interface ObjectEncryption {
  algorithm: "AES256" | "aws:kms" | "aws:kms:dsse" | "SSE-C";
  /** Key ARN, for the two KMS algorithms. */
  keyArn?: string;
  /** What S3 puts as `aws:s3:arn` into the encryption context of its calls to KMS. */
  encryptionContext?: string;
}

/**
 * What S3 encrypts an object with. The bucket's default counts only when the request says nothing at all; `aws:kms`
 * without a key means the AWS managed key, whatever the default.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function objectEncryption(request: S3Request, bucket: SimulatedBucket): ObjectEncryption {
  if (!OPERATIONS[request.operation].writes) return stored(request, bucket);
  const headers = request.createdWith ?? request.headers;
  if (headers["x-amz-server-side-encryption-customer-algorithm"]) return { algorithm: "SSE-C" };
  const declared = headers["x-amz-server-side-encryption"];
  if (declared === undefined) return byDefault(request, bucket);
  if (!isKmsAlgorithm(declared)) return { algorithm: "AES256" };
  const named = headers["x-amz-server-side-encryption-aws-kms-key-id"];
  return underKey(
    declared,
    named ? resolveKey(named, bucket) : awsManagedKey(bucket),
    request,
    bucket,
    headers,
  );
}

/** The object stands under the bucket's key: what has been stored otherwise is not the bucket policy's matter. */
function stored(request: S3Request, bucket: SimulatedBucket): ObjectEncryption {
  const withBucketKey = request.storedWithBucketKey ?? bucket.defaultEncryption?.bucketKeyEnabled ?? false;
  const algorithm = bucket.defaultEncryption?.algorithm === "aws:kms:dsse" ? "aws:kms:dsse" : "aws:kms";
  return {
    algorithm,
    keyArn: bucket.keyArn,
    encryptionContext:
      withBucketKey && algorithm === "aws:kms" ? bucket.bucketArn : objectArn(request, bucket),
  };
}

function byDefault(request: S3Request, bucket: SimulatedBucket): ObjectEncryption {
  const standard = bucket.defaultEncryption;
  if (!standard || !isKmsAlgorithm(standard.algorithm)) return { algorithm: "AES256" };
  return underKey(standard.algorithm, standard.keyArn ?? awsManagedKey(bucket), request, bucket, {});
}

function underKey(
  algorithm: "aws:kms" | "aws:kms:dsse",
  keyArn: string,
  request: S3Request,
  bucket: SimulatedBucket,
  headers: EncryptionHeaders,
): ObjectEncryption {
  const asked = headers["x-amz-server-side-encryption-bucket-key-enabled"];
  const bucketKey =
    asked === undefined ? (bucket.defaultEncryption?.bucketKeyEnabled ?? false) : asked === "true";
  const encryptionContext =
    bucketKey && algorithm === "aws:kms" ? bucket.bucketArn : objectArn(request, bucket);
  return { algorithm, keyArn, encryptionContext };
}

/** A key may be named by ARN, id, or alias; S3 takes an id or alias in the account of the caller. */
function resolveKey(named: string, bucket: SimulatedBucket): string {
  const keyId = keyIdOf(bucket);
  const alias = bucket.aliasArn?.replace(/.*:alias\//, "alias/");
  const isOurs = named === keyId || named === bucket.aliasArn || named === alias;
  return isOurs ? bucket.keyArn : named;
}

function isKmsAlgorithm(algorithm: string): algorithm is "aws:kms" | "aws:kms:dsse" {
  return algorithm === "aws:kms" || algorithm === "aws:kms:dsse";
}

/** ARN of the object a request is about. */
export function objectArn(request: S3Request, bucket: SimulatedBucket): string {
  return `${bucket.bucketArn}/${request.object}`;
}
