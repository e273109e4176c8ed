import assert from "node:assert/strict";
import { createValidatedPolicy, validateResourcePolicy } from "@cloud-copilot/iam-policy";
import { runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import { Encryption, Enforcement, KeyUse } from "../../policy/choices";
import type { PolicyDocument } from "../../policy/document";
import { CASES, judge, runCases, type ApiCall, type S3Request } from "../../simulator";
import { objectArn, objectEncryption } from "../../simulator/encryption";
import { s3Context, throughS3Context } from "../../simulator/requestContext";
import { scenesOf } from "../../simulator/scene";
import { bucketOf } from "../../tests/support/buckets";
import { oracleSays, questionFor } from "../../tests/support/oracle";
import type { Tasks } from "../inProcess";

/** One upload, and the whole list, on a bucket with users and administrators. */

const { bucket, promised } = bucketOf({
  enforcement: Enforcement.EffectiveKey,
  encryption: Encryption.Kms,
  keyUse: KeyUse.ThroughS3,
  users: true,
  administrators: true,
});
const upload = requestOf("put-key-arn");

/** What S3 and KMS ask of the two policies for that upload. */
const questions: { policy: PolicyDocument; call: ApiCall }[] = [
  {
    policy: bucket.bucketPolicy,
    call: {
      action: "s3:PutObject",
      resource: objectArn(upload, bucket),
      caller: upload.caller,
      context: s3Context(upload, bucket, "effectiveKey"),
    },
  },
  {
    policy: bucket.keyPolicy ?? { Statement: [] },
    call: {
      action: "kms:GenerateDataKey",
      resource: bucket.keyArn,
      caller: upload.caller,
      context: throughS3Context(upload, bucket, objectEncryption(upload, bucket)),
    },
  },
];
const asked = questions.map(({ policy, call }) => questionFor(policy, call));
const askedWithValidated = asked.map((simulation) => ({
  ...simulation,
  resourcePolicy: createValidatedPolicy(simulation.resourcePolicy, validateResourcePolicy),
}));

export const tasks = {
  upload: { what: "one upload", run: () => judge(upload, bucket, "effectiveKey") },
  peer: { what: "the same, iam-simulate", run: () => simulateAll(asked) },
  validated: {
    what: "the same, iam-simulate, policies validated beforehand",
    run: () => simulateAll(askedWithValidated),
  },
  list: { what: "the whole list of cases", run: () => runCases(bucket, promised) },
} satisfies Tasks;

/** Both must be about the same: an upload that is let through, because the key policy names its sender. */
export async function check(): Promise<void> {
  assert.equal(judge(upload, bucket, "effectiveKey").decision, "allow");
  const said = await Promise.all(questions.map(({ policy, call }) => oracleSays(policy, call)));
  assert.deepEqual(said, [
    { denies: [], allows: [] },
    { denies: [], allows: ["AllowKeyUsers"] },
  ]);
  for (const results of [await simulateAll(asked), await simulateAll(askedWithValidated)])
    assert.ok(results.every(({ resultType }) => resultType === "single"));
}

async function simulateAll(simulations: Simulation[]): Promise<Awaited<ReturnType<typeof runSimulation>>[]> {
  const results = [];
  for (const simulation of simulations)
    results.push(await runSimulation(simulation, { simulationMode: "Strict" }));
  return results;
}

function requestOf(name: string): S3Request {
  const found = CASES.find((one) => one.name === name);
  assert.ok(found, `there is no case ${name}`);
  return scenesOf(found, bucket, promised)[0].request as S3Request;
}
