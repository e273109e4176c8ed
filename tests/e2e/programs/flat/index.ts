import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** The component's resources written flat, in the same order: what the component is measured against. */

const key = new aws.kms.Key("flat-key", {
  description: "flat",
  enableKeyRotation: true,
  rotationPeriodInDays: 365,
  deletionWindowInDays: 30,
});
const alias = new aws.kms.Alias("flat-alias", { targetKeyId: key.id });
const bucket = new aws.s3.Bucket("flat-bucket", {}, { dependsOn: [key, alias] });

const root = key.arn.apply((arn) => `arn:aws:iam::${arn.split(":")[4] ?? ""}:root`);
const keyPolicy = new aws.kms.KeyPolicy(
  "flat-key-policy",
  {
    keyId: key.id,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        { Sid: "Account", Effect: "Allow", Principal: { AWS: root }, Action: "kms:*", Resource: "*" },
      ],
    }),
  },
  { dependsOn: [bucket] },
);
const policy = new aws.s3.BucketPolicy("flat-policy", {
  bucket: bucket.bucket,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "DenyUploadIfNotSSEKMSEncrypted",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: pulumi.interpolate`${bucket.arn}/*`,
        Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": key.arn } },
      },
    ],
  }),
});
const publicAccess = new aws.s3.BucketPublicAccessBlock(
  "flat-public-access",
  {
    bucket: bucket.bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  },
  { dependsOn: [policy] },
);
const ownership = new aws.s3.BucketOwnershipControls(
  "flat-ownership",
  { bucket: bucket.bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
  { dependsOn: [publicAccess] },
);
const versioning = new aws.s3.BucketVersioning(
  "flat-versioning",
  { bucket: bucket.bucket, versioningConfiguration: { status: "Enabled" } },
  { dependsOn: [ownership] },
);
new aws.s3.BucketServerSideEncryptionConfiguration(
  "flat-encryption",
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
  { dependsOn: [versioning, keyPolicy] },
);

export const bucketName = bucket.bucket;
export const keyArn = key.arn;
