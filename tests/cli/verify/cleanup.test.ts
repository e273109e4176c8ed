import assert from "node:assert/strict";
import { Traces } from "../../../cli/verify/traces";
import { refusal } from "../../support/fakeStore";
import { goodBucket, verifyFake, without } from "../../support/verifying";

const bucket = goodBucket();
const open = {
  ...without(without(bucket, "DenyUploadIfNotSSEKMSEncrypted"), "DenyOtherEncryptionAlgorithms"),
};

describe("verify: leaves nothing behind", () => {
  for (const versioned of [true, false])
    it(`where everything is let through, ${versioned ? "with" : "without"} versions`, async () => {
      const { store, result } = await verifyFake({ bucket: open, hypothesis: "headerOnly", versioned });
      assert.deepEqual([store.objects, store.unfinished, result.remains], [[], [], []]);
    });

  for (const nth of [1, 2, 3, 5, 8, 13, 21, 34])
    it(`when it is stopped at the ${nth}. write`, async () => {
      const controller = new AbortController();
      let writes = 0;
      const after = (): void => {
        if (++writes === nth) controller.abort();
      };
      const run = await verifyFake(
        { bucket: open, hypothesis: "effectiveKey", after },
        { signal: controller.signal },
      );
      assert.equal(run.result.holds, false);
      assert.deepEqual([run.store.objects, run.store.unfinished], [[], []]);
      assert.equal(writes <= nth, true);
    });

  it("when every answer to a write is lost", async () => {
    const after = (): void => {
      throw refusal("socket hang up", "Error", 500);
    };
    const { store, result } = await verifyFake({ bucket, hypothesis: "effectiveKey", after });
    assert.deepEqual([store.objects, store.unfinished], [[], []]);
    assert.equal(result.holds, false);
  });

  it("when the answers to the starts of multipart uploads are lost", async () => {
    const after = (operation: string): void => {
      if (operation === "CreateMultipartUpload") throw refusal("socket hang up", "Error", 500);
    };
    const { store } = await verifyFake({ bucket, hypothesis: "effectiveKey", after });
    assert.deepEqual(store.unfinished, []);
  });

  it("when something breaks in the middle", async () => {
    let heads = 0;
    const before = (operation: string): void => {
      if (operation === "HeadObject" && ++heads === 3) throw refusal("expired", "ExpiredToken", 400);
    };
    const { store, result } = await verifyFake({ bucket, hypothesis: "effectiveKey", before });
    assert.deepEqual([store.objects, store.unfinished], [[], []]);
    assert.match(result.stopped ?? "", /credentials have expired; get new ones/);
  });
});

describe("verify: touches nothing but its own", () => {
  it("leaves other objects and uploads alone, also under its own prefix", async () => {
    const traces = new Traces();
    const theirs = [
      `${traces.prefix}not-ours`,
      "encrypted-bucket-verify-of-another-run/put-silent",
      "put-silent",
    ];
    const { store } = await verifyFake({ bucket, hypothesis: "effectiveKey" }, { traces }, theirs);
    assert.deepEqual(
      store.objects.map(({ key }) => key),
      theirs,
    );
  });

  it("stops after one object where that cannot be removed, and names it", async () => {
    const before = (operation: string): void => {
      if (operation === "DeleteObject") throw refusal("not authorized to perform: s3:DeleteObjectVersion");
    };
    const { store, result } = await verifyFake({ bucket, hypothesis: "effectiveKey", before });
    assert.equal(store.objects.length, 1);
    assert.equal(result.remains.length, 1);
    assert.match(result.remains[0]?.what ?? "", /put-key-arn \(version version-1\)$/);
    assert.match(result.stopped ?? "", /nothing more is written/);
    assert.equal(result.holds, false);
  });

  it("says so where it may not look whether a lost answer left something", async () => {
    const before = (operation: string): void => {
      if (operation === "ListObjectVersions") throw refusal("no");
    };
    const after = (operation: string): void => {
      if (operation === "CopyObject") throw refusal("socket hang up", "Error", 500);
    };
    const { result } = await verifyFake({ bucket, hypothesis: "effectiveKey", before, after });
    assert.match(result.remains[0]?.why ?? "", /s3:ListBucketVersions/);
  });
});
