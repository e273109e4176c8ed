import assert from "node:assert/strict";
import { bucketPolicy } from "../../policy/bucketPolicy";
import { Encryption, Enforcement, KeyUse } from "../../policy/choices";
import type { PolicyDocument } from "../../policy/document";
import { formatIssue, show } from "../../policy/issue";
import { checkPrefix, grantStatements, readPolicy, writePolicy } from "../../policy/identityPolicy";
import { keyPolicy } from "../../policy/keyPolicy";
import { renderOwnStatements, type OwnStatement } from "../../policy/ownStatements";
import {
  HYPOTHESES,
  judge,
  principal,
  type S3Operation,
  type SimulatedBucket,
  type SimulatedRequest,
} from "../../simulator";

const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/12345678-90ab-4def-8123-4567890abcde";
const bucketArn = "arn:aws:s3:::reports";
const OWN = "arn:aws:iam::111122223333:role/app";
const FOREIGN = "arn:aws:iam::444455556666:role/partner";

function bucketFor(users: string[], granted: OwnStatement[] = []): SimulatedBucket {
  const input = { bucketArn, keyArn, encryption: Encryption.Kms, enforcement: Enforcement.EffectiveKey };
  return {
    bucketArn,
    keyArn,
    bucketPolicy: bucketPolicy({
      ...input,
      minimumTlsVersion: 1.2,
      statements: renderOwnStatements(granted, bucketArn),
    }),
    keyPolicy: keyPolicy({
      keyArn,
      bucketArn,
      users,
      administrators: [],
      use: KeyUse.ThroughS3,
      multiRegion: false,
    }),
    defaultEncryption: { algorithm: "aws:kms", keyArn, bucketKeyEnabled: true },
    blockedEncryptionTypes: ["SSE-C"],
  };
}

function granted(access: "read" | "write", prefix: string): OwnStatement[] {
  return grantStatements(access, "AllowPartner", prefix).map((one) => ({
    ...one,
    principals: { aws: [FOREIGN] },
  }));
}

const named = {
  "x-amz-server-side-encryption": "aws:kms",
  "x-amz-server-side-encryption-aws-kms-key-id": keyArn,
};

function decisions(
  bucket: SimulatedBucket,
  arn: string,
  iam: PolicyDocument,
  operation: S3Operation,
  object: string,
): string[] {
  const request: SimulatedRequest = {
    operation,
    object,
    caller: principal(arn, iam),
    headers: named,
    tlsVersion: "1.3",
  };
  return HYPOTHESES.map((hypothesis) => judge(request, bucket, hypothesis).decision);
}

const UPLOADS: S3Operation[] = ["PutObject", "CreateMultipartUpload", "CompleteMultipartUpload"];
const input = { bucketArn, keyArn, prefix: "2026/" };

