import assert from "node:assert/strict";
import { bucketPolicy } from "../../policy/bucketPolicy";
import { Encryption, Enforcement, KeyAccess, KeyUse } from "../../policy/choices";
import { keyPolicy } from "../../policy/keyPolicy";
import {
  bucketServiceStatements,
  keyServiceStatements,
  type KnownKeyService,
} from "../../policy/keyServices";
import { judge, runCases, type Caller, type S3Operation, type SimulatedBucket } from "../../simulator";

const PARTITIONS = { aws: "eu-central-1", "aws-us-gov": "us-gov-west-1", "aws-cn": "cn-north-1" } as const;
type Partition = keyof typeof PARTITIONS;
const ACCOUNT = "111122223333";
const USER = (partition: Partition): string => `arn:${partition}:iam::${ACCOUNT}:role/app`;

/** Users are listed, so that only its own statement can let a service use the key. */
function bucketWith(partition: Partition, services: KnownKeyService[]): SimulatedBucket {
  const keyArn = `arn:${partition}:kms:${PARTITIONS[partition]}:${ACCOUNT}:key/12345678-90ab-4def-8123-4567890abcde`;
  const bucketArn = `arn:${partition}:s3:::reports`;
  const choices = {
    encryption: Encryption.Kms,
    enforcement: Enforcement.EffectiveKey,
    minimumTlsVersion: 1.2,
  };
  return {
    bucketArn,
    keyArn,
    bucketPolicy: bucketPolicy({
      ...choices,
      bucketArn,
      keyArn,
      statements: bucketServiceStatements(services, bucketArn),
    }),
    keyPolicy: keyPolicy({
      keyArn,
      bucketArn,
      administrators: [],
      users: [USER(partition)],
      use: KeyUse.ThroughS3,
      multiRegion: false,
      serviceStatements: keyServiceStatements(services),
    }),
    defaultEncryption: { algorithm: "aws:kms", keyArn, bucketKeyEnabled: true },
    blockedEncryptionTypes: ["SSE-C"],
  };
}

/** What becomes of a service's request under H1: it names no encryption, and gives the bucket owner full control. */
function decision(bucket: SimulatedBucket, operation: S3Operation, caller: Caller): string {
  const request = {
    operation,
    caller,
    object: "AWSLogs/x",
    headers: {},
    acl: "bucket-owner-full-control",
    tlsVersion: "1.3",
  };
  return judge(request, bucket, "effectiveKey").decision;
}

const SOURCES: Record<
  string,
  { arn: (partition: Partition) => string; operation: S3Operation; keyActions: string[]; bucket: string[] }
> = {
  "cloudtrail.amazonaws.com": {
    arn: (partition) => `arn:${partition}:cloudtrail:${PARTITIONS[partition]}:${ACCOUNT}:trail/management`,
    operation: "PutObject",
    keyActions: ["kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"],
    bucket: ["AclCheck s3:GetBucketAcl", "Delivery s3:PutObject"],
  },
  "config.amazonaws.com": {
    arn: (partition) => `arn:${partition}:config:${PARTITIONS[partition]}:${ACCOUNT}:*`,
    operation: "PutObject",
    keyActions: ["kms:Decrypt", "kms:GenerateDataKey"],
    bucket: ["AclCheck s3:GetBucketAcl", "Delivery s3:PutObject", "ExistenceCheck s3:ListBucket"],
  },
  "s3.amazonaws.com": {
    arn: (partition) => `arn:${partition}:s3:::listed`,
    operation: "PutObject",
    keyActions: ["kms:GenerateDataKey"],
    bucket: ["Delivery s3:PutObject"],
  },
  "cloudfront.amazonaws.com": {
    arn: (partition) => `arn:${partition}:cloudfront::${ACCOUNT}:distribution/*`,
    operation: "GetObject",
    keyActions: ["kms:Decrypt"],
    bucket: ["Read s3:GetObject"],
  },
  "delivery.logs.amazonaws.com": {
    arn: (partition) => `arn:${partition}:logs:${PARTITIONS[partition]}:${ACCOUNT}:*`,
    operation: "PutObject",
    keyActions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
    bucket: ["AclCheck s3:GetBucketAcl", "Delivery s3:PutObject"],
  },
};

