import assert from "node:assert/strict";
import { Encryption, Enforcement, KeyUse } from "../../policy/choices";
import type { PolicyDocument } from "../../policy/document";
import { CASES } from "../../simulator/cases";
import { runCase } from "../../simulator/run";
import { bucketOf, titleOf, type Choices } from "../support/buckets";
import { mutantsOf, reasonNotCaught } from "../support/mutants";

const bothWays = [false, true];
const CHOICES: Choices[] = [
  ...bothWays.flatMap((users) =>
    bothWays.map((administrators) => ({ enforcement: Enforcement.EffectiveKey, users, administrators })),
  ),
  { enforcement: Enforcement.RequireHeaders, users: false, administrators: false },
  { enforcement: Enforcement.DeclaredKeyOnly, users: false, administrators: false },
].map((one) => ({ ...one, encryption: Encryption.Kms, keyUse: KeyUse.ThroughS3 }));

describe("mutations: no policy can lose anything without a case that fails", () => {
  for (const choices of CHOICES) {
    const { bucket, promised } = bucketOf(choices);
    const tried = CASES.filter(({ when }) => when?.(promised) ?? true);
    const policies = { bucketPolicy: bucket.bucketPolicy, keyPolicy: bucket.keyPolicy as PolicyDocument };
    for (const [policy, document] of Object.entries(policies)) {
      describe(`${policy} with ${titleOf(choices)}`, () => {
        for (const mutant of mutantsOf(document)) {
          const broken = { ...bucket, [policy]: mutant.document };
          const failing = (): string | undefined =>
            tried.find((one) => !runCase(one, broken, promised).holds)?.name;
          const reason = reasonNotCaught(mutant.name, choices.enforcement);
          if (reason) {
            it(`${mutant.name} is no loss: ${reason}`, () => assert.equal(failing(), undefined));
          } else {
            it(`${mutant.name} fails at least one case`, () => assert.notEqual(failing(), undefined));
          }
        }
      });
    }
  }
});
