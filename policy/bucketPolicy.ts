import { CONDITION_KEYS } from "./limits";
import type { Encryption } from "./choices";
import { Enforcement } from "./choices";
import type { Conditions, PolicyDocument, Statement } from "./document";

/** What a bucket policy is made of: plain, checked values. */
export interface BucketPolicyInput {
  bucketArn: string;
  keyArn: string;
  encryption: Encryption;
  enforcement: Enforcement;
  minimumTlsVersion: number;
  /** Statements of the user's own, already in AWS's form. They stand last. */
  statements?: Statement[];
}

/**
 * The bucket policy that keeps every object under the key. AWS evaluates each Deny on its own, so one condition
 * key stands in one statement: two keys under one negated operator would deny only when both mismatch.
 *
 * | enforcement     | DenyUploadIf… | DenyOtherEncryption… | DenyCustomer… | DenyReencryption… | its own                    | transport |
 * |-----------------|---------------|----------------------|---------------|-------------------|----------------------------|-----------|
 * | EffectiveKey    | always        | yes                  | yes           | yes               |                            | yes       |
 * | RequireHeaders  | always        | yes                  | yes           | yes               | DenyMissingEncryptionHeader | yes      |
 * | DeclaredKeyOnly | when declared | yes                  | yes           | yes               | DenyUndeclaredKey          | yes       |
 * | DefaultOnly     |               |                      |               |                   |                            | yes       |
 *
 * The order is fixed, because engines show policy changes by position: what comes and goes stands last.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 */
export function bucketPolicy(input: BucketPolicyInput): PolicyDocument {
  return {
    Version: "2012-10-17",
    Id: "RequireSSEKMS",
    Statement: [
      ...encryptionStatements(input),
      ...transportStatements(input),
      ...enforcementStatements(input),
      ...(input.statements ?? []),
    ],
  };
}

/** The Sids the component keeps for itself, whatever the enforcement. */
export const BUCKET_POLICY_SIDS = [
  "DenyUploadIfNotSSEKMSEncrypted",
  "DenyOtherEncryptionAlgorithms",
  "DenyCustomerProvidedKeys",
  "DenyReencryptionUnderOtherKeys",
  "DenyInsecureTransport",
  "DenyOutdatedTls",
  "DenyMissingEncryptionHeader",
  "DenyUndeclaredKey",
] as const;

type Sid = (typeof BUCKET_POLICY_SIDS)[number];

const { algorithm, keyId, customerAlgorithm, secureTransport, tlsVersion } = CONDITION_KEYS;

function encryptionStatements({
  enforcement,
  encryption,
  keyArn,
  bucketArn,
}: BucketPolicyInput): Statement[] {
  if (enforcement === Enforcement.DefaultOnly) return [];
  const otherKey = { StringNotEquals: { [keyId]: keyArn } };
  const whenDeclared = { Null: { [keyId]: "false" } };
  return [
    denyUpload(
      "DenyUploadIfNotSSEKMSEncrypted",
      bucketArn,
      enforcement === Enforcement.DeclaredKeyOnly ? { ...whenDeclared, ...otherKey } : otherKey,
    ),
    denyUpload("DenyOtherEncryptionAlgorithms", bucketArn, {
      Null: { [algorithm]: "false" },
      StringNotEquals: { [algorithm]: encryption },
    }),
    denyUpload("DenyCustomerProvidedKeys", bucketArn, { Null: { [customerAlgorithm]: "false" } }),
    // Its own statement: whatever S3 puts into the context of a re-encryption, uploads are not touched by it.
    deny("DenyReencryptionUnderOtherKeys", "s3:UpdateObjectEncryption", `${bucketArn}/*`, otherKey),
  ];
}

function transportStatements({ bucketArn, minimumTlsVersion }: BucketPolicyInput): Statement[] {
  const everything = [bucketArn, `${bucketArn}/*`];
  return [
    // Exactly this shape: Security Hub S3.5 and other scanners look for it.
    deny("DenyInsecureTransport", "s3:*", everything, { Bool: { [secureTransport]: "false" } }),
    deny("DenyOutdatedTls", "s3:*", everything, {
      NumericLessThan: { [tlsVersion]: String(minimumTlsVersion) },
    }),
  ];
}

function enforcementStatements({ enforcement, encryption, bucketArn }: BucketPolicyInput): Statement[] {
  switch (enforcement) {
    case Enforcement.RequireHeaders:
      return [denyUpload("DenyMissingEncryptionHeader", bucketArn, { Null: { [algorithm]: "true" } })];
    case Enforcement.DeclaredKeyOnly:
      // Without a key id S3 takes the AWS managed key, not the bucket's.
      return [
        denyUpload("DenyUndeclaredKey", bucketArn, {
          StringEquals: { [algorithm]: encryption },
          Null: { [keyId]: "true" },
        }),
      ];
    case Enforcement.EffectiveKey:
    case Enforcement.DefaultOnly:
      return [];
  }
}

function denyUpload(sid: Sid, bucketArn: string, condition: Conditions): Statement {
  return deny(sid, "s3:PutObject", `${bucketArn}/*`, condition);
}

function deny(sid: Sid, action: string, resource: string | string[], condition: Conditions): Statement {
  return {
    Sid: sid,
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resource,
    Condition: condition,
  };
}
