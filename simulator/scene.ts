import { keyAccountOf, keyIdOf, placeOf, s3EndpointOf, type SimulatedBucket } from "./bucket";
import { principal, type Caller } from "./caller";
import type { CallerName, Case, Declared, KmsTemplate, Promised, S3Template } from "./cases/case";
import { list } from "./condition";
import type { EncryptionHeaders, SimulatedRequest } from "./request";

/** A case with the names of one bucket put in: a request, and the bucket as it stands when the request arrives. */
export interface Scene {
  request: SimulatedRequest;
  bucket: SimulatedBucket;
}

const OUTSIDER_ACCOUNT = "999999999999";
const OBJECT = "reports/2026/summary.csv";

/** Puts the names of a bucket into a case: one scene for each who can be the caller, as a policy may list several. */
export function scenesOf(
  { request }: Case,
  given: SimulatedBucket,
  promised: Promised,
  object: string = OBJECT,
): [Scene, ...Scene[]] {
  const bucket = { ...given, aliasArn: given.aliasArn ?? inventedAlias(given) };
  const sceneWith = (caller: Caller): Scene =>
    isKmsTemplate(request)
      ? { bucket, request: kmsRequest(request, bucket, caller) }
      : {
          bucket: drifted(bucket, request.drift),
          request: s3Request(request, bucket, promised, caller, object),
        };
  const [first, ...further] = callersNamed(request.by, bucket, promised);
  return [sceneWith(first), ...further.map(sceneWith)];
}

function isKmsTemplate(request: Case["request"]): request is KmsTemplate {
  return request.operation.startsWith("kms:");
}

function s3Request(
  template: S3Template,
  bucket: SimulatedBucket,
  promised: Promised,
  caller: Caller,
  object: string,
): SimulatedRequest {
  const { operation, storedWithBucketKey } = template;
  return {
    operation,
    caller,
    object,
    headers: headersOf(template.says ?? {}, bucket, promised),
    ...(template.createdWith ? { createdWith: headersOf(template.createdWith, bucket, promised) } : {}),
    ...(storedWithBucketKey === undefined ? {} : { storedWithBucketKey }),
    tlsVersion:
      template.transport === "plain HTTP" ? undefined : template.transport === "TLS 1.1" ? "1.1" : "1.3",
  };
}

function kmsRequest(template: KmsTemplate, bucket: SimulatedBucket, caller: Caller): SimulatedRequest {
  const { region } = placeOf(bucket);
  const viaService = template.via === "S3" ? s3EndpointOf(bucket) : `dynamodb.${region}.amazonaws.com`;
  const anotherBucket = `${bucket.bucketArn.replace(/:[^:]*$/, ":")}another-bucket`;
  return {
    operation: template.operation,
    caller,
    ...(template.via ? { viaService } : {}),
    ...(template.context
      ? { encryptionContext: template.context === "this bucket" ? bucket.bucketArn : anotherBucket }
      : {}),
  };
}

function headersOf(says: Declared, bucket: SimulatedBucket, promised: Promised): EncryptionHeaders {
  const other = promised.encryption === "aws:kms" ? "aws:kms:dsse" : "aws:kms";
  const algorithm = { own: promised.encryption, other, AES256: "AES256" };
  return {
    ...(says.algorithm ? { "x-amz-server-side-encryption": algorithm[says.algorithm] } : {}),
    ...(says.key ? { "x-amz-server-side-encryption-aws-kms-key-id": keyNamed(says.key, bucket) } : {}),
    ...(says.bucketKey === false ? { "x-amz-server-side-encryption-bucket-key-enabled": "false" } : {}),
    ...(says.customerKey ? { "x-amz-server-side-encryption-customer-algorithm": "AES256" } : {}),
  };
}

function keyNamed(key: NonNullable<Declared["key"]>, bucket: SimulatedBucket): string {
  if (typeof key === "object") return key.exactly;
  switch (key) {
    case "arn":
      return bucket.keyArn;
    case "id":
      return keyIdOf(bucket);
    case "alias":
      return bucket.aliasArn ?? inventedAlias(bucket);
    case "another":
      return anotherKey(bucket, placeOf(bucket).account);
    case "foreign":
      return anotherKey(bucket, OUTSIDER_ACCOUNT);
  }
}

/** A key that is not the bucket's, in the account that owns the bucket or in any other. */
export function anotherKey(bucket: SimulatedBucket, account: string): string {
  const { partition, region } = placeOf(bucket);
  return `arn:${partition}:kms:${region}:${account}:key/0ddba11c-0de5-4bad-8bad-0ddba11c0de5`;
}

function inventedAlias(bucket: SimulatedBucket): string {
  const [, partition, , region, account] = bucket.keyArn.split(":");
  return `arn:${partition}:kms:${region}:${account}:alias/of-the-key`;
}

function drifted(bucket: SimulatedBucket, drift: S3Template["drift"]): SimulatedBucket {
  if (drift === undefined) return bucket;
  if (drift === "SSE-S3") return { ...bucket, defaultEncryption: null };
  const keyArn = anotherKey(bucket, placeOf(bucket).account);
  return { ...bucket, defaultEncryption: { algorithm: "aws:kms", keyArn, bucketKeyEnabled: true } };
}

function callersNamed(name: CallerName, bucket: SimulatedBucket, promised: Promised): [Caller, ...Caller[]] {
  const { partition, account } = placeOf(bucket);
  const role = (owner: string, roleName: string): string => `arn:${partition}:iam::${owner}:role/${roleName}`;
  switch (name) {
    case "anonymous":
      return [{ kind: "anonymous" }];
    case "another account":
      return [principal(role(OUTSIDER_ACCOUNT, "an-outsider"))];
    case "account root":
      return [principal(`arn:${partition}:iam::${keyAccountOf(bucket)}:root`)];
    case "role":
      return [principal(role(account, "any-role-of-the-account"))];
    case "writer":
      return callersNamed(promised.users ? "user" : "role", bucket, promised);
    case "user":
    case "user without IAM":
      return listedIn(bucket, "AllowKeyUsers", role(account, "a-listed-user"), iamOf(name));
    case "administrator":
    case "administrator without IAM":
      return listedIn(bucket, "AllowKeyAdministrators", role(account, "an-administrator"), iamOf(name));
  }
}

function iamOf(name: CallerName): "everything" | "nothing" {
  return name.endsWith("without IAM") ? "nothing" : "everything";
}

/**
 * Every principal of the bucket's own account that a statement of the key policy names: what goes for the first must
 * go for the last. Without any, the first of another account, and in the end somebody invented.
 */
function listedIn(
  bucket: SimulatedBucket,
  sid: string,
  invented: string,
  iam: "everything" | "nothing",
): [Caller, ...Caller[]] {
  const statement = bucket.keyPolicy?.Statement.find((candidate) => candidate.Sid === sid);
  const element = statement?.Principal;
  const names = typeof element === "object" ? list(element.AWS) : [];
  const own = names.filter((name) => name.split(":")[4] === placeOf(bucket).account);
  const [first = names[0] ?? invented, ...further] = own;
  return [principal(first, iam), ...further.map((name) => principal(name, iam))];
}
