import assert from "node:assert/strict";
import fc from "fast-check";
import type { PolicyDocument } from "../../policy/document";
import type { SimulatedBucket } from "../../simulator/bucket";
import { CASES } from "../../simulator/cases";
import { objectArn, objectEncryption } from "../../simulator/encryption";
import { evaluateResourcePolicy, type ApiCall } from "../../simulator/evaluate";
import { isKmsRequest, OPERATIONS, type SimulatedRequest } from "../../simulator/request";
import { HYPOTHESES, kmsContext, s3Context, throughS3Context } from "../../simulator/requestContext";
import { scenesOf } from "../../simulator/scene";
import { bucketOf, everyChoice, type Choices } from "../support/buckets";
import { evaluations } from "../support/generatedPolicies";
import { oracleSays, saysOf } from "../support/oracle";

interface Evaluation {
  policy: PolicyDocument;
  call: ApiCall;
}

/** Every evaluation of a policy that a request leads to, put together anew from what S3 and KMS ask. */
function evaluationsOf(request: SimulatedRequest, bucket: SimulatedBucket): Evaluation[] {
  assert.ok(bucket.keyPolicy);
  const { caller } = request;
  const onKey = { policy: bucket.keyPolicy, resource: bucket.keyArn, caller };
  if (isKmsRequest(request)) {
    const context = kmsContext(request, bucket);
    return [asked({ ...onKey, action: request.operation, context })];
  }
  const { action, kmsActions, on } = OPERATIONS[request.operation];
  const object = objectEncryption(request, bucket);
  const resource = on === "bucket" ? bucket.bucketArn : objectArn(request, bucket);
  return [
    ...HYPOTHESES.map((hypothesis) =>
      asked({
        policy: bucket.bucketPolicy,
        action,
        resource,
        caller,
        context: s3Context(request, bucket, hypothesis),
      }),
    ),
    ...kmsActions.map((kmsAction) =>
      asked({ ...onKey, action: kmsAction, context: throughS3Context(request, bucket, object) }),
    ),
  ];
}

function asked({ policy, ...call }: ApiCall & { policy: PolicyDocument }): Evaluation {
  return { policy, call };
}

/** The evaluations of all cases, each once. */
function evaluationsOfCases(choices: Choices[]): Evaluation[] {
  const found = new Map<string, Evaluation>();
  for (const one of choices) {
    const { bucket, promised } = bucketOf(one);
    for (const candidate of CASES.filter(({ when }) => when?.(promised) ?? true)) {
      for (const scene of scenesOf(candidate, bucket, promised)) {
        for (const evaluation of evaluationsOf(scene.request, scene.bucket)) {
          const { policy, call } = evaluation;
          found.set(JSON.stringify([policy, { ...call, context: call.context.entries() }]), evaluation);
        }
      }
    }
  }
  return [...found.values()];
}

async function disagreements(evaluations: Evaluation[]): Promise<string[]> {
  const found: string[] = [];
  for (const { policy, call } of evaluations) {
    const [ours, theirs] = [
      saysOf(evaluateResourcePolicy(policy, call), call),
      await oracleSays(policy, call),
    ];
    if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
      found.push(`${call.action}: ours ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs)}`);
    }
  }
  return found;
}

/** Only the first partition unless DEEP is set: the others differ in names alone. */
const DEEP = Boolean(process.env["DEEP"]);
const PARTITIONS = DEEP ? (["aws", "aws-us-gov", "aws-cn"] as const) : (["aws"] as const);

/** The oracle takes milliseconds for each: every third of them, unless DEEP is set, as it is where changes land. */
const STEP = DEEP ? 1 : 3;

describe("agreement with iam-simulate, statement by statement", function () {
  this.timeout(DEEP ? 600_000 : 60_000);

  for (const partition of PARTITIONS) {
    it(`on ${STEP === 1 ? "every evaluation" : `one evaluation in ${STEP}`} of every case in ${partition}`, async () => {
      const all = evaluationsOfCases(everyChoice(partition));
      assert.ok(all.length > 500, `only ${all.length} evaluations`);
      const evaluations = all.filter((_, index) => index % STEP === 0);
      assert.deepEqual(await disagreements(evaluations), []);
    });
  }

  const numRuns = DEEP ? 20_000 : 500;
  it(`on ${numRuns} generated policies and requests`, async () => {
    const effects = { denies: 0, allows: 0 };
    await fc.assert(
      fc.asyncProperty(evaluations, async ({ policy, call }) => {
        const ours = saysOf(evaluateResourcePolicy(policy, call), call);
        if (ours.denies.length > 0) effects.denies++;
        if (ours.allows.length > 0) effects.allows++;
        assert.deepEqual(ours, await oracleSays(policy, call));
      }),
      { numRuns, seed: 20261124 },
    );
    const enough = numRuns / 20;
    assert.ok(
      effects.denies > enough && effects.allows > enough,
      `too little applies: ${JSON.stringify(effects)}`,
    );
  });
});
