import assert from "node:assert/strict";
import type { SimulatedBucket } from "../../simulator/bucket";
import { principal, type Caller } from "../../simulator/caller";
import { objectEncryption } from "../../simulator/encryption";
import type { KmsRequest, S3Operation, S3Request } from "../../simulator/request";
import { HYPOTHESES, kmsContext, s3Context, throughS3Context } from "../../simulator/requestContext";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/12345678-90ab-4def-8123-4567890abcde";
const ALIAS = "arn:aws:kms:eu-central-1:111122223333:alias/reports";
const ROLE = "arn:aws:iam::111122223333:role/app";
const BUCKET: SimulatedBucket = {
  bucketArn: "arn:aws:s3:::reports",
  keyArn: KEY,
  aliasArn: ALIAS,
  bucketPolicy: { Statement: [] },
  keyPolicy: null,
  defaultEncryption: { algorithm: "aws:kms", keyArn: KEY, bucketKeyEnabled: true },
  blockedEncryptionTypes: [],
};
const UPLOAD: S3Request = {
  operation: "PutObject",
  caller: principal(ROLE),
  object: "a/b",
  headers: {},
  tlsVersion: "1.3",
};
const byRole = {
  "aws:principalarn": ROLE,
  "aws:principalaccount": "111122223333",
  "aws:principalisawsservice": "false",
  "aws:principaltype": "AssumedRole",
};
const atS3 = {
  ...byRole,
  "aws:securetransport": "true",
  "s3:tlsversion": "1.3",
  "aws:sourceip": "203.0.113.10",
  "aws:requestedregion": "eu-central-1",
  "aws:resourceaccount": "111122223333",
  "s3:resourceaccount": "111122223333",
  "aws:viaawsservice": "false",
};

const entriesOf = (context: { entries(): [string, string][] }): Record<string, string> =>
  Object.fromEntries(context.entries()) as Record<string, string>;

describe("what S3 tells a bucket policy", () => {
  const ALGORITHM = "s3:x-amz-server-side-encryption";
  const KEY_ID = "s3:x-amz-server-side-encryption-aws-kms-key-id";
  const named = {
    "x-amz-server-side-encryption": "aws:kms",
    "x-amz-server-side-encryption-aws-kms-key-id": ALIAS,
  };

  it("is of two kinds, as AWS does not say which key it shows", () => {
    assert.deepEqual(HYPOTHESES, ["effectiveKey", "headerOnly"]);
  });

  const told: [string, Partial<S3Request>, Record<string, string>, Record<string, string>][] = [
    ["of an upload that names nothing: the default's key, or no key", {}, { [KEY_ID]: KEY }, {}],
    [
      "of an upload that names the key by its alias: its ARN, or the alias",
      { headers: named },
      { [ALGORITHM]: "aws:kms", [KEY_ID]: KEY },
      { [ALGORITHM]: "aws:kms", [KEY_ID]: ALIAS },
    ],
    [
      "of an upload to SSE-S3: the algorithm, and no key",
      { headers: { "x-amz-server-side-encryption": "AES256" } },
      { [ALGORITHM]: "AES256" },
      { [ALGORITHM]: "AES256" },
    ],
    [
      "of an upload under the uploader's own key: its algorithm",
      { headers: { "x-amz-server-side-encryption-customer-algorithm": "AES256" } },
      { "s3:x-amz-server-side-encryption-customer-algorithm": "AES256" },
      { "s3:x-amz-server-side-encryption-customer-algorithm": "AES256" },
    ],
    [
      "of a part: what its upload was created with, or what the part carries",
      { operation: "UploadPart", createdWith: named },
      { [ALGORITHM]: "aws:kms", [KEY_ID]: KEY },
      {},
    ],
    [
      "of a part that carries headers of its own: not those, or those",
      { operation: "UploadPart", createdWith: {}, headers: named },
      { [KEY_ID]: KEY },
      { [ALGORITHM]: "aws:kms", [KEY_ID]: ALIAS },
    ],
    [
      "of a canned ACL: its name",
      { acl: "private" },
      { [KEY_ID]: KEY, "s3:x-amz-acl": "private" },
      { "s3:x-amz-acl": "private" },
    ],
    ...(["GetObject", "ListObjectsV2"] as S3Operation[]).map(
      (operation): [string, Partial<S3Request>, Record<string, string>, Record<string, string>] => [
        `of ${operation}: nothing about encryption`,
        { operation, headers: named },
        {},
        {},
      ],
    ),
  ];
  for (const [what, change, effectiveKey, headerOnly] of told) {
    it(what, () => {
      const request = { ...UPLOAD, ...change };
      assert.deepEqual(entriesOf(s3Context(request, BUCKET, "effectiveKey")), { ...atS3, ...effectiveKey });
      assert.deepEqual(entriesOf(s3Context(request, BUCKET, "headerOnly")), { ...atS3, ...headerOnly });
    });
  }

  it("of a request over plain HTTP: no TLS and no version of it", () => {
    const context = s3Context({ ...UPLOAD, tlsVersion: undefined }, BUCKET, "headerOnly");
    assert.equal(context.get("aws:SecureTransport"), "false");
    assert.equal(context.get("s3:TlsVersion"), undefined);
  });

  it("of a service: no address, as its requests do not come over the internet", () => {
    const caller: Caller = { kind: "service", service: "s3.amazonaws.com" };
    const context = s3Context({ ...UPLOAD, caller }, BUCKET, "headerOnly");
    assert.equal(context.get("aws:SourceIp"), undefined);
  });

  it("of a bucket of another account than the key's: the bucket's account", () => {
    const context = s3Context(UPLOAD, { ...BUCKET, account: "444455556666" }, "headerOnly");
    assert.equal(context.get("aws:ResourceAccount"), "444455556666");
    assert.equal(context.get("s3:ResourceAccount"), "444455556666");
  });
});

