import assert from "node:assert/strict";
import { KeyUse } from "../../policy/choices";
import { keyPolicy } from "../../policy/keyPolicy";

const administrator = "arn:aws:iam::111122223333:role/key-admin";
const user = "arn:aws:iam::111122223333:role/app";
const input = {
  keyArn: "arn:aws:kms:eu-central-1:111122223333:key/12345678-90ab-4def-8123-4567890abcde",
  bucketArn: "arn:aws:s3:::reports",
  administrators: [] as string[],
  users: [] as string[],
  use: KeyUse.ThroughS3 as KeyUse,
  multiRegion: false,
};

const ADMINISTRATION = [
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:ListKeyPolicies",
  "kms:GetKeyRotationStatus",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:ListGrants",
  "kms:RevokeGrant",
  "kms:PutKeyPolicy",
  "kms:EnableKey",
  "kms:DisableKey",
  "kms:EnableKeyRotation",
  "kms:DisableKeyRotation",
  "kms:RotateKeyOnDemand",
  "kms:UpdateKeyDescription",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:CreateAlias",
  "kms:UpdateAlias",
  "kms:DeleteAlias",
  "kms:ScheduleKeyDeletion",
  "kms:CancelKeyDeletion",
];
const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"];
const THROUGH_S3 = {
  StringEquals: { "kms:ViaService": ["s3.eu-central-1.amazonaws.com"] },
  StringLike: { "kms:EncryptionContext:aws:s3:arn": ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"] },
};

describe("keyPolicy", () => {
  it("lets the account manage and, through S3 alone, its IAM policies share out the use, when nobody is named", () => {
    const root = { AWS: ["arn:aws:iam::111122223333:root"] };
    assert.equal(keyPolicy(input).Version, "2012-10-17");
    assert.deepEqual(keyPolicy(input).Statement, [
      {
        Sid: "AllowAccountAdministration",
        Effect: "Allow",
        Principal: root,
        Action: ADMINISTRATION,
        Resource: "*",
      },
      {
        Sid: "AllowAccountUseThroughS3",
        Effect: "Allow",
        Principal: root,
        Action: USE,
        Resource: "*",
        Condition: THROUGH_S3,
      },
    ]);
  });

  it("names administrators who manage and users who use, when both are given", () => {
    assert.deepEqual(
      keyPolicy({ ...input, administrators: [administrator], users: [user] }).Statement.slice(1),
      [
        {
          Sid: "AllowKeyAdministrators",
          Effect: "Allow",
          Principal: { AWS: [administrator] },
          Action: ADMINISTRATION,
          Resource: "*",
        },
        {
          Sid: "AllowKeyUsers",
          Effect: "Allow",
          Principal: { AWS: [user] },
          Action: USE,
          Resource: "*",
          Condition: THROUGH_S3,
        },
        {
          Sid: "AllowKeyUsersToDescribeKey",
          Effect: "Allow",
          Principal: { AWS: [user] },
          Action: ["kms:DescribeKey"],
          Resource: "*",
        },
      ],
    );
  });

  it("keeps administrators out of the account's use", () => {
    const [, , accountUse] = keyPolicy({ ...input, administrators: [administrator] }).Statement;
    assert.deepEqual(accountUse?.Condition, {
      ...THROUGH_S3,
      ArnNotLike: { "aws:PrincipalArn": [administrator] },
    });
  });

  it("puts no condition on users who may use the key anywhere", () => {
    assert.deepEqual(keyPolicy({ ...input, users: [user], use: KeyUse.Anywhere }).Statement.slice(1), [
      {
        Sid: "AllowKeyUsers",
        Effect: "Allow",
        Principal: { AWS: [user] },
        Action: [...USE, "kms:DescribeKey"],
        Resource: "*",
      },
    ]);
  });

  it("speaks of GovCloud and China by their own names, in China by both DNS suffixes", () => {
    const gov = keyPolicy({
      ...input,
      keyArn: input.keyArn.replace("aws:kms:eu-central-1", "aws-us-gov:kms:us-gov-west-1"),
    });
    assert.deepEqual(gov.Statement[0]?.Principal, { AWS: ["arn:aws-us-gov:iam::111122223333:root"] });
    assert.deepEqual(gov.Statement[1]?.Condition?.["StringEquals"], {
      "kms:ViaService": ["s3.us-gov-west-1.amazonaws.com"],
    });
    const china = keyPolicy({
      ...input,
      keyArn: input.keyArn.replace("aws:kms:eu-central-1", "aws-cn:kms:cn-north-1"),
    });
    assert.deepEqual(china.Statement[1]?.Condition?.["StringEquals"], {
      "kms:ViaService": ["s3.cn-north-1.amazonaws.com.cn", "s3.cn-north-1.amazonaws.com"],
    });
  });

  it("gives no administrator a cryptographic action, a grant, or a wildcard", () => {
    for (const action of ADMINISTRATION) {
      assert.doesNotMatch(action, /\*|Encrypt|Decrypt|GenerateDataKey|CreateGrant|Sign|Mac/);
    }
  });
});
