import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const BUCKET = "acme-forked";
const SOURCE = "forked";

/** Under the component's type and child names, and with only those children that are asked for. */
export class Fork extends pulumi.ComponentResource {
  constructor(name: string, parts: string[]) {
    super("encrypted-bucket:index:EncryptedBucket", name, {}, {});
    const options = { parent: this };
    const key = new aws.kms.Key(`${name}-key`, { description: SOURCE, enableKeyRotation: true }, options);
    const bucket = new aws.s3.Bucket(`${name}-bucket`, { bucket: BUCKET }, options);
    const on = bucket.bucket;
    if (parts.includes("policy")) {
      new aws.s3.BucketPolicy(`${name}-policy`, { bucket: on, policy: bucketPolicy() }, options);
    }
    if (parts.includes("key-policy")) {
      const policy = key.arn.apply((arn) => keyPolicy(arn.split(":")[4] ?? ""));
      new aws.kms.KeyPolicy(`${name}-key-policy`, { keyId: key.id, policy }, options);
    }
    if (parts.includes("public-access")) {
      const shut = { blockPublicAcls: true, blockPublicPolicy: true };
      new aws.s3.BucketPublicAccessBlock(
        `${name}-public-access`,
        { bucket: on, ...shut, ignorePublicAcls: true, restrictPublicBuckets: true },
        options,
      );
    }
    if (parts.includes("encryption")) {
      const applied = { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn };
      new aws.s3.BucketServerSideEncryptionConfiguration(
        `${name}-encryption`,
        {
          bucket: on,
          rules: [{ applyServerSideEncryptionByDefault: applied, blockedEncryptionTypes: ["SSE-C"] }],
        },
        options,
      );
    }
  }
}

function bucketPolicy(): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
}

function keyPolicy(account: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AllowAccountAdministration",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: ["kms:DescribeKey", "kms:GetKeyPolicy", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
        Resource: "*",
      },
    ],
  });
}