describe("what KMS tells a key policy", () => {
  const atKms = {
    ...byRole,
    "aws:securetransport": "true",
    "aws:requestedregion": "eu-central-1",
    "aws:resourceaccount": "111122223333",
    "kms:calleraccount": "111122223333",
    "kms:keyspec": "SYMMETRIC_DEFAULT",
    "kms:keyusage": "ENCRYPT_DECRYPT",
    "kms:keyorigin": "AWS_KMS",
  };
  const direct: KmsRequest = { operation: "kms:Decrypt", caller: principal(ROLE) };

  it("of a direct call: no service and no encryption context", () => {
    assert.deepEqual(entriesOf(kmsContext(direct, BUCKET)), { ...atKms, "aws:viaawsservice": "false" });
  });

  it("of a call that a service makes for its caller: the service, and the context it gives", () => {
    const viaService = "s3.eu-central-1.amazonaws.com";
    const encryptionContext = "arn:aws:s3:::reports";
    assert.deepEqual(entriesOf(kmsContext({ ...direct, viaService, encryptionContext }, BUCKET)), {
      ...atKms,
      "aws:viaawsservice": "true",
      "kms:viaservice": viaService,
      "kms:encryptioncontext:aws:s3:arn": encryptionContext,
      "kms:encryptioncontextkeys": "aws:s3:arn",
    });
  });

  it("of a service's own call: no account of its caller", () => {
    const caller: Caller = { kind: "service", service: "s3.amazonaws.com" };
    assert.equal(kmsContext({ ...direct, caller }, BUCKET).get("kms:CallerAccount"), undefined);
  });

  it("of a key of another account than the bucket's: the key's account", () => {
    const context = kmsContext(direct, { ...BUCKET, account: "444455556666" });
    assert.equal(context.get("aws:ResourceAccount"), "111122223333");
  });

  const endpoints: [string, string, string][] = [
    ["arn:aws:", "eu-central-1", "s3.eu-central-1.amazonaws.com"],
    ["arn:aws-us-gov:", "us-gov-west-1", "s3.us-gov-west-1.amazonaws.com"],
    ["arn:aws-cn:", "cn-north-1", "s3.cn-north-1.amazonaws.com.cn"],
  ];
  for (const [partition, region, endpoint] of endpoints) {
    it(`of S3's call for an upload in ${region}: ${endpoint}, and what the object is bound to`, () => {
      const keyArn = KEY.replace("arn:aws:", partition).replace("eu-central-1", region);
      const bucket = { ...BUCKET, keyArn };
      const context = throughS3Context(UPLOAD, bucket, objectEncryption(UPLOAD, bucket));
      assert.equal(context.get("kms:ViaService"), endpoint);
      assert.equal(context.get("kms:EncryptionContext:aws:s3:arn"), "arn:aws:s3:::reports");
      assert.equal(context.get("aws:PrincipalArn"), ROLE);
      assert.equal(context.get("aws:RequestedRegion"), region);
    });
  }

  it("of S3's call for an object bound to nothing: no context", () => {
    const context = throughS3Context(UPLOAD, BUCKET, { algorithm: "AES256" });
    assert.equal(context.get("kms:EncryptionContext:aws:s3:arn"), undefined);
    assert.equal(context.get("kms:EncryptionContextKeys"), undefined);
  });
});