for (const [service, { arn, operation, keyActions, bucket: bucketAccess }] of Object.entries(SOURCES)) {
  describe(`the statements for ${service}`, () => {
    for (const partition of Object.keys(PARTITIONS) as Partition[]) {
      const sourceArn = arn(partition);
      const entry = { service, sourceArn, sourceAccount: ACCOUNT };
      const caller: Caller = {
        kind: "service",
        service,
        sourceArn: sourceArn.replace("*", "E1"),
        sourceAccount: ACCOUNT,
      };

      it(`let it do its work in ${partition}, and only for its source`, () => {
        const bucket = bucketWith(partition, [entry]);
        assert.equal(decision(bucket, operation, caller), "allow");
        const elsewhere = sourceArn
          .replace("*", "E1")
          .replace(ACCOUNT, "999999999999")
          .replace("listed", "other");
        assert.equal(decision(bucket, operation, { ...caller, sourceArn: elsewhere }), "deny");
        assert.equal(decision(bucket, operation, { ...caller, sourceAccount: "999999999999" }), "deny");
        assert.equal(decision(bucket, operation, { ...caller, service: "backup.amazonaws.com" }), "deny");
      });

      it(`let it do nothing else in ${partition}`, () => {
        const other = operation === "PutObject" ? "GetObject" : "PutObject";
        assert.equal(decision(bucketWith(partition, [entry]), other, caller), "deny");
      });
    }

    it("name exactly these actions", () => {
      const entry = { service, sourceArn: arn("aws"), sourceAccount: ACCOUNT };
      const [inKey] = keyServiceStatements([entry]);
      assert.deepEqual(inKey?.Action, keyActions);
      assert.deepEqual(inKey.Condition, {
        ArnLike: { "aws:SourceArn": arn("aws") },
        StringEquals: { "aws:SourceAccount": ACCOUNT },
      });
      assert.deepEqual(
        bucketServiceStatements([entry], "arn:aws:s3:::reports").map(
          ({ Sid = "", Action }) => `${Sid.replace(inKey.Sid ?? "", "")} ${String(Action)}`,
        ),
        bucketAccess,
      );
    });
  });
}

