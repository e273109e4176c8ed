import assert from "node:assert/strict";
import { Encryption, Enforcement } from "../../policy/choices";
import { runCases, type CaseResult } from "../../simulator/run";
import { bucketOf, everyChoice, titleOf } from "../support/buckets";

function complaints(results: CaseResult[]): string[] {
  return results.filter(({ holds }) => !holds).map((result) => `${result.case}: ${result.complaint}`);
}

describe("every case holds on every bucket, whichever key S3 shows to the policy", () => {
  const choices = everyChoice();
  it("is tried on 4 × 2 × 2 × 2 × 2 = 64 buckets", () =>
    assert.equal(new Set(choices.map(titleOf)).size, 64));
  for (const one of choices) {
    it(`with ${titleOf(one)}`, () => {
      const { bucket, promised } = bucketOf(one);
      assert.deepEqual(complaints(runCases(bucket, promised)), []);
    });
  }
  for (const partition of ["aws-us-gov", "aws-cn"] as const) {
    it(`in ${partition}, with every choice of principals and key use`, () => {
      const tried = everyChoice(partition).filter(
        ({ enforcement, encryption }) =>
          process.env["DEEP"] || (enforcement === Enforcement.EffectiveKey && encryption === Encryption.Kms),
      );
      const results = tried.flatMap((one) => {
        const { bucket, promised } = bucketOf(one);
        return runCases(bucket, promised);
      });
      assert.deepEqual(complaints(results), []);
    });
  }
});
