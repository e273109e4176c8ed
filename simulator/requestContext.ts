import { callerContext } from "./caller";
import { keyAccountOf, placeOf, s3EndpointOf, type SimulatedBucket } from "./bucket";
import { Context } from "./context";
import { objectEncryption, type ObjectEncryption } from "./encryption";
import { OPERATIONS, type KmsRequest, type S3Request } from "./request";

/**
 * What nobody outside AWS can know for certain: which key S3 shows to the bucket policy.
 * - `effectiveKey` (H1): the key it will use, also when the bucket's default supplied it, by its full ARN; and a part
 *   of a multipart upload is judged by what the upload was created with.
 * - `headerOnly` (H2): just what the request itself carries, as it was written.
 */
export const HYPOTHESES = ["effectiveKey", "headerOnly"] as const;
export type Hypothesis = (typeof HYPOTHESES)[number];

/** The same under each hypothesis. */
export function onEach<T>(of: (hypothesis: Hypothesis) => T): Record<Hypothesis, T> {
  return { effectiveKey: of("effectiveKey"), headerOnly: of("headerOnly") };
}

/** A caller on the internet; from the range that RFC 5737 sets aside for documentation. */
const SOURCE_IP = "203.0.113.10";

/** The context keys S3 sets for a request, under one hypothesis. */
export function s3Context(request: S3Request, bucket: SimulatedBucket, hypothesis: Hypothesis): Context {
  const { region, account } = placeOf(bucket);
  return new Context(callerContext(request.caller), encryptionKeys(request, bucket, hypothesis), {
    "aws:SecureTransport": String(request.tlsVersion !== undefined),
    "s3:TlsVersion": request.tlsVersion,
    "s3:x-amz-acl": request.acl,
    "aws:SourceIp": request.caller.kind === "service" ? undefined : SOURCE_IP,
    "aws:RequestedRegion": region,
    "aws:ResourceAccount": account,
    "s3:ResourceAccount": account,
    "aws:ViaAWSService": "false",
  });
}

function encryptionKeys(
  request: S3Request,
  bucket: SimulatedBucket,
  hypothesis: Hypothesis,
): Record<string, string | undefined> {
  if (!OPERATIONS[request.operation].writes) return {};
  const headers = hypothesis === "effectiveKey" ? (request.createdWith ?? request.headers) : request.headers;
  const named = headers["x-amz-server-side-encryption-aws-kms-key-id"];
  const key = hypothesis === "effectiveKey" ? objectEncryption(request, bucket).keyArn : named;
  return {
    "s3:x-amz-server-side-encryption": headers["x-amz-server-side-encryption"],
    "s3:x-amz-server-side-encryption-aws-kms-key-id": key,
    "s3:x-amz-server-side-encryption-customer-algorithm":
      headers["x-amz-server-side-encryption-customer-algorithm"],
  };
}

/** The context of a call S3 makes to KMS with the caller's credentials. */
export function throughS3Context(
  request: S3Request,
  bucket: SimulatedBucket,
  object: ObjectEncryption,
): Context {
  return kmsContext(
    {
      caller: request.caller,
      viaService: s3EndpointOf(bucket),
      ...(object.encryptionContext ? { encryptionContext: object.encryptionContext } : {}),
    },
    bucket,
  );
}

/** The context of a call to KMS. */
export function kmsContext(request: Omit<KmsRequest, "operation">, bucket: SimulatedBucket): Context {
  const { region } = placeOf(bucket);
  return new Context(callerContext(request.caller), {
    "aws:SecureTransport": "true",
    "aws:RequestedRegion": region,
    "aws:ResourceAccount": keyAccountOf(bucket),
    "kms:CallerAccount": "account" in request.caller ? request.caller.account : undefined,
    "kms:ViaService": request.viaService,
    "aws:ViaAWSService": String(request.viaService !== undefined),
    "kms:EncryptionContext:aws:s3:arn": request.encryptionContext,
    "kms:EncryptionContextKeys": request.encryptionContext && "aws:s3:arn",
    "kms:KeySpec": "SYMMETRIC_DEFAULT",
    "kms:KeyUsage": "ENCRYPT_DECRYPT",
    "kms:KeyOrigin": "AWS_KMS",
  });
}
