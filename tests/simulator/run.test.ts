import assert from "node:assert/strict";
import type { PolicyDocument, Statement } from "../../policy/document";
import type { SimulatedBucket } from "../../simulator/bucket";
import {
  allowed,
  always,
  both,
  denied,
  depends,
  type Case,
  type Expected,
  type Promised,
} from "../../simulator/cases/case";
import { runCase, type CaseResult } from "../../simulator/run";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/12345678-90ab-4def-8123-4567890abcde";
const ROLE = "arn:aws:iam::111122223333:role/any-role-of-the-account";
const KEY_ID = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const PROMISED: Promised = {
  enforcement: "EffectiveKey",
  encryption: "aws:kms",
  keyUse: "ThroughS3",
  users: false,
  administrators: false,
};

const policy = (...Statement: Statement[]): PolicyDocument => ({ Version: "2012-10-17", Statement });
const deny = (Sid: string, Condition: Statement["Condition"] = {}): Statement => ({
  Sid,
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  Condition,
});
const otherKeys = deny("DenyUploadIfNotSSEKMSEncrypted", { StringNotEquals: { [KEY_ID]: KEY } });

function bucketWith(...statements: Statement[]): SimulatedBucket {
  return {
    bucketArn: "arn:aws:s3:::reports",
    keyArn: KEY,
    bucketPolicy: policy(...statements),
    keyPolicy: null,
    defaultEncryption: { algorithm: "aws:kms", keyArn: KEY, bucketKeyEnabled: true },
    blockedEncryptionTypes: [],
  };
}

const SILENT: Case["request"] = { operation: "PutObject", by: "role" };
const NAMED: Case["request"] = { ...SILENT, says: { algorithm: "own", key: "arn" } };

function run(
  expected: Expected,
  bucket: SimulatedBucket,
  request: Case["request"] = NAMED,
  more: Partial<Case> = {},
): CaseResult {
  const one = { name: "n", description: "d", request, expected: always(expected), ...more };
  return runCase(one, bucket, PROMISED);
}

describe("the result of a case", () => {
  it("is this, whole, for an upload that goes as promised", () => {
    assert.deepEqual(run(both(allowed()), bucketWith()), {
      case: "n",
      description: "d",
      request: {
        operation: "PutObject",
        object: "reports/2026/summary.csv",
        headers: {
          "x-amz-server-side-encryption": "aws:kms",
          "x-amz-server-side-encryption-aws-kms-key-id": KEY,
        },
        tlsVersion: "1.3",
        caller: ROLE,
      },
      decision: { effectiveKey: "allow", headerOnly: "allow" },
      expected: { effectiveKey: "allow", headerOnly: "allow" },
      decidedBy: ["IdentityPolicy"],
      unverified: false,
      holds: true,
      reason: "accepted: the caller's own IAM policies say so",
      endsUpUnder: "the key",
    });
  });

  it("tells only what refuses, where one hypothesis refuses, and that it is unverified", () => {
    const result = run(depends(allowed(), denied(otherKeys.Sid ?? "")), bucketWith(otherKeys), SILENT);
    assert.deepEqual(result.decidedBy, ["DenyUploadIfNotSSEKMSEncrypted"]);
    assert.equal(result.endsUpUnder, "the key");
    assert.equal(result.unverified, true);
    assert.equal(result.holds, true);
  });

  it("is unverified where it rests on what AWS does not say", () => {
    const result = run(both(allowed()), bucketWith(), NAMED, { restsOn: "AWS does not say" });
    assert.equal(result.unverified, true);
    assert.match(result.reason, /; AWS does not say$/);
  });

  it("shows the change of the bucket's default, and who came", () => {
    const drifted = run(both(allowed("SSE-S3")), bucketWith(), { ...SILENT, drift: "SSE-S3" });
    assert.equal(drifted.request["bucketDefaultChangedTo"], "SSE-S3");
    assert.equal(
      run(both(denied()), bucketWith(), { ...SILENT, by: "anonymous" }).request["caller"],
      "anonymous",
    );
  });

  it("says what the object ends up under where it is let in under the second hypothesis only", () => {
    const shown = deny("DenyUploadIfNotSSEKMSEncrypted", { Null: { [KEY_ID]: "false" } });
    const result = run(depends(denied(), allowed()), bucketWith(shown), SILENT);
    assert.deepEqual(result.decision, { effectiveKey: "deny", headerOnly: "allow" });
    assert.equal(result.endsUpUnder, "the key");
  });

  const unders: [string, Case["request"], string][] = [
    ["the key", NAMED, "the key"],
    ["another one", { ...SILENT, says: { algorithm: "own", key: "another" } }, "another key"],
    ["aws:kms and no key", { ...SILENT, says: { algorithm: "own" } }, "the AWS managed key"],
    ["AES256", { ...SILENT, says: { algorithm: "AES256" } }, "SSE-S3"],
    ["a key of its own", { ...SILENT, says: { customerKey: true } }, "a key of the uploader"],
    [
      "DSSE with the key",
      { ...SILENT, says: { algorithm: "other", key: "arn" } },
      "the key, other algorithm",
    ],
  ];
  for (const [what, request, under] of unders) {
    it(`says that an upload naming ${what} ends up under ${under}`, () => {
      assert.equal(run(both(allowed()), bucketWith(), request).endsUpUnder, under);
    });
  }
});

