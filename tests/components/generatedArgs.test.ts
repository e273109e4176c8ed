import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { EncryptedBucket, type EncryptedBucketArgs } from "../../components";
import type { EnforcementName, Promised } from "../../simulator";
import { simulate, valueOf, type Registered } from "../../testing";
import { ACCOUNT, KEY_ARN, mockAwsHere as mockAws } from "../support/component";

const role = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const TRAIL = `arn:aws:cloudtrail:eu-central-1:${ACCOUNT}:trail/t`;

/** A value that is mostly right, sometimes wrong, and sometimes only known later. */
function input<T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const value = fc.oneof(
    { weight: 12, arbitrary: right as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: wrong },
  );
  return fc.oneof(
    { weight: 4, arbitrary: value },
    { weight: 1, arbitrary: value.map((known) => pulumi.output(known)) },
  );
}

const plain = <T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: right as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: wrong });

const principals = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d").map(role), {
  minLength: 1,
  maxLength: 3,
});
const wrongPrincipals = fc.constantFrom(
  [],
  ["*"],
  [`arn:aws:iam::${ACCOUNT}:root`],
  [role("a"), role("a")],
  "nobody",
);

const statements = fc.uniqueArray(
  fc.record({
    sid: fc.constantFrom("Mine", "Yours", "Theirs"),
    effect: fc.constantFrom("Allow", "Deny"),
    principals: fc.option(
      fc.record({ aws: fc.constantFrom([role("x")], [`arn:aws:iam::444455556666:role/y`]) }),
      { nil: undefined },
    ),
    actions: fc.constantFrom(["s3:GetObject"], ["s3:PutObject"], ["s3:DeleteObject", "s3:GetObject*"]),
    resources: fc.constantFrom(undefined, ["*"], ["shared/*"]),
    conditions: fc.constantFrom(
      undefined,
      { StringEquals: { "aws:PrincipalOrgID": ["o-abc"] } },
      { Null: { "aws:SourceVpce": ["true"] } },
    ),
  }),
  { selector: ({ sid }) => sid, maxLength: 2 },
);
const wrongStatements = fc.constantFrom(
  [{ sid: "DenyOutdatedTls", effect: "Deny", actions: ["s3:*"] }],
  [{ sid: "X" }],
  "none",
);

const key = fc.record(
  {
    administrators: input(principals, wrongPrincipals),
    users: input(principals, wrongPrincipals),
    services: input(
      fc.constantFrom([{ service: "cloudtrail.amazonaws.com", sourceArn: TRAIL }]),
      fc.constantFrom([], [{ service: "x" }]),
    ),
    use: plain(fc.constantFrom("ThroughS3", "Anywhere"), fc.constant("Nowhere")),
    rotationPeriodInDays: input(fc.integer({ min: 90, max: 2560 }), fc.constantFrom(89, 2561, "365")),
    deletionWindowInDays: input(fc.integer({ min: 7, max: 30 }), fc.constantFrom(6, 31, 7.5)),
    multiRegion: input(fc.boolean(), fc.constant("yes")),
    alias: input(fc.constantFrom("reports", "alias/reports"), fc.constantFrom("alias/aws/s3", "a.b")),
  },
  { requiredKeys: [] },
);

const args = fc.record(
  {
    key: fc.oneof(
      { weight: 4, arbitrary: key },
      {
        weight: 1,
        arbitrary: fc.record({ existingKeyArn: input(fc.constant(KEY_ARN), fc.constant("alias/x")) }),
      },
    ),
    bucketName: input(fc.constantFrom("quarterly-reports", "logs.example"), fc.constantFrom("X", "xn--a")),
    enforcement: plain(
      fc.constantFrom("EffectiveKey", "RequireHeaders", "DeclaredKeyOnly", "DefaultOnly"),
      fc.constant("Strict"),
    ),
    encryption: plain(fc.constantFrom("aws:kms", "aws:kms:dsse"), fc.constant("AES256")),
    bucketKeyEnabled: input(fc.boolean(), fc.constant("true")),
    minimumTlsVersion: input(fc.constantFrom(1.2, 1.3), fc.constantFrom(1.1, "1.2")),
    retention: plain(fc.constantFrom("Protect", "Retain", "Destroy"), fc.constant("Keep")),
    forceDestroy: input(fc.boolean(), fc.constant("no")),
    policyStatements: input(statements, wrongStatements),
    versioning: input(fc.boolean(), fc.constant(1)),
  },
  { requiredKeys: [] },
);

/** What the component ends in: an error that names arguments, or a bucket. */
async function outcomeOf(
  generated: EncryptedBucketArgs,
): Promise<string | { made: EncryptedBucket; registered: Registered[] }> {
  const registered = await mockAws();
  try {
    const made = new EncryptedBucket("data", generated);
    // The two policies first: an error in one chain must not hide behind an unhandled one in the other.
    const settledAll = await Promise.allSettled(
      [made.bucketPolicy, made.keyPolicy, made.bucketName].map(valueOf),
    );
    const failed = settledAll.find((one) => one.status === "rejected");
    return failed ? String((failed.reason as Error).message) : { made, registered };
  } catch (error) {
    return (error as Error).message;
  }
}

describe("generated arguments", function () {
  this.timeout(600_000);

  it("end in an error that names an argument, or in a bucket that keeps all its promises, and in nothing else", async () => {
    const seen = { refused: 0, kept: 0 };
    const property = fc.asyncProperty(args, async (generated) => {
      const outcome = await outcomeOf(generated as EncryptedBucketArgs);
      if (typeof outcome === "string") {
        seen.refused++;
        assert.match(
          outcome,
          /^ *(key\.\w+|bucketName|enforcement|encryption|bucketKeyEnabled|minimumTlsVersion|retention|forceDestroy|policyStatements|versioning)[.[\w\]"]*: .*, got .*; allowed .*; /m,
        );
        return;
      }
      seen.kept++;
      const promised = outcome.registered.find(({ name }) => name === "data")?.inputs as unknown as Promised;
      assert.equal(
        promised.enforcement,
        (generated as { enforcement?: EnforcementName }).enforcement ?? "EffectiveKey",
      );
      const broken = (await simulate(outcome.made)).filter(({ holds }) => !holds);
      assert.deepEqual(
        broken.map((one) => `${one.case}: ${one.complaint}`),
        [],
      );
    });
    await fc.assert(property, { seed: 20261124, numRuns: process.env["DEEP"] ? 2000 : 200 });
    assert.ok(seen.refused > 20 && seen.kept > 20, `refused ${seen.refused}, kept ${seen.kept}`);
  });
});
