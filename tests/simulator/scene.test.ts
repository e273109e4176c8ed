import assert from "node:assert/strict";
import type { SimulatedBucket } from "../../simulator/bucket";
import { principal, type Caller } from "../../simulator/caller";
import {
  always,
  allowed,
  both,
  type CallerName,
  type Declared,
  type KmsTemplate,
  type Promised,
  type S3Template,
} from "../../simulator/cases/case";
import type { EncryptionHeaders } from "../../simulator/request";
import { anotherKey, scenesOf, type Scene } from "../../simulator/scene";

const ID = "12345678-90ab-4def-8123-4567890abcde";
const KEY = `arn:aws-cn:kms:cn-north-1:111122223333:key/${ID}`;
const ANOTHER = "arn:aws-cn:kms:cn-north-1:111122223333:key/0ddba11c-0de5-4bad-8bad-0ddba11c0de5";
const FOREIGN = ANOTHER.replace("111122223333", "999999999999");
const ALIAS = "arn:aws-cn:kms:cn-north-1:111122223333:alias/of-the-key";
const role = (name: string): string => `arn:aws-cn:iam::111122223333:role/${name}`;
const BUCKET: SimulatedBucket = {
  bucketArn: "arn:aws-cn:s3:::reports",
  keyArn: KEY,
  bucketPolicy: { Statement: [] },
  keyPolicy: null,
  defaultEncryption: { algorithm: "aws:kms", keyArn: KEY, bucketKeyEnabled: true },
  blockedEncryptionTypes: [],
};
const PROMISED: Promised = {
  enforcement: "EffectiveKey",
  encryption: "aws:kms",
  keyUse: "ThroughS3",
  users: false,
  administrators: false,
};

function scenes(
  request: S3Template | KmsTemplate,
  bucket = BUCKET,
  promised = PROMISED,
  object?: string,
): Scene[] {
  const one = { name: "n", description: "d", request, expected: always(both(allowed())) };
  return scenesOf(one, bucket, promised, object);
}

const sceneOf = (...given: Parameters<typeof scenes>): Scene => scenes(...given)[0] as Scene;
const callersOf = (by: CallerName, bucket = BUCKET, promised = PROMISED): Caller[] =>
  scenes({ operation: "GetObject", by }, bucket, promised).map(({ request }) => request.caller);

