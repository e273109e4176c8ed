import { Aws, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib/core";
import * as iam from "aws-cdk-lib/aws-iam";
import * as kms from "aws-cdk-lib/aws-kms";
import * as s3 from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";

const KEY_ID = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const ALGORITHM = "s3:x-amz-server-side-encryption";
const CUSTOMER_ALGORITHM = "s3:x-amz-server-side-encryption-customer-algorithm";

/** The key, bucket and policies of our dev stack, as one writes them with the CDK's own constructs. */
export class InitStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const key = new kms.Key(this, "Key", {
      description: "Encrypts the objects of the bucket of data",
      enableKeyRotation: true,
      rotationPeriod: Duration.days(365),
      pendingWindow: Duration.days(7),
      removalPolicy: RemovalPolicy.DESTROY,
      alias: "alias/data",
    });
    const bucket = new s3.Bucket(this, "Bucket", {
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    const otherKey = { StringNotEquals: { [KEY_ID]: key.keyArn } };
    const objects = [bucket.arnForObjects("*")];
    const everything = [bucket.bucketArn, ...objects];
    const denials: [sid: string, action: string, resources: string[], conditions: object][] = [
      ["DenyUploadIfNotSSEKMSEncrypted", "s3:PutObject", objects, otherKey],
      [
        "DenyOtherEncryptionAlgorithms",
        "s3:PutObject",
        objects,
        { Null: { [ALGORITHM]: "false" }, StringNotEquals: { [ALGORITHM]: "aws:kms" } },
      ],
      ["DenyCustomerProvidedKeys", "s3:PutObject", objects, { Null: { [CUSTOMER_ALGORITHM]: "false" } }],
      ["DenyReencryptionUnderOtherKeys", "s3:UpdateObjectEncryption", objects, otherKey],
      ["DenyInsecureTransport", "s3:*", everything, { Bool: { "aws:SecureTransport": "false" } }],
      ["DenyOutdatedTls", "s3:*", everything, { NumericLessThan: { "s3:TlsVersion": "1.2" } }],
    ];
    for (const [sid, action, resources, conditions] of denials) {
      bucket.addToResourcePolicy(
        new iam.PolicyStatement({
          sid,
          effect: iam.Effect.DENY,
          principals: [new iam.AnyPrincipal()],
          actions: [action],
          resources,
          conditions: conditions as Record<string, object>,
        }),
      );
    }
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: "AllowAccountUseThroughS3",
        principals: [new iam.AccountRootPrincipal()],
        actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
        resources: ["*"],
        conditions: {
          StringEquals: { "kms:ViaService": `s3.${Aws.REGION}.amazonaws.com` },
        },
      }),
    );

    new CfnOutput(this, "BucketName", { value: bucket.bucketName });
    new CfnOutput(this, "KeyArn", { value: key.keyArn });
  }
}
