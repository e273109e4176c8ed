import assert from "node:assert/strict";
import { Encryption, Enforcement, KeyUse } from "../../policy/choices";
import type { PolicyDocument } from "../../policy/document";
import { CASES } from "../../simulator/cases";
import type { Case } from "../../simulator/cases/case";
import { runCase, runCases, type CaseResult } from "../../simulator/run";
import { bucketOf, everyChoice, titleOf, type Choices } from "../support/buckets";

const PLAIN: Choices = {
  enforcement: Enforcement.EffectiveKey,
  encryption: Encryption.Kms,
  keyUse: KeyUse.ThroughS3,
  users: false,
  administrators: false,
};

function resultOf(name: string, choices: Choices = PLAIN): CaseResult {
  const one = CASES.find((candidate) => candidate.name === name);
  assert.ok(one, `there is no case ${name}`);
  const { bucket, promised } = bucketOf(choices);
  return runCase(one, bucket, promised);
}

function complaints(results: CaseResult[]): string[] {
  return results.filter(({ holds }) => !holds).map((result) => `${result.case}: ${result.complaint}`);
}

describe("cases", () => {
  describe("every case holds, whichever key S3 shows to the policy", () => {
    const some = Object.values(Enforcement).flatMap((enforcement): Choices[] => [
      {
        enforcement,
        encryption: Encryption.Kms,
        keyUse: KeyUse.ThroughS3,
        users: true,
        administrators: true,
      },
      {
        enforcement,
        encryption: Encryption.KmsDsse,
        keyUse: KeyUse.Anywhere,
        users: false,
        administrators: false,
      },
    ]);
    for (const one of some) {
      it(`with ${titleOf(one)}`, () => {
        const { bucket, promised } = bucketOf(one);
        assert.deepEqual(complaints(runCases(bucket, promised)), []);
      });
    }
  });

  describe("the list", () => {
    it("is tried as far as it applies, all of it and in its order", () => {
      const { bucket, promised } = bucketOf(PLAIN);
      assert.deepEqual(
        runCases(bucket, promised).map((result) => result.case),
        CASES.filter(({ when }) => when === undefined || when(promised)).map(({ name }) => name),
      );
    });

    it("names every case once, in kebab-case", () => {
      const names = CASES.map(({ name }) => name);
      assert.equal(new Set(names).size, names.length);
      assert.deepEqual(
        names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)),
        [],
      );
    });

    it("describes every case, and none as another", () => {
      assert.equal(new Set(CASES.map(({ description }) => description)).size, CASES.length);
    });

    it("leaves no case that applies to none of the 64 buckets", () => {
      const all = everyChoice().map((one) => bucketOf(one).promised);
      assert.deepEqual(
        CASES.filter(({ when }) => when && !all.some(when)).map(({ name }) => name),
        [],
      );
    });

    it("judges every operation of S3 that writes an object", () => {
      const operations = new Set(CASES.map(({ request }) => request.operation));
      for (const operation of [
        "PutObject",
        "CopyObject",
        "PostObject",
        "CreateMultipartUpload",
        "UploadPart",
        "CompleteMultipartUpload",
        "UpdateObjectEncryption",
      ] as const) {
        assert.ok(operations.has(operation), operation);
      }
    });

    it("leaves out what a key policy decides where that policy is not known", () => {
      const { bucket, promised } = bucketOf(PLAIN);
      const results = runCases({ ...bucket, keyPolicy: null }, promised);
      const needing = new Set(CASES.filter(({ needsKeyPolicy }) => needsKeyPolicy).map(({ name }) => name));
      assert.deepEqual(complaints(results), []);
      assert.deepEqual(
        results.map((result) => result.case).filter((name) => needing.has(name)),
        [],
      );
    });
  });

  it("an administrator listed last is tried as the first is", () => {
    const { bucket, promised } = bucketOf({ ...PLAIN, administrators: true });
    const text = JSON.stringify(bucket.keyPolicy);
    const forgotten = text.replace(/("aws:PrincipalArn":\["[^"]*")[^\]]*\]/, "$1]");
    assert.notEqual(forgotten, text);
    const failing = runCases(
      { ...bucket, keyPolicy: JSON.parse(forgotten) as PolicyDocument },
      promised,
    ).filter(({ holds }) => !holds);
    assert.deepEqual(
      failing.map((result) => [result.case, result.request["caller"]]),
      ["administrator-uploads", "administrator-reads"].map((name) => [
        name,
        "arn:aws:iam::111122223333:role/key-admin-on-call",
      ]),
    );
  });

  describe("the checks of the source article", () => {
    for (const name of ["put-aes256", "put-another-key"]) {
      it(`an upload that names another encryption is refused by DenyUploadIfNotSSEKMSEncrypted (${name})`, () => {
        const result = resultOf(name);
        assert.deepEqual(result.decision, { effectiveKey: "deny", headerOnly: "deny" });
        assert.ok(result.decidedBy.includes("DenyUploadIfNotSSEKMSEncrypted"), result.decidedBy.join());
        assert.equal(result.unverified, false);
      });
    }

    it("an upload that names nothing is accepted and ends up under the key, if S3 shows the effective key", () => {
      const result = resultOf("put-silent");
      assert.equal(result.decision.effectiveKey, "allow");
      assert.equal(result.endsUpUnder, "the key");
      assert.equal(result.holds, true);
    });

    it("that same upload is refused, never stored otherwise, if S3 shows only headers; the result says it is unverified", () => {
      const result = resultOf("put-silent");
      assert.equal(result.decision.headerOnly, "deny");
      assert.deepEqual(result.decidedBy, ["DenyUploadIfNotSSEKMSEncrypted"]);
      assert.equal(result.unverified, true);
    });
  });

  describe("a result that does not hold says so", () => {
    const one: Pick<Case, "name" | "description" | "request"> = {
      name: "silent",
      description: "upload, no encryption named",
      request: { operation: "PutObject", by: "writer" },
    };
    const expecting = (outcome: Case["expected"]["EffectiveKey"]): CaseResult => {
      const { bucket, promised } = bucketOf(PLAIN);
      const expected = {
        EffectiveKey: outcome,
        RequireHeaders: outcome,
        DeclaredKeyOnly: outcome,
        DefaultOnly: outcome,
      };
      return runCase({ ...one, expected }, bucket, promised);
    };
    const refused = { decision: "deny", by: ["DenyUploadIfNotSSEKMSEncrypted"] } as const;
    const headerOnly = { ...refused, by: [...refused.by] };

    it("when the decision is another", () => {
      const result = expecting({ effectiveKey: { ...refused, by: [] }, headerOnly });
      assert.equal(result.holds, false);
      assert.match(result.complaint ?? "", /was let through, should have been refused/);
    });

    it("when it is refused by something other than it should be", () => {
      const effectiveKey = { decision: "allow", by: [] } as const;
      const result = expecting({
        effectiveKey: { ...effectiveKey, by: [] },
        headerOnly: { decision: "deny", by: ["DenyCustomerProvidedKeys"] },
      });
      assert.match(result.complaint ?? "", /decided without DenyCustomerProvidedKeys/);
    });

    it("when the object ends up under something else", () => {
      const result = expecting({ effectiveKey: { decision: "allow", by: [], under: "SSE-S3" }, headerOnly });
      assert.match(result.complaint ?? "", /ends up under the key, should be SSE-S3/);
    });
  });
});
