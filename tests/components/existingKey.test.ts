import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EncryptedBucket, type EncryptedBucketArgs } from "../../components";
import type { PolicyDocument } from "../../policy/document";
import { settled, valueOf } from "../../testing";
import { KEY_ARN, KEY_ID, mockAwsHere as mockAws } from "../support/component";

describe("an existing key", () => {
  it("is used by its full ARN, and no key, alias or key policy is made", async () => {
    const registered = await mockAws();
    const made = new EncryptedBucket("data", { key: { existingKeyArn: KEY_ARN } });
    await valueOf(made.bucketName);
    await settled();
    assert.deepEqual(
      registered.filter(({ type }) => type.startsWith("aws:kms/")),
      [],
    );
    assert.equal(made.kmsKey, undefined);
    assert.equal(await valueOf(made.keyArn), KEY_ARN);
    assert.equal(await valueOf(made.keyId), KEY_ID);
    assert.equal(await valueOf(made.keyAlias), undefined);
    const { rules } = registered.find(({ name }) => name === "data-encryption")?.inputs as {
      rules: { applyServerSideEncryptionByDefault: unknown }[];
    };
    assert.deepEqual(rules[0]?.applyServerSideEncryptionByDefault, {
      sseAlgorithm: "aws:kms",
      kmsMasterKeyId: KEY_ARN,
    });
    assert.match(
      await valueOf(made.bucketPolicy),
      new RegExp(`"s3:x-amz-server-side-encryption-aws-kms-key-id":"${KEY_ARN}"`),
    );
  });

  it("is given the statement that its owner must add, for this bucket alone", async () => {
    await mockAws();
    const made = new EncryptedBucket("data", {
      bucketName: "reports",
      key: { existingKeyArn: pulumi.output(KEY_ARN) },
    });
    const { Statement } = JSON.parse(await valueOf(made.keyPolicy)) as PolicyDocument;
    assert.deepEqual(Statement, [
      {
        Sid: "AllowAccountUseThroughS3",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::123456789012:root"] },
        Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: {
          StringEquals: { "kms:ViaService": ["s3.eu-central-1.amazonaws.com"] },
          StringLike: {
            "kms:EncryptionContext:aws:s3:arn": ["arn:aws:s3:::reports", "arn:aws:s3:::reports/*"],
          },
        },
      },
    ]);
  });

  it("can serve two buckets", async () => {
    await mockAws();
    const [one, two] = ["one", "two"].map(
      (name) => new EncryptedBucket(name, { bucketName: `bucket-${name}`, key: { existingKeyArn: KEY_ARN } }),
    );
    assert.equal(
      await valueOf((one as EncryptedBucket).keyArn),
      await valueOf((two as EncryptedBucket).keyArn),
    );
    assert.match(await valueOf((two as EncryptedBucket).keyPolicy), /bucket-two/);
  });

  const table: [string, object, string][] = [
    [
      "an alias",
      { existingKeyArn: "alias/reports" },
      "key.existingKeyArn: an alias, which S3 looks up in the account of whoever uploads",
    ],
    [
      "an alias ARN",
      { existingKeyArn: "arn:aws:kms:eu-central-1:123456789012:alias/reports" },
      "key.existingKeyArn: an alias",
    ],
    ["a bare id", { existingKeyArn: KEY_ID }, "key.existingKeyArn: a bare key id"],
    [
      "an ARN of something else",
      { existingKeyArn: "arn:aws:s3:::reports" },
      "key.existingKeyArn: not a key ARN",
    ],
    [
      "an ARN without region",
      { existingKeyArn: `arn:aws:kms::123456789012:key/${KEY_ID}` },
      "key.existingKeyArn: not a key ARN",
    ],
    ["a number", { existingKeyArn: 7 }, "key.existingKeyArn: not a key ARN"],
    [
      "users beside it",
      { existingKeyArn: KEY_ARN, users: ["arn:aws:iam::123456789012:role/app"] },
      "key.users: given beside existingKeyArn",
    ],
    [
      "an alias to make beside it",
      { existingKeyArn: KEY_ARN, alias: "reports" },
      "key.alias: given beside existingKeyArn",
    ],
    [
      "a rotation period beside it",
      { existingKeyArn: KEY_ARN, rotationPeriodInDays: 90 },
      "key.rotationPeriodInDays: given beside existingKeyArn",
    ],
  ];
  for (const [what, key, message] of table) {
    it(`refuses ${what}, before anything is registered`, async () => {
      const registered = await mockAws();
      assert.throws(
        () => new EncryptedBucket("data", { key } as EncryptedBucketArgs),
        (error: Error) => error.message.includes(message) || assert.fail(`message was: ${error.message}`),
      );
      await settled();
      assert.deepEqual(registered, []);
    });
  }

  it("of another region is refused at once where the stack's region is known", async () => {
    pulumi.runtime.setConfig("aws:region", "us-east-1");
    try {
      const registered = await mockAws();
      assert.throws(
        () => new EncryptedBucket("data", { key: { existingKeyArn: KEY_ARN } }),
        /key\.existingKeyArn: a key of eu-central-1, while the bucket stands in us-east-1/,
      );
      assert.deepEqual(registered, []);
    } finally {
      pulumi.runtime.setConfig("aws:region", "eu-central-1");
    }
  });

  it("of another region is refused in the policy's own chain where a provider is handed in", async () => {
    const registered = await mockAws({ outputs: { "aws:s3/bucket:Bucket": { region: "us-east-1" } } });
    const provider = new aws.Provider("elsewhere", { region: "us-east-1" });
    const made = new EncryptedBucket("data", { key: { existingKeyArn: KEY_ARN } }, { provider });
    const message = await valueOf(made.bucketPolicy).then(
      () => assert.fail("the policy resolved"),
      (error: Error) => error.message,
    );
    assert.match(message, /a key of eu-central-1, while the bucket stands in us-east-1/);
    await settled();
    assert.equal(
      registered.find(({ name }) => name === "data-encryption"),
      undefined,
    );
  });

  it("whose ARN is wrong and only known later leaves no bucket behind", async () => {
    const registered = await mockAws();
    const made = new EncryptedBucket("data", {
      key: { existingKeyArn: pulumi.output(Promise.resolve("alias/reports")) },
    });
    const message = await valueOf(made.bucketPolicy).then(
      () => assert.fail("the policy resolved"),
      (error: Error) => error.message,
    );
    assert.match(message, /key\.existingKeyArn: an alias/);
    await settled();
    assert.deepEqual(
      registered.filter(({ type }) => type.startsWith("aws:")),
      [],
    );
  });
});