describe("a case that does not go as promised", () => {
  const complaint = (...given: Parameters<typeof run>): string | undefined => {
    const { holds, complaint: said } = run(...given);
    assert.equal(holds, said === undefined);
    return said;
  };
  const stop = deny("DenyInsecureTransport");

  it("tells once what it tells of both hypotheses", () => {
    assert.equal(
      complaint(both(denied("DenyInsecureTransport", "DenyOutdatedTls")), bucketWith()),
      "was let through, should have been refused by DenyInsecureTransport, DenyOutdatedTls",
    );
  });

  it("tells what it tells of each", () => {
    assert.equal(
      complaint(depends(denied("A"), denied("B")), bucketWith()),
      "was let through, should have been refused by A; was let through, should have been refused by B",
    );
  });

  it("tells a refusal with all that refuses", () => {
    assert.equal(
      complaint(both(allowed()), bucketWith(stop, deny("DenyOutdatedTls"))),
      "was refused by DenyInsecureTransport, DenyOutdatedTls, should have been let through",
    );
  });

  it("tells whom it should have been let through by", () => {
    assert.equal(
      complaint(both(allowed("the key", "AllowKeyUsers")), bucketWith(stop)),
      "was refused by DenyInsecureTransport, should have been let through by AllowKeyUsers",
    );
  });

  it("tells who is missing among those that decide, and what the object ends up under", () => {
    assert.equal(
      complaint(both(denied("DenyOutdatedTls")), bucketWith(stop)),
      "decided without DenyOutdatedTls",
    );
    assert.equal(
      complaint(both(allowed("SSE-S3", "AllowKeyUsers")), bucketWith()),
      "decided without AllowKeyUsers; ends up under the key, should be SSE-S3",
    );
  });

  it("is not one where the expectation says nothing of what the object ends up under", () => {
    assert.equal(complaint(both({ decision: "allow", by: [] }), bucketWith()), undefined);
  });
});

describe("a statement of the bucket's user", () => {
  it("that refuses what would be let through breaks no promise", () => {
    const result = run(both(allowed()), bucketWith(deny("OnlyFromVpc")));
    assert.equal(result.holds, true);
    assert.deepEqual(result.expected, { effectiveKey: "deny", headerOnly: "deny" });
  });

  it("does not stand in for the one that must refuse", () => {
    const result = run(both(denied("DenyOutdatedTls")), bucketWith(deny("OnlyFromVpc")));
    assert.equal(result.complaint, "decided without DenyOutdatedTls");
  });

  it("does not excuse a statement of the component's that refuses beside it", () => {
    const result = run(both(allowed()), bucketWith(deny("OnlyFromVpc"), deny("DenyOutdatedTls")));
    assert.equal(
      result.complaint,
      "was refused by OnlyFromVpc, DenyOutdatedTls, should have been let through",
    );
  });

  it("does not excuse a refusal by nobody's statement", () => {
    const result = run(both(allowed()), bucketWith(), { ...NAMED, by: "another account" });
    assert.equal(result.complaint, "was refused by NoPermission, should have been let through");
  });
});

describe("a case that several can be the caller of", () => {
  const users = (...names: string[]): SimulatedBucket => ({
    ...bucketWith(
      deny("DenyOutdatedTls", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/bad*" } }),
    ),
    keyPolicy: policy({
      Sid: "AllowKeyUsers",
      Effect: "Allow",
      Principal: { AWS: names.map((name) => `arn:aws:iam::111122223333:role/${name}`) },
      Action: "kms:*",
      Resource: "*",
    }),
  });
  const callerShown = (...names: string[]): unknown =>
    run(both(allowed()), users(...names), { ...NAMED, by: "user" }).request["caller"];

  it("shows the one that goes wrong, wherever it is listed, and the first where none does", () => {
    assert.equal(callerShown("good", "fine", "bad"), "arn:aws:iam::111122223333:role/bad");
    assert.equal(callerShown("bad", "good", "bad-too"), "arn:aws:iam::111122223333:role/bad");
    assert.equal(callerShown("good", "fine"), "arn:aws:iam::111122223333:role/good");
  });
});
