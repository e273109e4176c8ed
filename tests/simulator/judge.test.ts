import assert from "node:assert/strict";
import type { PolicyDocument, Statement } from "../../policy/document";
import type { SimulatedBucket } from "../../simulator/bucket";
import { principal, type Caller } from "../../simulator/caller";
import { judge, type Verdict } from "../../simulator/judge";
import type { KmsRequest, S3Request } from "../../simulator/request";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/12345678-90ab-4def-8123-4567890abcde";
const OTHER_KEY = "arn:aws:kms:eu-central-1:111122223333:key/99999999-90ab-4def-8123-4567890abcde";
const OWN = "arn:aws:iam::111122223333:role/app";
const FOREIGN = "arn:aws:iam::444455556666:role/app";
const ANONYMOUS: Caller = { kind: "anonymous" };
const SERVICE: Caller = { kind: "service", service: "s3.amazonaws.com" };

const policy = (...statements: Statement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements,
});
const iam = (Effect: "Allow" | "Deny", Action: string): PolicyDocument =>
  policy({ Effect, Action, Resource: "*" });
const onBucket = (Sid: string, Effect: "Allow" | "Deny", Principal: Statement["Principal"]): Statement => ({
  Sid,
  Effect,
  Principal: Principal ?? "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"],
});
const onKey = (Sid: string, Effect: "Allow" | "Deny", Principal: Statement["Principal"]): Statement => ({
  Sid,
  Effect,
  Principal: Principal ?? "*",
  Action: "kms:*",
  Resource: "*",
});

function bucketWith(change: Partial<SimulatedBucket> = {}): SimulatedBucket {
  return {
    bucketArn: "arn:aws:s3:::reports",
    keyArn: KEY,
    bucketPolicy: policy(),
    keyPolicy: null,
    defaultEncryption: { algorithm: "aws:kms", keyArn: KEY, bucketKeyEnabled: true },
    blockedEncryptionTypes: ["SSE-C"],
    ...change,
  };
}

function upload(caller: Caller, change: Partial<S3Request> = {}): S3Request {
  return { operation: "PutObject", caller, object: "a", headers: {}, tlsVersion: "1.3", ...change };
}

const decrypt = (caller: Caller): KmsRequest => ({ operation: "kms:Decrypt", caller });
const judged = (request: S3Request | KmsRequest, bucket: SimulatedBucket): Verdict =>
  judge(request, bucket, "effectiveKey");
const shown = ({ decision, decidedBy }: Verdict): string => `${decision} by ${decidedBy.join(", ")}`;

