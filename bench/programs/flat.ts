import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { KEY_ADMINISTRATION_ACTIONS, KEY_USE_ACTIONS } from "../../policy/limits";

/**
 * The same resources as in component.ts, written by hand, each bucket's under a component that does nothing.
 * `sameResources.ts` holds the two to each other.
 */

const KEY_ID = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const ALGORITHM = "s3:x-amz-server-side-encryption";
const CUSTOMER_ALGORITHM = "s3:x-amz-server-side-encryption-customer-algorithm";

const count = new pulumi.Config().requireNumber("count");

export const names = Array.from({ length: count }, (_, index) => encryptedBucket(`data${index}`));

function encryptedBucket(name: string): pulumi.Output<string> {
  const parent = new pulumi.ComponentResource("encrypted-bucket:index:EncryptedBucket", name, {
    enforcement: "EffectiveKey",
    encryption: "aws:kms",
    retention: "Destroy",
    keyUse: "ThroughS3",
    administrators: false,
    users: false,
  });
  const setting = { parent, retainOnDelete: true };

  const key = new aws.kms.Key(
    `${name}-key`,
    {
      description: `Encrypts the objects of the bucket of ${name}`,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 7,
    },
    { parent },
  );
  const alias = new aws.kms.Alias(`${name}-alias`, { targetKeyId: key.id }, { parent });
  const bucket = new aws.s3.Bucket(
    `${name}-bucket`,
    { forceDestroy: false },
    { parent, deleteBeforeReplace: true, dependsOn: [key, alias] },
  );
  const bucketPolicy = pulumi
    .all([bucket.arn, key.arn])
    .apply(([arn, keyArn]) => bucketPolicyOf(arn, keyArn));
  const keyPolicy = pulumi.all([key.arn, bucket.arn]).apply(([keyArn, arn]) => keyPolicyOf(keyArn, arn));
  const appliedKeyPolicy = new aws.kms.KeyPolicy(
    `${name}-key-policy`,
    { keyId: key.id, policy: keyPolicy },
    setting,
  );
  const policy = new aws.s3.BucketPolicy(
    `${name}-policy`,
    { bucket: bucket.bucket, policy: bucketPolicy },
    setting,
  );
  const publicAccess = new aws.s3.BucketPublicAccessBlock(
    `${name}-public-access`,
    {
      bucket: bucket.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { ...setting, dependsOn: [policy] },
  );
  const ownership = new aws.s3.BucketOwnershipControls(
    `${name}-ownership`,
    { bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
    { ...setting, dependsOn: [publicAccess] },
  );
  const versioning = new aws.s3.BucketVersioning(
    `${name}-versioning`,
    { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
    { ...setting, dependsOn: [ownership] },
  );
  const encryption = new aws.s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    {
      bucket: bucket.bucket,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
          bucketKeyEnabled: true,
          blockedEncryptionTypes: ["SSE-C"],
        },
      ],
    },
    { ...setting, dependsOn: [policy, publicAccess, ownership, versioning, appliedKeyPolicy] },
  );
  return encryption.bucket;
}

function bucketPolicyOf(bucketArn: string, keyArn: string): string {
  const deny = (Sid: string, Action: string, Resource: string | string[], Condition: object): object => ({
    Sid,
    Effect: "Deny",
    Principal: "*",
    Action,
    Resource,
    Condition,
  });
  const objects = `${bucketArn}/*`;
  const otherKey = { StringNotEquals: { [KEY_ID]: keyArn } };
  return JSON.stringify({
    Version: "2012-10-17",
    Id: "RequireSSEKMS",
    Statement: [
      deny("DenyUploadIfNotSSEKMSEncrypted", "s3:PutObject", objects, otherKey),
      deny("DenyOtherEncryptionAlgorithms", "s3:PutObject", objects, {
        Null: { [ALGORITHM]: "false" },
        StringNotEquals: { [ALGORITHM]: "aws:kms" },
      }),
      deny("DenyCustomerProvidedKeys", "s3:PutObject", objects, { Null: { [CUSTOMER_ALGORITHM]: "false" } }),
      deny("DenyReencryptionUnderOtherKeys", "s3:UpdateObjectEncryption", objects, otherKey),
      deny("DenyInsecureTransport", "s3:*", [bucketArn, objects], {
        Bool: { "aws:SecureTransport": "false" },
      }),
      deny("DenyOutdatedTls", "s3:*", [bucketArn, objects], { NumericLessThan: { "s3:TlsVersion": "1.2" } }),
    ],
  });
}

function keyPolicyOf(keyArn: string, bucketArn: string): string {
  const [, partition, , region, account] = keyArn.split(":");
  const allow = (Sid: string, Action: readonly string[], Condition?: object): object => ({
    Sid,
    Effect: "Allow",
    Principal: { AWS: [`arn:${partition}:iam::${account}:root`] },
    Action,
    Resource: "*",
    ...(Condition ? { Condition } : {}),
  });
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      allow("AllowAccountAdministration", KEY_ADMINISTRATION_ACTIONS),
      allow("AllowAccountUseThroughS3", KEY_USE_ACTIONS, {
        StringEquals: { "kms:ViaService": [`s3.${region}.amazonaws.com`] },
        StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucketArn, `${bucketArn}/*`] },
      }),
    ],
  });
}