describe("a case on one bucket", () => {
  it("is a request by its caller on an object, over TLS 1.3, that says nothing unless the case does", () => {
    assert.deepEqual(sceneOf({ operation: "PutObject", by: "role" }).request, {
      operation: "PutObject",
      caller: principal(role("any-role-of-the-account")),
      object: "reports/2026/summary.csv",
      headers: {},
      tlsVersion: "1.3",
    });
  });

  it("is about the object that is given", () => {
    const { request } = sceneOf({ operation: "GetObject", by: "role" }, BUCKET, PROMISED, "mine");
    assert.equal((request as { object: string }).object, "mine");
  });

  it("carries what the object was stored with and the upload created with", () => {
    const { request } = sceneOf({
      operation: "UploadPart",
      by: "role",
      createdWith: { algorithm: "AES256" },
      storedWithBucketKey: false,
    });
    assert.deepEqual(request, {
      operation: "UploadPart",
      caller: principal(role("any-role-of-the-account")),
      object: "reports/2026/summary.csv",
      headers: {},
      createdWith: { "x-amz-server-side-encryption": "AES256" },
      storedWithBucketKey: false,
      tlsVersion: "1.3",
    });
  });

  const transports: [S3Template["transport"], string | undefined][] = [
    ["plain HTTP", undefined],
    ["TLS 1.1", "1.1"],
    [undefined, "1.3"],
  ];
  for (const [transport, version] of transports) {
    it(`over ${transport ?? "TLS, not saying which,"} has the version ${version}`, () => {
      const template = { operation: "GetObject", by: "role" } as const;
      const { request } = sceneOf(transport ? { ...template, transport } : template);
      assert.equal((request as { tlsVersion?: string }).tlsVersion, version);
    });
  }

  const algorithm = (value: string): EncryptionHeaders => ({ "x-amz-server-side-encryption": value });
  const key = (value: string): EncryptionHeaders => ({
    "x-amz-server-side-encryption-aws-kms-key-id": value,
  });
  const says: [Declared, string, EncryptionHeaders][] = [
    [{ algorithm: "own" }, "aws:kms", algorithm("aws:kms")],
    [{ algorithm: "other" }, "aws:kms", algorithm("aws:kms:dsse")],
    [{ algorithm: "own" }, "aws:kms:dsse", algorithm("aws:kms:dsse")],
    [{ algorithm: "other" }, "aws:kms:dsse", algorithm("aws:kms")],
    [{ algorithm: "AES256" }, "aws:kms", algorithm("AES256")],
    [{ key: "arn" }, "aws:kms", key(KEY)],
    [{ key: "id" }, "aws:kms", key(ID)],
    [{ key: "alias" }, "aws:kms", key(ALIAS)],
    [{ key: "another" }, "aws:kms", key(ANOTHER)],
    [{ key: "foreign" }, "aws:kms", key(FOREIGN)],
    [{ key: { exactly: "alias/x" } }, "aws:kms", key("alias/x")],
    [{ bucketKey: false }, "aws:kms", { "x-amz-server-side-encryption-bucket-key-enabled": "false" }],
    [{ customerKey: true }, "aws:kms", { "x-amz-server-side-encryption-customer-algorithm": "AES256" }],
  ];
  for (const [declared, encryption, headers] of says) {
    it(`that says ${JSON.stringify(declared)} sends ${JSON.stringify(headers)} to a bucket of ${encryption}`, () => {
      const template: S3Template = { operation: "PutObject", by: "role", says: declared };
      const { request } = sceneOf(template, BUCKET, { ...PROMISED, encryption });
      assert.deepEqual((request as { headers: EncryptionHeaders }).headers, headers);
    });
  }

  it("uses the alias the key has, and invents one for a key that has none", () => {
    const aliasArn = "arn:aws-cn:kms:cn-north-1:111122223333:alias/mine";
    const template: S3Template = { operation: "PutObject", by: "role", says: { key: "alias" } };
    const named = ({ request, bucket }: Scene): unknown[] => [
      (request as { headers: EncryptionHeaders }).headers["x-amz-server-side-encryption-aws-kms-key-id"],
      bucket.aliasArn,
    ];
    assert.deepEqual(named(sceneOf(template, { ...BUCKET, aliasArn })), [aliasArn, aliasArn]);
    assert.deepEqual(named(sceneOf(template)), [ALIAS, ALIAS]);
  });

  it("meets the bucket with the default that somebody changed, or as it is", () => {
    const drifted = (drift?: "SSE-S3" | "another key"): unknown =>
      sceneOf({ operation: "PutObject", by: "role", ...(drift ? { drift } : {}) }).bucket.defaultEncryption;
    assert.equal(drifted("SSE-S3"), null);
    assert.deepEqual(drifted("another key"), {
      algorithm: "aws:kms",
      keyArn: ANOTHER,
      bucketKeyEnabled: true,
    });
    assert.deepEqual(drifted(), BUCKET.defaultEncryption);
  });

  it("takes another key in the account that is asked for", () => {
    assert.equal(anotherKey(BUCKET, "444455556666"), ANOTHER.replace("111122223333", "444455556666"));
  });
});