/* "Policy evaluation logic", "Cross-account policy evaluation logic". */
describe("who may do something in S3", () => {
  const allow = (Principal: Statement["Principal"]): Statement => onBucket("Let", "Allow", Principal);
  const table: [string, Caller, Statement[], string][] = [
    ["a role by IAM alone", principal(OWN), [], "allow by IdentityPolicy"],
    [
      "a role by the bucket alone, which names it",
      principal(OWN, "nothing"),
      [allow({ AWS: OWN })],
      "allow by Let",
    ],
    [
      "a role by the bucket alone, which names everyone",
      principal(OWN, "nothing"),
      [allow("*")],
      "allow by Let",
    ],
    [
      "no role by the bucket alone, which names its account",
      principal(OWN, "nothing"),
      [allow({ AWS: "111122223333" })],
      "deny by NoPermission",
    ],
    [
      "a role by IAM and by its account",
      principal(OWN),
      [allow({ AWS: "111122223333" })],
      "allow by IdentityPolicy, Let",
    ],
    ["nobody by nothing", principal(OWN, "nothing"), [], "deny by NoPermission"],
    ["no role of another account by IAM alone", principal(FOREIGN), [], "deny by NoPermission"],
    [
      "no role of another account by the bucket alone",
      principal(FOREIGN, "nothing"),
      [allow({ AWS: FOREIGN })],
      "deny by NoPermission",
    ],
    [
      "a role of another account by both",
      principal(FOREIGN),
      [allow({ AWS: FOREIGN })],
      "allow by IdentityPolicy, Let",
    ],
    [
      "a role of another account by both, named by its account",
      principal(FOREIGN),
      [allow({ AWS: "444455556666" })],
      "allow by IdentityPolicy, Let",
    ],
    ["an anonymous caller whom the bucket lets in", ANONYMOUS, [allow("*")], "allow by Let"],
    ["no anonymous caller otherwise", ANONYMOUS, [], "deny by NoPermission"],
    ["a service that the bucket names", SERVICE, [allow({ Service: "s3.amazonaws.com" })], "allow by Let"],
    ["no service otherwise", SERVICE, [], "deny by NoPermission"],
    ["nobody whom the bucket denies", principal(OWN), [onBucket("Stop", "Deny", "*")], "deny by Stop"],
    [
      "a role whose IAM policy allows it",
      principal(OWN, iam("Allow", "s3:PutObject")),
      [],
      "allow by IdentityPolicy",
    ],
    [
      "no role whose IAM policy allows something else",
      principal(OWN, iam("Allow", "s3:GetObject")),
      [],
      "deny by NoPermission",
    ],
    [
      "no role whose IAM policy denies it, whatever the bucket says",
      principal(OWN, iam("Deny", "s3:*")),
      [allow({ AWS: OWN })],
      "deny by IdentityPolicy",
    ],
    [
      "nobody, and everything that refuses it is told",
      principal(OWN, iam("Deny", "s3:*")),
      [onBucket("Stop", "Deny", "*"), onBucket("Halt", "Deny", "*")],
      "deny by Stop, Halt, IdentityPolicy, NoPermission",
    ],
  ];
  for (const [what, caller, statements, expected] of table) {
    it(`${what}: ${expected}`, () => {
      assert.equal(
        shown(judged(upload(caller), bucketWith({ bucketPolicy: policy(...statements) }))),
        expected,
      );
    });
  }

  it("is settled by the bucket's own account where the key is another's", () => {
    const bucket = bucketWith({ account: "444455556666" });
    assert.equal(shown(judged(upload(principal(FOREIGN)), bucket)), "allow by IdentityPolicy");
    assert.equal(shown(judged(upload(principal(OWN)), bucket)), "deny by NoPermission");
  });

  it("is asked of the object for an upload, of the bucket for a listing", () => {
    const only = (Resource: string): SimulatedBucket =>
      bucketWith({ bucketPolicy: policy({ ...onBucket("Stop", "Deny", "*"), Resource }) });
    const list = upload(principal(OWN), { operation: "ListObjectsV2" });
    assert.equal(judged(list, only("arn:aws:s3:::reports")).decision, "deny");
    assert.equal(judged(list, only("arn:aws:s3:::reports/*")).decision, "allow");
    assert.equal(judged(upload(principal(OWN)), only("arn:aws:s3:::reports")).decision, "allow");
    assert.equal(judged(upload(principal(OWN)), only("arn:aws:s3:::reports/a")).decision, "deny");
  });
});

/* "Key policies": without an Allow in the key policy nobody may use the key. */
describe("who may call KMS", () => {
  const allow = (Principal: Statement["Principal"]): Statement => onKey("Use", "Allow", Principal);
  const ROOT = { AWS: "arn:aws:iam::111122223333:root" };
  const table: [string, Caller, Statement[], string][] = [
    ["nobody by IAM alone", principal(OWN), [], "deny by KeyPolicy"],
    ["a role that the key policy names", principal(OWN, "nothing"), [allow({ AWS: OWN })], "allow by Use"],
    ["a role by its account and IAM", principal(OWN), [allow(ROOT)], "allow by Use"],
    ["no role by its account alone", principal(OWN, "nothing"), [allow(ROOT)], "deny by KeyPolicy"],
    ["a role of another account by both", principal(FOREIGN), [allow({ AWS: FOREIGN })], "allow by Use"],
    [
      "no role of another account by the key policy alone",
      principal(FOREIGN, "nothing"),
      [allow({ AWS: FOREIGN })],
      "deny by KeyPolicy",
    ],
    ["nobody who is anonymous", ANONYMOUS, [allow("*")], "deny by KeyPolicy"],
    ["a service that it names", SERVICE, [allow({ Service: "s3.amazonaws.com" })], "allow by Use"],
    ["nobody whom it denies", principal(OWN), [allow("*"), onKey("Stop", "Deny", "*")], "deny by Stop"],
    [
      "nobody whose IAM policy denies it",
      principal(OWN, iam("Deny", "kms:*")),
      [allow({ AWS: OWN })],
      "deny by IdentityPolicy",
    ],
  ];
  for (const [what, caller, statements, expected] of table) {
    it(`${what}: ${expected}`, () => {
      assert.equal(
        shown(judged(decrypt(caller), bucketWith({ keyPolicy: policy(...statements) }))),
        expected,
      );
    });
  }

  it("is settled by the key's own account where the bucket is another's", () => {
    const bucket = bucketWith({ account: "444455556666", keyPolicy: policy(allow("*")) });
    assert.equal(judged(decrypt(principal(OWN, "nothing")), bucket).decision, "allow");
    assert.equal(judged(decrypt(principal(FOREIGN, "nothing")), bucket).decision, "deny");
  });

  it("is everybody where the key policy is not known", () => {
    assert.equal(shown(judged(decrypt(principal(FOREIGN, "nothing")), bucketWith())), "allow by ");
  });

  it("says nothing of what an object ends up under", () => {
    assert.equal("endsUpUnder" in judged(decrypt(principal(OWN)), bucketWith()), false);
  });
});

