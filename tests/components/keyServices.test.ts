import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EncryptedBucket, type EncryptedBucketArgs } from "../../components";
import { settled, valueOf } from "../../testing";
import { mockAwsHere as mockAws } from "../support/component";

const TRAIL = "arn:aws:cloudtrail:eu-central-1:123456789012:trail/management";
const trail = { service: "cloudtrail.amazonaws.com", sourceArn: TRAIL };

describe("key.services", () => {
  const table: [string, object[], string][] = [
    [
      "no source condition",
      [{ service: "cloudtrail.amazonaws.com" }],
      "key.services[0]: no source condition",
    ],
    [
      "a service that is no principal",
      [{ ...trail, service: "cloudtrail" }],
      "key.services[0].service: not a service principal",
    ],
    [
      "a wildcard as service",
      [{ ...trail, service: "*.amazonaws.com" }],
      "key.services[0].service: not a service principal",
    ],
    [
      "a source ARN with a wildcard for the account",
      [{ ...trail, sourceArn: "arn:aws:cloudtrail:eu-central-1:*:trail/management" }],
      "key.services[0].sourceArn: a wildcard outside the resource part",
    ],
    [
      "a source ARN with a wildcard for the region",
      [{ ...trail, sourceArn: "arn:aws:cloudtrail:*:123456789012:trail/management" }],
      "key.services[0].sourceArn: a wildcard outside the resource part",
    ],
    [
      "a source ARN that is none",
      [{ ...trail, sourceArn: "management" }],
      "key.services[0].sourceArn: not an ARN",
    ],
    [
      "a source ARN without account",
      [{ service: "cloudfront.amazonaws.com", sourceArn: "arn:aws:cloudfront:::distribution/E1" }],
      "key.services[0].sourceArn: an ARN without account",
    ],
    [
      "an account id of eleven digits",
      [{ ...trail, sourceAccount: "12345678901" }],
      "key.services[0].sourceAccount: not an account id",
    ],
    [
      "an inventory without the account of the listed bucket",
      [{ service: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::listed" }],
      "key.services[0].sourceAccount: missing",
    ],
    [
      "an access for a service that is known",
      [{ ...trail, access: "Encrypt" }],
      "key.services[0].access: what CloudTrail needs is known",
    ],
    [
      "no access for a service that is not known",
      [{ service: "backup.amazonaws.com", sourceAccount: "123456789012" }],
      "key.services[0].access: not known for this service",
    ],
    [
      "access log delivery",
      [{ service: "logging.s3.amazonaws.com", sourceAccount: "123456789012", access: "Encrypt" }],
      "key.services[0].service: S3 delivers no access logs into an SSE-KMS bucket",
    ],
    ["an empty list", [], "key.services: an empty list"],
    ["a misspelt field", [{ ...trail, sourceARN: TRAIL }], "key.services[0].sourceARN: no such field"],
  ];
  for (const [what, services, message] of table) {
    it(`refuses ${what}, before anything is registered`, async () => {
      const registered = await mockAws();
      assert.throws(
        () => new EncryptedBucket("data", { key: { services } } as EncryptedBucketArgs),
        (error: Error) => error.message.includes(message) || assert.fail(`message was: ${error.message}`),
      );
      await settled();
      assert.deepEqual(registered, []);
    });
  }

  it("refuses a statement of the user's with the Sid of one that a service brings", async () => {
    await mockAws();
    const mine = { sid: "AllowCloudTrailDelivery", effect: "Deny" as const, actions: ["s3:DeleteObject"] };
    assert.throws(
      () => new EncryptedBucket("data", { key: { services: [trail] }, policyStatements: [mine] }),
      /policyStatements\[0\]\.sid: a Sid of a statement that key\.services brings/,
    );
  });

  it("puts the services' statements into both policies, also when the source is only known later", async () => {
    await mockAws();
    const services = [{ ...trail, sourceArn: pulumi.output(Promise.resolve(TRAIL)) }];
    const made = new EncryptedBucket("data", { key: { services } });
    assert.match(await valueOf(made.keyPolicy), /"Sid":"AllowCloudTrail"/);
    assert.match(await valueOf(made.bucketPolicy), /"Sid":"AllowCloudTrailDelivery"/);
  });
});
