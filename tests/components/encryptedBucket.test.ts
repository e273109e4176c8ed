import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EncryptedBucket, Enforcement, Retention, type EncryptedBucketArgs } from "../../components";
import { settled, valueOf, type Registered } from "../../testing";
import { ACCOUNT, KEY_ARN, KEY_ID, mockAwsHere as mockAws } from "../support/component";

async function build(
  args?: EncryptedBucketArgs,
): Promise<{ made: EncryptedBucket; registered: Registered[] }> {
  const registered = await mockAws();
  const made = new EncryptedBucket("data", args);
  await valueOf(made.bucketName);
  await settled();
  return { made, registered };
}

function inputsOf(registered: Registered[], name: string): Record<string, unknown> | undefined {
  return registered.find((one) => one.name === name)?.inputs;
}

describe("EncryptedBucket", () => {
  it("registers exactly these resources, under names that never change", async () => {
    const { registered } = await build();
    assert.deepEqual(registered.map(({ type, name }) => `${type} ${name}`).sort(), [
      "aws:kms/alias:Alias data-alias",
      "aws:kms/key:Key data-key",
      "aws:kms/keyPolicy:KeyPolicy data-key-policy",
      "aws:s3/bucket:Bucket data-bucket",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls data-ownership",
      "aws:s3/bucketPolicy:BucketPolicy data-policy",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock data-public-access",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration data-encryption",
      "aws:s3/bucketVersioning:BucketVersioning data-versioning",
      "encrypted-bucket:index:EncryptedBucket data",
    ]);
  });

  it("makes a rotating symmetric key without an inline policy", async () => {
    const { registered } = await build();
    assert.deepEqual(inputsOf(registered, "data-key"), {
      description: "Encrypts the objects of the bucket of data",
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
    });
    assert.deepEqual(inputsOf(registered, "data-alias"), { targetKeyId: KEY_ID });
  });

  it("encrypts by default under the key's full ARN with a Bucket Key, and blocks SSE-C", async () => {
    const { registered } = await build({ bucketName: "quarterly-reports" });
    assert.deepEqual(inputsOf(registered, "data-bucket"), {
      bucket: "quarterly-reports",
      forceDestroy: false,
    });
    assert.deepEqual(inputsOf(registered, "data-encryption"), {
      bucket: "quarterly-reports",
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY_ARN },
          bucketKeyEnabled: true,
          blockedEncryptionTypes: ["SSE-C"],
        },
      ],
    });
  });

  it("shuts the public out, turns ACLs off and keeps versions", async () => {
    const { registered } = await build({ bucketName: "quarterly-reports" });
    const bucket = "quarterly-reports";
    assert.deepEqual(inputsOf(registered, "data-public-access"), {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    assert.deepEqual(inputsOf(registered, "data-ownership"), {
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    assert.deepEqual(inputsOf(registered, "data-versioning"), {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
  });

  it("registers its plain choices as its own inputs, for preview to read", async () => {
    const role = `arn:aws:iam::${ACCOUNT}:role/app`;
    const { registered } = await build({ key: { users: [role] }, enforcement: Enforcement.RequireHeaders });
    assert.deepEqual(inputsOf(registered, "data"), {
      enforcement: "RequireHeaders",
      encryption: "aws:kms",
      retention: "Protect",
      keyUse: "ThroughS3",
      administrators: false,
      users: true,
    });
  });

  it("gives out names and ARNs, and the policies as sent", async () => {
    const { made, registered } = await build({ bucketName: "quarterly-reports", key: { alias: "reports" } });
    assert.equal(await valueOf(made.bucketName), "quarterly-reports");
    assert.equal(await valueOf(made.bucketArn), "arn:aws:s3:::quarterly-reports");
    assert.equal(await valueOf(made.keyArn), KEY_ARN);
    assert.equal(await valueOf(made.keyId), KEY_ID);
    assert.equal(await valueOf(made.keyAlias), "alias/reports");
    assert.equal(await valueOf(made.bucketPolicy), inputsOf(registered, "data-policy")?.["policy"]);
    assert.equal(await valueOf(made.keyPolicy), inputsOf(registered, "data-key-policy")?.["policy"]);
  });

  it("makes a lifecycle configuration and access logging only when asked for, with a rule for each of the days given", async () => {
    const { registered } = await build({
      bucketName: "quarterly-reports",
      abortIncompleteMultipartUploadAfterDays: 7,
      expireNoncurrentVersionsAfterDays: 90,
      accessLogs: { bucket: "access-logs" },
    });
    await settled();
    assert.deepEqual(inputsOf(registered, "data-lifecycle"), {
      bucket: "quarterly-reports",
      rules: [
        {
          id: "abort-incomplete-multipart-uploads",
          status: "Enabled",
          filter: {},
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
        {
          id: "expire-noncurrent-versions",
          status: "Enabled",
          filter: {},
          noncurrentVersionExpiration: { noncurrentDays: 90 },
        },
      ],
    });
    assert.deepEqual(inputsOf(registered, "data-logging"), {
      bucket: "quarterly-reports",
      targetBucket: "access-logs",
      targetPrefix: "data/",
    });
  });

  it("lets the administration of a multi-Region key make replicas, and that of others not", async () => {
    const { made, registered } = await build({ key: { multiRegion: true } });
    assert.equal(inputsOf(registered, "data-key")?.["multiRegion"], true);
    assert.match(await valueOf(made.keyPolicy), /"kms:ReplicateKey","kms:UpdatePrimaryRegion"/);
    const plain = await build();
    assert.doesNotMatch(await valueOf(plain.made.keyPolicy), /ReplicateKey/);
  });

  it("constructs every resource in a preview in which nothing is known yet", async () => {
    const registered = await mockAws({ preview: true });
    new EncryptedBucket("data");
    await settled();
    assert.equal(registered.length, 10);
  });

  it("takes principals that are only known later", async () => {
    const role = `arn:aws:iam::${ACCOUNT}:role/app`;
    const { made } = await build({ key: { users: pulumi.output(Promise.resolve([role])) } });
    const { Statement } = JSON.parse(await valueOf(made.keyPolicy)) as {
      Statement: { Sid: string; Principal: unknown }[];
    };
    assert.deepEqual(Statement.find(({ Sid }) => Sid === "AllowKeyUsers")?.Principal, { AWS: [role] });
  });
});

describe("EncryptedBucket refuses, before anything is registered,", () => {
  const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
  const table: [string, unknown, string][] = [
    [
      "a rotation period below the range",
      { key: { rotationPeriodInDays: 30 } },
      "key.rotationPeriodInDays: outside the range KMS accepts, got 30; allowed 90 to 2560; use 90 or more",
    ],
    [
      "a rotation period above the range",
      { key: { rotationPeriodInDays: 2561 } },
      "key.rotationPeriodInDays: outside the range KMS accepts, got 2561; allowed 90 to 2560; use 2560 or less",
    ],
    [
      "a deletion window below the range",
      { key: { deletionWindowInDays: 6 } },
      "key.deletionWindowInDays: outside the range KMS accepts, got 6; allowed 7 to 30; use 7 or more",
    ],
    ["half a day", { key: { deletionWindowInDays: 7.5 } }, "use a whole number"],
    ["a wildcard principal", { key: { users: ["*"] } }, 'key.users[0]: a wildcard as principal, got "*"'],
    [
      "a whole account as user",
      { key: { users: [`arn:aws:iam::${ACCOUNT}:root`] } },
      "key.users[0]: a whole account as principal",
    ],
    [
      "an assumed-role session",
      { key: { users: [`arn:aws:sts::${ACCOUNT}:assumed-role/app/s`] } },
      "key.users[0]: the session of an assumed role",
    ],
    [
      "a malformed principal",
      { key: { administrators: ["admin"] } },
      "key.administrators[0]: not a principal ARN",
    ],
    ["an empty list of users", { key: { users: [] } }, "key.users: an empty list"],
    ["a principal named twice", { key: { users: [role("a"), role("a")] } }, "key.users[1]: named twice"],
    [
      "an administrator who is also a user",
      { key: { users: [role("a")], administrators: [role("a")] } },
      "key.users[0]: also an administrator",
    ],
    ["a bucket name in capitals", { bucketName: "Reports" }, "bucketName: not a bucket name"],
    [
      "a bucket name with a reserved prefix",
      { bucketName: "xn--reports" },
      "bucketName: a prefix that AWS keeps for itself",
    ],
    [
      "a bucket name that is too short",
      { bucketName: "ab" },
      "bucketName: not as long as a bucket name must be",
    ],
    ["a reserved alias", { key: { alias: "alias/aws/s3" } }, "key.alias: a prefix that AWS keeps for itself"],
    ["an alias with a dot", { key: { alias: "my.reports" } }, "key.alias: not an alias name"],
    [
      "TLS 1.1",
      { minimumTlsVersion: 1.1 },
      "minimumTlsVersion: no TLS version S3 can demand, got 1.1; allowed 1.2 or 1.3",
    ],
    [
      "forceDestroy with Protect",
      { forceDestroy: true },
      "forceDestroy: contradicts retention Protect, got true",
    ],
    [
      "DSSE with a Bucket Key",
      { encryption: "aws:kms:dsse", bucketKeyEnabled: true },
      "bucketKeyEnabled: DSSE-KMS has no Bucket Key",
    ],
    ["an unknown enforcement", { enforcement: "Strict" }, 'enforcement: not one of its values, got "Strict"'],
    ["an unknown retention", { retention: "Keep" }, 'retention: not one of its values, got "Keep"'],
    [
      "an Output where a plain value decides",
      { enforcement: pulumi.output("EffectiveKey") },
      "enforcement: not one of its values, got a value that is only known later",
    ],
    ["the whole key as an Output", { key: pulumi.output({}) }, "key: decides what is made"],
    [
      "access logs into the bucket itself",
      { bucketName: "reports", accessLogs: { bucket: "reports" } },
      "accessLogs.bucket: the bucket itself",
    ],
    ["access logs into no bucket", { accessLogs: { prefix: "logs/" } }, "accessLogs.bucket: missing"],
    [
      "access logs as an Output",
      { accessLogs: pulumi.output({ bucket: "logs" }) },
      "accessLogs: decides what is made",
    ],
    [
      "a lifecycle of no days",
      { expireNoncurrentVersionsAfterDays: 0 },
      "expireNoncurrentVersionsAfterDays: outside the range S3 accepts, got 0",
    ],
    [
      "lifecycle days as an Output",
      { abortIncompleteMultipartUploadAfterDays: pulumi.output(7) },
      "abortIncompleteMultipartUploadAfterDays: decides what is made",
    ],
    ["a misspelt argument", { bucketname: "reports" }, "bucketname: no such argument"],
    ["a misspelt argument of the key", { key: { admins: [role("a")] } }, "key.admins: no such argument"],
  ];
  for (const [what, args, message] of table) {
    it(what, async () => {
      const registered = await mockAws();
      assert.throws(
        () => new EncryptedBucket("data", args as EncryptedBucketArgs),
        (error: Error) => error.message.includes(message) || assert.fail(`message was: ${error.message}`),
      );
      await settled();
      assert.deepEqual(registered, []);
    });
  }

  it("several wrong arguments at once, all of them named", async () => {
    await mockAws();
    const args = {
      bucketName: "X",
      key: { deletionWindowInDays: 1 },
      retention: "Keep",
    } as unknown as EncryptedBucketArgs;
    assert.throws(
      () => new EncryptedBucket("data", args),
      /3 arguments are wrong[^]*bucketName[^]*deletionWindowInDays/,
    );
  });

  it("as an error that a program's host shows without a stack trace, and a plugin host with its list", async () => {
    await mockAws();
    const args = { bucketName: "X" };
    assert.throws(
      () => new EncryptedBucket("data", args),
      (error) => {
        assert.ok(pulumi.RunError.isInstance(error));
        assert.ok(pulumi.InputPropertiesError.isInstance(error));
        assert.deepEqual(
          error.errors?.map(({ propertyPath }) => propertyPath),
          ["bucketName"],
        );
        return true;
      },
    );
  });

  it("opts.retainOnDelete without Retention.Retain", async () => {
    await mockAws();
    const args = { retention: Retention.Destroy };
    assert.throws(
      () => new EncryptedBucket("data", args, { retainOnDelete: true }),
      /opts\.retainOnDelete: would not reach/,
    );
  });
});

describe("An argument that is wrong and only known later", () => {
  it("fails in its own chain, and the key policy is never sent", async () => {
    const registered = await mockAws();
    const made = new EncryptedBucket("data", { key: { users: pulumi.output(Promise.resolve(["*"])) } });
    const policy = await valueOf(made.keyPolicy).then(
      () => assert.fail("the key policy resolved"),
      (error: Error) => error.message,
    );
    assert.match(policy, /key\.users\[0\]: a wildcard as principal/);
    await settled();
    assert.equal(inputsOf(registered, "data-key-policy"), undefined);
  });

  const later: [string, EncryptedBucketArgs, (made: EncryptedBucket) => pulumi.Output<unknown>, RegExp][] = [
    [
      "forceDestroy with Protect",
      { forceDestroy: pulumi.output(true) },
      (made) => made.s3Bucket.arn,
      /forceDestroy: contradicts retention Protect/,
    ],
    [
      "a Bucket Key with DSSE",
      { encryption: "aws:kms:dsse", bucketKeyEnabled: pulumi.output(true) },
      (made) => made.bucketName,
      /bucketKeyEnabled: DSSE-KMS has no Bucket Key/,
    ],
    [
      "a bucket name",
      { bucketName: pulumi.output("X") },
      (made) => made.s3Bucket.arn,
      /bucketName: not as long as a bucket name must be/,
    ],
    [
      "a rotation period",
      { key: { rotationPeriodInDays: pulumi.output(30) } },
      (made) => made.keyArn,
      /key\.rotationPeriodInDays: outside the range/,
    ],
    [
      "a user who is an administrator",
      {
        key: {
          users: pulumi.output([`arn:aws:iam::${ACCOUNT}:role/a`]),
          administrators: [`arn:aws:iam::${ACCOUNT}:role/a`],
        },
      },
      (made) => made.keyPolicy,
      /key\.users\[0\]: also an administrator/,
    ],
    [
      "an administrator of another account",
      { key: { administrators: ["arn:aws:iam::444455556666:role/a"] } },
      (made) => made.keyPolicy,
      /key\.administrators\[0\]: of another account/,
    ],
  ];
  for (const [what, args, output, message] of later) {
    it(`names itself: ${what}`, async () => {
      await mockAws();
      const failed = await valueOf(output(new EncryptedBucket("data", args))).then(
        () => assert.fail("it resolved"),
        (error: Error) => error.message,
      );
      assert.match(failed, message);
    });
  }
});
