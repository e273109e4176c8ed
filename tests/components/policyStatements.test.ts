import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EncryptedBucket, type EncryptedBucketArgs } from "../../components";
import type { PolicyDocument } from "../../policy/document";
import { runCases } from "../../simulator";
import { settled, valueOf } from "../../testing";
import { ACCOUNT, KEY_ARN, mockAwsHere as mockAws } from "../support/component";

const PARTNER = "arn:aws:iam::444455556666:role/partner";
const good = {
  sid: "AllowPartner",
  effect: "Allow" as const,
  principals: { aws: [PARTNER] },
  actions: ["s3:GetObject"],
  resources: ["shared/*"],
};

function withStatement(change: object): EncryptedBucketArgs {
  return { policyStatements: [{ ...good, ...change }] };
}

describe("policyStatements", () => {
  it("stand behind the component's own, with the bucket's ARN put in front of their paths", async () => {
    await mockAws();
    const made = new EncryptedBucket("data", {
      bucketName: "quarterly-reports",
      policyStatements: [
        { ...good, principals: { aws: [pulumi.output(PARTNER)], services: ["logging.s3.amazonaws.com"] } },
        {
          sid: "DenyDeletes",
          effect: "Deny",
          actions: ["s3:DeleteObject"],
          conditions: { StringNotEquals: { "aws:PrincipalArn": ["arn:aws:iam::123456789012:role/cleaner"] } },
        },
      ],
    });
    const { Statement } = JSON.parse(await valueOf(made.bucketPolicy)) as PolicyDocument;
    assert.equal(Statement.length, 8);
    assert.deepEqual(Statement.slice(6), [
      {
        Sid: "AllowPartner",
        Effect: "Allow",
        Principal: { AWS: [PARTNER], Service: ["logging.s3.amazonaws.com"] },
        Action: ["s3:GetObject"],
        Resource: ["arn:aws:s3:::quarterly-reports/shared/*"],
      },
      {
        Sid: "DenyDeletes",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:DeleteObject"],
        Resource: ["arn:aws:s3:::quarterly-reports", "arn:aws:s3:::quarterly-reports/*"],
        Condition: { StringNotEquals: { "aws:PrincipalArn": ["arn:aws:iam::123456789012:role/cleaner"] } },
      },
    ]);
  });

  it("of the user's that refuse an upload are named, and do not count as a broken promise", async () => {
    await mockAws();
    const args = withStatement({
      sid: "OnlyFromOurNetwork",
      effect: "Deny",
      principals: undefined,
      actions: ["s3:PutObject"],
      resources: ["*"],
      conditions: { NotIpAddress: { "aws:SourceIp": ["198.51.100.0/24"] } },
    });
    const made = new EncryptedBucket("data", { ...args, bucketName: "quarterly-reports" });
    const results = runCases(
      {
        bucketArn: "arn:aws:s3:::quarterly-reports",
        keyArn: KEY_ARN,
        bucketPolicy: JSON.parse(await valueOf(made.bucketPolicy)) as PolicyDocument,
        keyPolicy: JSON.parse(await valueOf(made.keyPolicy)) as PolicyDocument,
        defaultEncryption: { algorithm: "aws:kms", keyArn: KEY_ARN, bucketKeyEnabled: true },
        blockedEncryptionTypes: ["SSE-C"],
      },
      {
        enforcement: "EffectiveKey",
        encryption: "aws:kms",
        keyUse: "ThroughS3",
        users: false,
        administrators: false,
      },
    );
    assert.deepEqual(
      results.filter(({ holds }) => !holds),
      [],
    );
    const named = results.find((result) => result.case === "put-key-arn");
    assert.deepEqual(named?.decidedBy, ["OnlyFromOurNetwork"]);
  });

  const table: [string, object, string][] = [
    [
      "a Sid of the component's own",
      { sid: "DenyInsecureTransport" },
      "policyStatements[0].sid: a Sid of the component's own",
    ],
    ["a Sid with a blank", { sid: "Allow partner" }, "policyStatements[0].sid: not a Sid"],
    [
      "an effect that is none",
      { effect: "allow" },
      'policyStatements[0].effect: not an effect, got "allow"; allowed Allow or Deny',
    ],
    ["no actions", { actions: [] }, "policyStatements[0].actions: not a list of texts"],
    [
      "an action of another service",
      { actions: ["kms:Decrypt"] },
      "policyStatements[0].actions[0]: not an S3 action",
    ],
    [
      "an ARN as resource",
      { resources: ["arn:aws:s3:::other/*"] },
      "policyStatements[0].resources[0]: outside the bucket",
    ],
    [
      "a policy variable as resource",
      { resources: ["${aws:username}/*"] },
      "policyStatements[0].resources[0]: outside the bucket",
    ],
    [
      "an Allow to everyone",
      { principals: { aws: ["*"] } },
      "policyStatements[0].principals: an Allow to everyone",
    ],
    [
      "an Allow to nobody in particular",
      { principals: undefined },
      "policyStatements[0].principals: an Allow to everyone",
    ],
    [
      "an Allow to everyone of an organization by wildcard",
      { principals: { aws: ["*"] }, conditions: { StringLike: { "aws:PrincipalOrgID": ["o-*"] } } },
      "policyStatements[0].principals: an Allow to everyone",
    ],
    ["empty principals", { principals: {} }, "policyStatements[0].principals: not principals"],
    [
      "principals of another kind",
      { principals: { federated: ["x"] } },
      "policyStatements[0].principals: not principals",
    ],
    ["NotPrincipal", { notPrincipal: { aws: [PARTNER] } }, "policyStatements[0].notPrincipal: no such field"],
    ["NotAction", { notActions: ["s3:GetObject"] }, "policyStatements[0].notActions: no such field"],
    [
      "an operator without a key",
      { conditions: { StringEquals: {} } },
      "policyStatements[0].conditions.StringEquals: no condition key",
    ],
    [
      "a condition whose value is no list",
      { conditions: { Bool: { "aws:SecureTransport": "true" } } },
      'policyStatements[0].conditions.Bool["aws:SecureTransport"]: not a list of texts',
    ],
    [
      "an unconditional Deny of everything to everyone",
      { effect: "Deny", principals: undefined, actions: ["s3:*"], resources: undefined },
      "policyStatements[0].actions: an unconditional Deny that would lock out whoever deploys",
    ],
    [
      "an unconditional Deny of the bucket policy to the account",
      {
        effect: "Deny",
        principals: { aws: [`arn:aws:iam::${ACCOUNT}:root`] },
        actions: ["s3:PutBucket*"],
        resources: [""],
      },
      "policyStatements[0].actions: an unconditional Deny that would lock out whoever deploys",
    ],
    [
      "more than fits into a policy",
      { resources: Array.from({ length: 500 }, (_, index) => `a-rather-long-prefix-${index}/*`) },
      "policyStatements: they make the bucket policy too large",
    ],
  ];
  for (const [what, change, message] of table) {
    it(`refuse ${what}, before anything is registered`, async () => {
      const registered = await mockAws();
      assert.throws(
        () => new EncryptedBucket("data", withStatement(change)),
        (error: Error) => error.message.includes(message) || assert.fail(`message was: ${error.message}`),
      );
      await settled();
      assert.deepEqual(registered, []);
    });
  }

  it("refuse a Sid that stands twice", async () => {
    await mockAws();
    assert.throws(
      () => new EncryptedBucket("data", { policyStatements: [good, good] }),
      /policyStatements\[1\]\.sid: stands twice, got "AllowPartner"/,
    );
  });

  it("take an Allow to everyone under a fixed organization, and a Deny of deletes without a condition", async () => {
    await mockAws();
    const made = new EncryptedBucket("data", {
      policyStatements: [
        {
          ...good,
          principals: { aws: ["*"] },
          conditions: { StringEquals: { "aws:PrincipalOrgID": ["o-abcdefghij"] } },
        },
        { sid: "NoDeletes", effect: "Deny", actions: ["s3:DeleteObject"], resources: ["*"] },
      ],
    });
    await valueOf(made.bucketPolicy);
  });

  it("that are wrong and only known later leave no bucket behind without its policy", async () => {
    const registered = await mockAws();
    const made = new EncryptedBucket(
      "data",
      withStatement({ resources: pulumi.output(["arn:aws:s3:::other"]) }),
    );
    const message = await valueOf(made.bucketPolicy).then(
      () => assert.fail("the policy resolved"),
      (error: Error) => error.message,
    );
    assert.match(message, /policyStatements\[0\]\.resources\[0\]: outside the bucket/);
    await settled();
    assert.deepEqual(
      registered.filter(({ type }) => type.startsWith("aws:s3/")),
      [],
    );
  });
});
