import assert from "node:assert/strict";
import type { DefaultEncryption, SimulatedBucket } from "../../simulator/bucket";
import { principal } from "../../simulator/caller";
import { objectEncryption, type ObjectEncryption } from "../../simulator/encryption";
import type { EncryptionHeaders, S3Request } from "../../simulator/request";

const ID = "12345678-90ab-4def-8123-4567890abcde";
const KEY = `arn:aws:kms:eu-central-1:111122223333:key/${ID}`;
const OTHER = "arn:aws:kms:eu-central-1:111122223333:key/99999999-90ab-4def-8123-4567890abcde";
const MANAGED = "arn:aws:kms:eu-central-1:111122223333:key/the-aws-managed-key-aws-s3";
const ALIAS = "arn:aws:kms:eu-central-1:111122223333:alias/team/reports";
const BUCKET = "arn:aws:s3:::reports";
const OBJECT = "arn:aws:s3:::reports/a/b";

const BY_KEY: DefaultEncryption = { algorithm: "aws:kms", keyArn: KEY, bucketKeyEnabled: true };
const DSSE: DefaultEncryption = { algorithm: "aws:kms:dsse", keyArn: KEY, bucketKeyEnabled: false };

function bucketWith(defaultEncryption: DefaultEncryption | null, aliasArn?: string): SimulatedBucket {
  return {
    bucketArn: BUCKET,
    keyArn: KEY,
    bucketPolicy: { Statement: [] },
    keyPolicy: null,
    defaultEncryption,
    blockedEncryptionTypes: [],
    ...(aliasArn === undefined ? {} : { aliasArn }),
  };
}

function request(change: Partial<S3Request>): S3Request {
  const caller = principal("arn:aws:iam::111122223333:role/app");
  return { operation: "PutObject", caller, object: "a/b", headers: {}, tlsVersion: "1.3", ...change };
}

const headers = (algorithm?: string, key?: string, bucketKey?: string): EncryptionHeaders => ({
  ...(algorithm === undefined ? {} : { "x-amz-server-side-encryption": algorithm }),
  ...(key === undefined ? {} : { "x-amz-server-side-encryption-aws-kms-key-id": key }),
  ...(bucketKey === undefined ? {} : { "x-amz-server-side-encryption-bucket-key-enabled": bucketKey }),
});

describe("what S3 encrypts an object with", () => {
  /* "Using server-side encryption with AWS KMS keys" and "Setting default server-side encryption behavior". */
  const underKey: ObjectEncryption = { algorithm: "aws:kms", keyArn: KEY, encryptionContext: BUCKET };
  const perObject: ObjectEncryption = { ...underKey, encryptionContext: OBJECT };
  const sseS3: ObjectEncryption = { algorithm: "AES256" };
  const customerKey = { "x-amz-server-side-encryption-customer-algorithm": "AES256" };

  const uploads: [string, EncryptionHeaders, DefaultEncryption | null, ObjectEncryption][] = [
    ["nothing named: the bucket's default", {}, BY_KEY, underKey],
    ["nothing named, a default without Bucket Key", {}, { ...BY_KEY, bucketKeyEnabled: false }, perObject],
    ["nothing named, no default: SSE-S3", {}, null, sseS3],
    ["nothing named, SSE-S3 as default", {}, { algorithm: "AES256", bucketKeyEnabled: true }, sseS3],
    [
      "nothing named, a default without a key: the AWS managed key",
      {},
      { algorithm: "aws:kms", bucketKeyEnabled: false },
      { ...perObject, keyArn: MANAGED },
    ],
    ["nothing named, DSSE as default", {}, DSSE, { ...perObject, algorithm: "aws:kms:dsse" }],
    [
      "nothing named, DSSE with a Bucket Key, which DSSE does not have",
      {},
      { ...DSSE, bucketKeyEnabled: true },
      { ...perObject, algorithm: "aws:kms:dsse" },
    ],
    ["AES256 named: SSE-S3, whatever the default", headers("AES256"), BY_KEY, sseS3],
    ["AES256 named beside a key", headers("AES256", KEY), BY_KEY, sseS3],
    [
      "aws:kms without a key: the AWS managed key",
      headers("aws:kms"),
      BY_KEY,
      { ...underKey, keyArn: MANAGED },
    ],
    ["aws:kms with the key", headers("aws:kms", KEY), null, perObject],
    ["aws:kms with another key", headers("aws:kms", OTHER), BY_KEY, { ...underKey, keyArn: OTHER }],
    [
      "aws:kms:dsse with the key",
      headers("aws:kms:dsse", KEY),
      BY_KEY,
      { ...perObject, algorithm: "aws:kms:dsse" },
    ],
    ["the Bucket Key declined", headers("aws:kms", KEY, "false"), BY_KEY, perObject],
    ["the Bucket Key asked for", headers("aws:kms", KEY, "true"), null, underKey],
    ["a key of the uploader", customerKey, BY_KEY, { algorithm: "SSE-C" }],
    [
      "a key of the uploader beside an algorithm",
      { ...headers("aws:kms", KEY), ...customerKey },
      BY_KEY,
      { algorithm: "SSE-C" },
    ],
  ];
  for (const [what, says, byDefault, expected] of uploads) {
    it(what, () => {
      assert.deepEqual(objectEncryption(request({ headers: says }), bucketWith(byDefault)), expected);
    });
  }

  const names: [string, string, string | undefined, string][] = [
    ["its id", ID, undefined, KEY],
    ["the ARN of its alias", ALIAS, ALIAS, KEY],
    ["the name of its alias", "alias/team/reports", ALIAS, KEY],
    ["another id", ID.replace("1", "2"), ALIAS, ID.replace("1", "2")],
    ["an alias that nobody knows", ALIAS, undefined, ALIAS],
    ["another alias", "alias/reports", ALIAS, "alias/reports"],
  ];
  for (const [what, named, aliasArn, keyArn] of names) {
    it(`the key by ${what}: ${keyArn === KEY ? "it" : "what is named"}`, () => {
      const { keyArn: found } = objectEncryption(
        request({ headers: headers("aws:kms", named) }),
        bucketWith(BY_KEY, aliasArn),
      );
      assert.equal(found, keyArn);
    });
  }

  it("a part: what its upload was created with, whatever the part itself says", () => {
    const part = request({
      operation: "UploadPart",
      createdWith: headers("aws:kms", OTHER),
      headers: headers("AES256"),
    });
    assert.equal(objectEncryption(part, bucketWith(BY_KEY)).keyArn, OTHER);
  });

  const reads: [string, DefaultEncryption | null, boolean | undefined, ObjectEncryption][] = [
    ["as the bucket does by default", BY_KEY, undefined, underKey],
    ["without a Bucket Key", BY_KEY, false, perObject],
    ["with a Bucket Key, the default being none", { ...BY_KEY, bucketKeyEnabled: false }, true, underKey],
    ["no default known", null, undefined, perObject],
    ["under DSSE", DSSE, true, { ...perObject, algorithm: "aws:kms:dsse" }],
  ];
  for (const [what, byDefault, storedWithBucketKey, expected] of reads) {
    it(`an object that is read, stored ${what}: under the key, whatever the request says`, () => {
      const read = request({
        operation: "GetObject",
        headers: headers("AES256"),
        ...(storedWithBucketKey === undefined ? {} : { storedWithBucketKey }),
      });
      assert.deepEqual(objectEncryption(read, bucketWith(byDefault)), expected);
    });
  }
});