describe("readPolicy and writePolicy", () => {
  const cells: [string, string, () => SimulatedBucket, string][] = [
    ["a role of the account, no users listed", OWN, () => bucketFor([]), "allow"],
    ["a role of the account, among the users", OWN, () => bucketFor([OWN]), "allow"],
    [
      "a role of another account, among the users, let in by the bucket",
      FOREIGN,
      () =>
        bucketFor(
          [FOREIGN],
          [
            ...granted("read", "2026/"),
            ...granted("write", "2026/").map((one) => ({ ...one, sid: "AllowPartnerToWrite" })),
          ],
        ),
      "allow",
    ],
    [
      "a role of another account, no users listed, let in by the bucket",
      FOREIGN,
      () => bucketFor([], granted("read", "2026/")),
      "deny",
    ],
  ];
  for (const [who, arn, made, decision] of cells) {
    it(`${decision === "allow" ? "suffice" : "do not suffice"} for ${who}`, () => {
      const bucket = made();
      assert.deepEqual(decisions(bucket, arn, readPolicy(input), "GetObject", "2026/a"), [
        decision,
        decision,
      ]);
      for (const operation of UPLOADS) {
        assert.deepEqual(
          decisions(bucket, arn, writePolicy(input), operation, "2026/a"),
          [decision, decision],
          operation,
        );
      }
    });
  }

  it("let nobody do what the other lets, nor reach past the prefix", () => {
    for (const bucket of [bucketFor([]), bucketFor([OWN])]) {
      for (const operation of UPLOADS) {
        assert.deepEqual(
          decisions(bucket, OWN, readPolicy(input), operation, "2026/a"),
          ["deny", "deny"],
          operation,
        );
        assert.deepEqual(
          decisions(bucket, OWN, writePolicy(input), operation, "2025/a"),
          ["deny", "deny"],
          operation,
        );
      }
      assert.deepEqual(decisions(bucket, OWN, writePolicy(input), "GetObject", "2026/a"), ["deny", "deny"]);
      assert.deepEqual(decisions(bucket, OWN, readPolicy(input), "GetObject", "2025/a"), ["deny", "deny"]);
      assert.deepEqual(decisions(bucket, OWN, writePolicy(input), "ListObjectsV2", ""), ["deny", "deny"]);
    }
  });

  it("let nobody call KMS past S3, or manage the key", () => {
    for (const iam of [readPolicy(input), writePolicy(input)]) {
      for (const operation of [
        "kms:Decrypt",
        "kms:CreateGrant",
        "kms:PutKeyPolicy",
        "kms:ScheduleKeyDeletion",
      ] as const) {
        const request = { operation, caller: principal(OWN, iam), encryptionContext: bucketArn };
        assert.equal(judge(request, bucketFor([]), "effectiveKey").decision, "deny", operation);
      }
    }
  });

  const onlyThroughS3 = (objects: string): object => ({
    StringEquals: { "kms:ViaService": ["s3.eu-central-1.amazonaws.com"] },
    StringLike: { "kms:EncryptionContext:aws:s3:arn": ["arn:aws:s3:::reports", objects] },
  });

  it("are these documents, to the letter: reading lists too, within the prefix only", () => {
    assert.deepEqual(readPolicy(input), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ReadObjects",
          Effect: "Allow",
          Action: ["s3:GetObject"],
          Resource: "arn:aws:s3:::reports/2026/*",
        },
        {
          Sid: "ListObjects",
          Effect: "Allow",
          Action: ["s3:ListBucket"],
          Resource: "arn:aws:s3:::reports",
          Condition: { StringLike: { "s3:prefix": ["2026/*"] } },
        },
        {
          Sid: "UseKeyThroughS3",
          Effect: "Allow",
          Action: ["kms:Decrypt"],
          Resource: keyArn,
          Condition: onlyThroughS3("arn:aws:s3:::reports/2026/*"),
        },
      ],
    });
    assert.deepEqual(writePolicy(input), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "WriteObjects",
          Effect: "Allow",
          Action: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
          Resource: "arn:aws:s3:::reports/2026/*",
        },
        {
          Sid: "UseKeyThroughS3",
          Effect: "Allow",
          Action: ["kms:GenerateDataKey", "kms:Decrypt"],
          Resource: keyArn,
          Condition: onlyThroughS3("arn:aws:s3:::reports/2026/*"),
        },
      ],
    });
  });

  it("reach all objects without a prefix, and list without a condition", () => {
    const { Statement } = readPolicy({ ...input, prefix: "" });
    assert.equal(Statement[0]?.Resource, "arn:aws:s3:::reports/*");
    assert.deepEqual(Statement[1], {
      Sid: "ListObjects",
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: "arn:aws:s3:::reports",
    });
  });

  it("take a prefix to the letter and refuse a wildcard in it", () => {
    for (const prefix of ["2026/", "", "a/b", "x".repeat(1024)]) assert.deepEqual(checkPrefix(prefix), []);
    for (const prefix of ["2026/*", "?", "/2026", "${aws:username}/", "x".repeat(1025), "ü".repeat(513)]) {
      assert.deepEqual(checkPrefix(prefix).map(formatIssue), [
        `prefix: no beginning of an object key, got ${show(prefix)}; ` +
          "allowed text of up to 1024 bytes without * ? $ and without a slash in front; " +
          'write "reports/" for everything under reports/',
      ]);
    }
  });
});

describe("what the bucket lets principals of another account do", () => {
  it("is to read and list, within the prefix only", () => {
    assert.deepEqual(grantStatements("read", "AllowPartner", "2026/"), [
      { sid: "AllowPartner", effect: "Allow", actions: ["s3:GetObject"], resources: ["2026/*"] },
      {
        sid: "AllowPartnerList",
        effect: "Allow",
        actions: ["s3:ListBucket"],
        resources: [""],
        conditions: { StringLike: { "s3:prefix": ["2026/*"] } },
      },
    ]);
    assert.deepEqual(grantStatements("read", "AllowPartner", ""), [
      { sid: "AllowPartner", effect: "Allow", actions: ["s3:GetObject"], resources: ["*"] },
      { sid: "AllowPartnerList", effect: "Allow", actions: ["s3:ListBucket"], resources: [""] },
    ]);
  });

  it("is to write, and no more", () => {
    assert.deepEqual(grantStatements("write", "AllowPartner", "2026/"), [
      {
        sid: "AllowPartner",
        effect: "Allow",
        actions: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
        resources: ["2026/*"],
      },
    ]);
  });
});