describe("statements for services", () => {
  for (const partition of Object.keys(PARTITIONS) as Partition[]) {
    it(`leave, all of them together, every promise of the bucket as it is in ${partition}`, () => {
      const all = Object.entries(SOURCES).map(([service, { arn }]) => ({
        service,
        sourceArn: arn(partition),
        sourceAccount: ACCOUNT,
      }));
      const promised = {
        enforcement: "EffectiveKey" as const,
        encryption: "aws:kms",
        keyUse: "ThroughS3",
        users: true,
        administrators: false,
      };
      const broken = runCases(bucketWith(partition, all), promised).filter(({ holds }) => !holds);
      assert.deepEqual(broken, []);
    });
  }

  it("are these, to the letter, for CloudTrail", () => {
    const entry = {
      service: "cloudtrail.amazonaws.com",
      sourceArn: "arn:aws:cloudtrail:eu-central-1:111122223333:trail/one",
    };
    const source = { ArnLike: { "aws:SourceArn": entry.sourceArn } };
    const common = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
    assert.deepEqual(keyServiceStatements([entry]), [
      {
        ...common,
        Sid: "AllowCloudTrail",
        Action: ["kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"],
        Resource: "*",
        Condition: source,
      },
    ]);
    assert.deepEqual(bucketServiceStatements([entry], "arn:aws:s3:::reports"), [
      {
        ...common,
        Sid: "AllowCloudTrailAclCheck",
        Action: "s3:GetBucketAcl",
        Resource: "arn:aws:s3:::reports",
        Condition: source,
      },
      {
        ...common,
        Sid: "AllowCloudTrailDelivery",
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:::reports/*",
        Condition: { ...source, StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ]);
  });

  it("have Sids by the service's name, its principal's words where it has none here, the second with a number", () => {
    const services = [
      "config.amazonaws.com",
      "s3.amazonaws.com",
      "cloudfront.amazonaws.com",
      "delivery.logs.amazonaws.com",
      "imagebuilder.amazonaws.com",
      "vpc-flow.eu-west-1.amazonaws.com",
      "backup.amazonaws.com.cn",
      "backup.amazonaws.com.cn.a",
      "config.amazonaws.com",
      "config.amazonaws.com",
    ];
    const entries = services.map((service) => ({ service, sourceAccount: ACCOUNT }));
    assert.deepEqual(
      keyServiceStatements(entries).map(({ Sid }) => Sid),
      [
        "AllowConfig",
        "AllowS3Inventory",
        "AllowCloudFront",
        "AllowLogDelivery",
        "AllowImagebuilder",
        "AllowVpcFlowEuWest1",
        "AllowBackup",
        "AllowBackupAmazonawsComCnA",
        "AllowConfig2",
        "AllowConfig3",
      ],
    );
  });

  const accesses: [KeyAccess | undefined, string[]][] = [
    ["Encrypt", ["kms:GenerateDataKey*", "kms:Encrypt", "kms:DescribeKey"]],
    ["Decrypt", ["kms:Decrypt", "kms:DescribeKey"]],
    ["EncryptDecrypt", ["kms:GenerateDataKey*", "kms:Encrypt", "kms:Decrypt", "kms:DescribeKey"]],
    [undefined, ["kms:GenerateDataKey*", "kms:Encrypt", "kms:Decrypt", "kms:DescribeKey"]],
  ];
  for (const [access, actions] of accesses) {
    it(`let a service that ${access === undefined ? "says nothing" : `says ${access}`} do ${actions.join(", ")}`, () => {
      const entry = { service: "backup.amazonaws.com", sourceAccount: ACCOUNT };
      const [statement] = keyServiceStatements([access ? { ...entry, access } : entry]);
      assert.deepEqual(statement?.Action, actions);
    });
  }
  it("give two entries of one service distinct Sids", () => {
    const entries = ["one", "two"].map((name) => ({
      service: "cloudtrail.amazonaws.com",
      sourceArn: `arn:aws:cloudtrail:eu-central-1:${ACCOUNT}:trail/${name}`,
    }));
    assert.deepEqual(
      keyServiceStatements(entries).map(({ Sid }) => Sid),
      ["AllowCloudTrail", "AllowCloudTrail2"],
    );
    assert.equal(new Set(bucketServiceStatements(entries, "b").map(({ Sid }) => Sid)).size, 4);
  });

  it("take what another service does from the entry, and leave the bucket policy to the user", () => {
    const entry = { service: "backup.amazonaws.com", access: KeyAccess.Decrypt, sourceAccount: ACCOUNT };
    assert.deepEqual(keyServiceStatements([entry]), [
      {
        Sid: "AllowBackup",
        Effect: "Allow",
        Principal: { Service: "backup.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:DescribeKey"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
      },
    ]);
    assert.deepEqual(bucketServiceStatements([entry], "arn:aws:s3:::reports"), []);
  });

  it("demand that what is delivered belongs to the bucket's owner", () => {
    const statements = bucketServiceStatements(
      [{ service: "config.amazonaws.com", sourceAccount: ACCOUNT }],
      "arn:aws:s3:::reports",
    );
    assert.deepEqual(statements[1]?.Condition, {
      StringEquals: { "aws:SourceAccount": ACCOUNT, "s3:x-amz-acl": "bucket-owner-full-control" },
    });
  });
});