describe("a call to KMS in a case", () => {
  const caller = principal(role("any-role-of-the-account"));
  const calls: [Omit<KmsTemplate, "operation" | "by">, object][] = [
    [{}, {}],
    [{ via: "S3" }, { viaService: "s3.cn-north-1.amazonaws.com.cn" }],
    [{ via: "another service" }, { viaService: "dynamodb.cn-north-1.amazonaws.com" }],
    [{ context: "this bucket" }, { encryptionContext: "arn:aws-cn:s3:::reports" }],
    [{ context: "another bucket" }, { encryptionContext: "arn:aws-cn:s3:::another-bucket" }],
  ];
  for (const [template, parts] of calls) {
    it(`with ${JSON.stringify(template)} is one with ${JSON.stringify(parts)}`, () => {
      const { request, bucket } = sceneOf({ operation: "kms:Decrypt", by: "role", ...template });
      assert.deepEqual(request, { operation: "kms:Decrypt", caller, ...parts });
      assert.deepEqual(bucket, { ...BUCKET, aliasArn: ALIAS });
    });
  }
});

describe("the caller of a case", () => {
  const OTHERS = { ...BUCKET, account: "444455556666" };
  const callers: [CallerName, SimulatedBucket, Caller][] = [
    ["anonymous", BUCKET, { kind: "anonymous" }],
    ["another account", BUCKET, principal("arn:aws-cn:iam::999999999999:role/an-outsider")],
    ["account root", BUCKET, principal("arn:aws-cn:iam::111122223333:root")],
    ["account root", OTHERS, principal("arn:aws-cn:iam::111122223333:root")],
    ["role", BUCKET, principal(role("any-role-of-the-account"))],
    ["role", OTHERS, principal("arn:aws-cn:iam::444455556666:role/any-role-of-the-account")],
    ["writer", BUCKET, principal(role("any-role-of-the-account"))],
    ["user", BUCKET, principal(role("a-listed-user"))],
    ["user without IAM", BUCKET, principal(role("a-listed-user"), "nothing")],
    ["administrator", BUCKET, principal(role("an-administrator"))],
    ["administrator without IAM", BUCKET, principal(role("an-administrator"), "nothing")],
  ];
  for (const [name, bucket, caller] of callers) {
    it(`${name} is ${JSON.stringify(caller)}`, () => assert.deepEqual(callersOf(name, bucket), [caller]));
  }

  const keyPolicyOf = (Sid: string, Principal: object | "*"): SimulatedBucket => ({
    ...BUCKET,
    keyPolicy: {
      Statement: [
        { Sid: "Other", Effect: "Allow", Principal: { AWS: role("nobody") }, Action: "kms:*", Resource: "*" },
        { Sid, Effect: "Allow", Principal: Principal as "*", Action: "kms:*", Resource: "*" },
      ],
    },
  });
  const AWAY = "arn:aws-cn:iam::444455556666:role/away";

  it("is every one of the account whom the key policy lists, each on its own", () => {
    const users = keyPolicyOf("AllowKeyUsers", { AWS: [AWAY, role("a"), role("b")] });
    const listed = [principal(role("a")), principal(role("b"))];
    assert.deepEqual(callersOf("user", users), listed);
    assert.deepEqual(callersOf("writer", users, { ...PROMISED, users: true }), listed);
    const administrators = keyPolicyOf("AllowKeyAdministrators", { AWS: [role("a"), role("b")] });
    assert.deepEqual(callersOf("administrator without IAM", administrators), [
      principal(role("a"), "nothing"),
      principal(role("b"), "nothing"),
    ]);
  });

  it("is the first of another account where none of this one is listed", () => {
    const users = keyPolicyOf("AllowKeyUsers", { AWS: [AWAY, `${AWAY}2`] });
    assert.deepEqual(callersOf("user", users), [principal(AWAY)]);
  });

  it("is invented where the key policy lists nobody", () => {
    for (const everyone of ["*", { Service: "s3.amazonaws.com" }] as const) {
      assert.deepEqual(callersOf("user", keyPolicyOf("AllowKeyUsers", everyone)), [
        principal(role("a-listed-user")),
      ]);
    }
  });
});
