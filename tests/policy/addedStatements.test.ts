import assert from "node:assert/strict";
import {
  addedStatements,
  checkAddedStatements,
  type PolicyWithAdditions,
} from "../../policy/addedStatements";
import { bucketPolicy } from "../../policy/bucketPolicy";
import { Encryption, Enforcement } from "../../policy/choices";
import { formatIssue } from "../../policy/issue";
import type { OwnStatement } from "../../policy/ownStatements";

const TRAIL = {
  service: "cloudtrail.amazonaws.com",
  sourceArn: "arn:aws:cloudtrail:eu-central-1:111122223333:trail/management",
};
const mine = (sid: string, path = "*"): OwnStatement => ({
  sid,
  effect: "Deny",
  actions: ["s3:DeleteObject"],
  resources: [path],
});
const POLICY: PolicyWithAdditions = {
  encryption: Encryption.Kms,
  enforcement: Enforcement.EffectiveKey,
  minimumTlsVersion: 1.2,
  statements: [],
  services: [],
};

const linesOf = (added: Partial<PolicyWithAdditions>): string[] =>
  checkAddedStatements({ ...POLICY, ...added }).map(formatIssue);

describe("what is added to the bucket policy", () => {
  it("is the services' statements and then the user's", () => {
    const added = addedStatements({ services: [TRAIL], statements: [mine("NoDeletes")] }, "arn:aws:s3:::b");
    assert.deepEqual(
      added.map(({ Sid, Resource }) => [Sid, Resource]),
      [
        ["AllowCloudTrailAclCheck", "arn:aws:s3:::b"],
        ["AllowCloudTrailDelivery", "arn:aws:s3:::b/*"],
        ["NoDeletes", ["arn:aws:s3:::b/*"]],
      ],
    );
  });

  it("has no Sid of the user's that a service brings", () => {
    const statements = [mine("NoDeletes"), mine("AllowCloudTrailDelivery")];
    assert.deepEqual(linesOf({ services: [TRAIL], statements }), [
      "policyStatements[1].sid: a Sid of a statement that key.services brings, " +
        'got "AllowCloudTrailDelivery"; allowed any other; rename the statement',
    ]);
    assert.deepEqual(linesOf({ statements }), []);
  });
});

describe("the size of a bucket policy", () => {
  const LIMIT = 20480;
  /** The longest that the parts can be: GovCloud's partition, the longest region, a multi-Region key. */
  const keyArn = `arn:aws-us-gov:kms:ap-southeast-1:123456789012:key/mrk-${"0".repeat(32)}`;
  const sizeWith = (path: string, bucketName: string): number => {
    const bucketArn = `arn:aws-us-gov:s3:::${bucketName}`;
    const { encryption, enforcement, minimumTlsVersion } = POLICY;
    const statements = addedStatements({ services: [], statements: [mine("Mine", path)] }, bucketArn);
    const document = bucketPolicy({
      encryption,
      enforcement,
      minimumTlsVersion,
      bucketArn,
      keyArn,
      statements,
    });
    return Buffer.byteLength(JSON.stringify(document));
  };

  const names: [string, string, Partial<PolicyWithAdditions>][] = [
    ["a bucket of a known name", "reports", { bucketName: "reports" }],
    ["a bucket that Pulumi names, at the longest name there is", "x".repeat(63), {}],
  ];
  for (const [what, name, given] of names) {
    it(`may be 20480 bytes and no more for ${what}`, () => {
      const filling = "ü" + "p".repeat(LIMIT - sizeWith("ü", name));
      assert.equal(sizeWith(filling, name), LIMIT);
      assert.deepEqual(linesOf({ ...given, statements: [mine("Mine", filling)] }), []);
      assert.deepEqual(linesOf({ ...given, statements: [mine("Mine", `${filling}p`)] }), [
        "policyStatements: they make the bucket policy too large, got a policy of up to 20481 bytes; " +
          "allowed up to 20480 bytes; merge statements, or move some into the IAM policies of the principals",
      ]);
    });
  }
});
