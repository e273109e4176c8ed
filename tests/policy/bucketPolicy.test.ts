import assert from "node:assert/strict";
import { bucketPolicy } from "../../policy/bucketPolicy";
import { Encryption, Enforcement } from "../../policy/choices";

const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/12345678-90ab-4def-8123-4567890abcde";
const bucketArn = "arn:aws:s3:::reports";
const input = {
  bucketArn,
  keyArn,
  encryption: Encryption.Kms,
  enforcement: Enforcement.EffectiveKey,
  minimumTlsVersion: 1.2,
};
const sids = (enforcement: Enforcement): (string | undefined)[] =>
  bucketPolicy({ ...input, enforcement }).Statement.map(({ Sid }) => Sid);

describe("bucketPolicy", () => {
  it("is this document, to the letter", () => {
    assert.deepEqual(bucketPolicy(input), {
      Version: "2012-10-17",
      Id: "RequireSSEKMS",
      Statement: [
        {
          Sid: "DenyUploadIfNotSSEKMSEncrypted",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::reports/*",
          Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn } },
        },
        {
          Sid: "DenyOtherEncryptionAlgorithms",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::reports/*",
          Condition: {
            Null: { "s3:x-amz-server-side-encryption": "false" },
            StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
          },
        },
        {
          Sid: "DenyCustomerProvidedKeys",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::reports/*",
          Condition: { Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } },
        },
        {
          Sid: "DenyReencryptionUnderOtherKeys",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:UpdateObjectEncryption",
          Resource: "arn:aws:s3:::reports/*",
          Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn } },
        },
        {
          Sid: "DenyInsecureTransport",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        {
          Sid: "DenyOutdatedTls",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"],
          Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
        },
      ],
    });
  });

  it("adds a Deny for a missing header with RequireHeaders, behind all others", () => {
    assert.deepEqual(bucketPolicy({ ...input, enforcement: Enforcement.RequireHeaders }).Statement[6], {
      Sid: "DenyMissingEncryptionHeader",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:PutObject",
      Resource: "arn:aws:s3:::reports/*",
      Condition: { Null: { "s3:x-amz-server-side-encryption": "true" } },
    });
  });

  it("judges only a key that is declared with DeclaredKeyOnly, and refuses the algorithm without a key", () => {
    const { Statement } = bucketPolicy({ ...input, enforcement: Enforcement.DeclaredKeyOnly });
    assert.deepEqual(Statement[0]?.Condition, {
      Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "false" },
      StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn },
    });
    assert.deepEqual(Statement[3]?.Condition, {
      StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn },
    });
    assert.deepEqual(Statement[6]?.Condition, {
      StringEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
      Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "true" },
    });
  });

  it("keeps the transport statements alone with DefaultOnly", () => {
    assert.deepEqual(sids(Enforcement.DefaultOnly), ["DenyInsecureTransport", "DenyOutdatedTls"]);
  });

  it("demands aws:kms:dsse of a DSSE bucket", () => {
    const { Statement } = bucketPolicy({ ...input, encryption: Encryption.KmsDsse });
    assert.deepEqual(Statement[1]?.Condition?.["StringNotEquals"], {
      "s3:x-amz-server-side-encryption": "aws:kms:dsse",
    });
  });

  it("puts a condition on every Deny, and never two condition keys under one operator", () => {
    for (const enforcement of Object.values(Enforcement)) {
      for (const { Condition } of bucketPolicy({ ...input, enforcement }).Statement) {
        assert.ok(Condition);
        for (const keys of Object.values(Condition)) assert.equal(Object.keys(keys).length, 1);
      }
    }
  });
});