describe("what a request to S3 needs of KMS", () => {
  const only = (...actions: string[]): SimulatedBucket =>
    bucketWith({ keyPolicy: policy({ ...onKey("Use", "Allow", { AWS: OWN }), Action: actions }) });
  const needs: [S3Request["operation"], string[]][] = [
    ["PutObject", ["kms:GenerateDataKey"]],
    ["CopyObject", ["kms:GenerateDataKey"]],
    ["PostObject", ["kms:GenerateDataKey"]],
    ["CreateMultipartUpload", ["kms:GenerateDataKey"]],
    ["UploadPart", ["kms:GenerateDataKey", "kms:Decrypt"]],
    ["CompleteMultipartUpload", ["kms:Decrypt"]],
    [
      "UpdateObjectEncryption",
      ["kms:GenerateDataKey", "kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
    ],
    ["GetObject", ["kms:Decrypt"]],
    ["ListObjectsV2", []],
  ];
  for (const [operation, actions] of needs) {
    it(`of ${operation}: ${actions.join(", ") || "nothing"}, and every one of it`, () => {
      const request = upload(principal(OWN), { operation });
      assert.equal(judged(request, only(...actions)).decision, "allow");
      for (const missing of actions) {
        const verdict = judged(request, only(...actions.filter((action) => action !== missing)));
        assert.equal(shown(verdict), "deny by KeyPolicy", missing);
      }
    });
  }

  it("is told once, S3's word first", () => {
    const bucket = only("kms:GenerateDataKey", "kms:Decrypt");
    assert.equal(
      shown(judged(upload(principal(OWN), { operation: "UploadPart" }), bucket)),
      "allow by IdentityPolicy, Use",
    );
  });

  it("is nothing of a key that is not the bucket's, which is taken to let everybody in", () => {
    const headers = {
      "x-amz-server-side-encryption": "aws:kms",
      "x-amz-server-side-encryption-aws-kms-key-id": OTHER_KEY,
    };
    const verdict = judged(upload(principal(OWN), { headers }), bucketWith({ keyPolicy: policy() }));
    assert.equal(shown(verdict), "allow by IdentityPolicy");
    assert.equal(verdict.endsUpUnder?.keyArn, OTHER_KEY);
  });
});

describe("what S3 itself refuses", () => {
  const headers = { "x-amz-server-side-encryption-customer-algorithm": "AES256" };

  it("is an upload under the uploader's own key, where the bucket blocks it", () => {
    const request = upload(principal(OWN), { headers });
    assert.equal(shown(judged(request, bucketWith())), "deny by BlockedEncryptionTypes");
    assert.equal(judged(request, bucketWith({ blockedEncryptionTypes: [] })).decision, "allow");
    assert.equal(judged(request, bucketWith({ blockedEncryptionTypes: ["NONE"] })).decision, "allow");
  });

  it("is no other upload, and no read", () => {
    assert.equal(judged(upload(principal(OWN)), bucketWith()).decision, "allow");
    assert.equal(
      judged(upload(principal(OWN), { operation: "GetObject", headers }), bucketWith()).decision,
      "allow",
    );
  });
});

describe("what an object ends up under", () => {
  it("is told of a write that is let through, and of nothing else", () => {
    const stop = bucketWith({ bucketPolicy: policy(onBucket("Stop", "Deny", "*")) });
    assert.equal(judged(upload(principal(OWN)), bucketWith()).endsUpUnder?.keyArn, KEY);
    assert.equal("endsUpUnder" in judged(upload(principal(OWN)), stop), false);
    assert.equal(
      "endsUpUnder" in judged(upload(principal(OWN), { operation: "GetObject" }), bucketWith()),
      false,
    );
  });
});
