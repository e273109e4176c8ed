import assert from "node:assert/strict";
import { Encryption, Enforcement } from "../../../policy/choices";
import { HYPOTHESES } from "../../../simulator";
import { goodBucket, verifyFake, without, wrongCases } from "../../support/verifying";

describe("verify: a bucket whose policy is right", () => {
  for (const hypothesis of HYPOTHESES)
    for (const enforcement of Object.values(Enforcement))
      for (const encryption of Object.values(Encryption))
        it(`holds for ${enforcement} with ${encryption} under ${hypothesis}, and is left as it was`, async () => {
          const heldTo = { enforcement, encryption, bucketKey: encryption === Encryption.Kms };
          const run = await verifyFake(
            { bucket: goodBucket(enforcement, encryption), hypothesis },
            { heldTo },
          );
          assert.deepEqual(wrongCases(run), []);
          assert.equal(run.result.holds, true);
          assert.deepEqual([run.store.objects, run.store.unfinished], [[], []]);
        });

  for (const hypothesis of HYPOTHESES)
    it(`tells ${hypothesis} for whole objects and for key names`, async () => {
      const { result } = await verifyFake({ bucket: goodBucket(), hypothesis });
      assert.equal(result.findings.wholeObjects, hypothesis);
      assert.equal(result.findings.keyNames, hypothesis);
    });

  for (const parts of HYPOTHESES)
    it(`tells ${parts} for parts, whatever whole objects show`, async () => {
      for (const hypothesis of HYPOTHESES) {
        const { result } = await verifyFake({ bucket: goodBucket(), hypothesis, parts });
        assert.deepEqual([result.findings.wholeObjects, result.findings.parts], [hypothesis, parts]);
        assert.equal(result.holds, true);
      }
    });
});

describe("verify: a bucket that lost a statement", () => {
  const LOST: readonly [sid: string, hypothesis: (typeof HYPOTHESES)[number], wrong: readonly string[]][] = [
    [
      "DenyUploadIfNotSSEKMSEncrypted",
      "headerOnly",
      [
        "put-another-key",
        "copy-another-key",
        "post-another-key",
        "multipart-create-another-key",
        "put-foreign-key",
        "put-no-key",
      ],
    ],
    ["DenyUploadIfNotSSEKMSEncrypted", "effectiveKey", ["put-another-key", "put-foreign-key", "put-no-key"]],
    ["DenyOtherEncryptionAlgorithms", "headerOnly", ["put-other-kms-algorithm"]],
    ["DenyReencryptionUnderOtherKeys", "effectiveKey", ["reencrypt-another-key"]],
  ];
  for (const [sid, hypothesis, wrong] of LOST)
    it(`names what gets through without ${sid} under ${hypothesis}, and removes it`, async () => {
      const run = await verifyFake({ bucket: without(goodBucket(), sid), hypothesis });
      assert.equal(run.result.holds, false);
      for (const name of wrong) assert.ok(wrongCases(run).includes(name), name);
      assert.ok(!wrongCases(run).includes("put-key-arn"));
      assert.deepEqual([run.store.objects, run.store.unfinished], [[], []]);
    });

  it("does not take a default without the key for H1", async () => {
    const bucket = { ...without(goodBucket(), "DenyUploadIfNotSSEKMSEncrypted"), defaultEncryption: null };
    const run = await verifyFake({ bucket, hypothesis: "effectiveKey" });
    const silent = run.result.cases.find(({ of }) => of.name === "put-silent");
    assert.match(silent?.complaint ?? "", /stored under SSE-S3, should be the key/);
  });

  it("complains of a Bucket Key that is not there, and of one that should not be", async () => {
    const there = await verifyFake(
      { bucket: goodBucket(), hypothesis: "headerOnly" },
      { heldTo: held(false) },
    );
    const complaint = there.result.cases.find(({ of }) => of.name === "put-key-arn")?.complaint;
    assert.match(complaint ?? "", /stored with a Bucket Key, should be without one/);
    const off = { ...goodBucket(), defaultEncryption: null };
    const missing = await verifyFake({ bucket: off, hypothesis: "headerOnly" });
    assert.match(
      missing.result.cases.find(({ of }) => of.name === "put-key-arn")?.complaint ?? "",
      /stored without a Bucket Key, should be with one/,
    );
  });
});

function held(bucketKey: boolean): { enforcement: "EffectiveKey"; encryption: string; bucketKey: boolean } {
  return { enforcement: "EffectiveKey", encryption: "aws:kms", bucketKey };
}
