import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Encryption, Enforcement, KeyUse } from "../../policy/choices";
import { runCases } from "../../simulator";
import { bucketOf } from "../support/buckets";
import { uploadsPage } from "../support/uploadsPage";

const PAGE = join(__dirname, "..", "..", "docs", "uploads.md");

describe("docs/uploads.md", () => {
  it("says what the simulator says (npm run uploads writes it anew)", () => {
    const page = uploadsPage();
    if (process.env["UPDATE_DOCS"]) writeFileSync(PAGE, page);
    assert.equal(readFileSync(PAGE, "utf8"), page, "the page is stale: npm run uploads");
  });

  it("may say that DSSE-KMS changes no result, and only leaves out the Bucket Key", () => {
    const resultsWith = (encryption: Encryption, enforcement: Enforcement): Map<string, unknown> => {
      const keyUse = KeyUse.ThroughS3;
      const { bucket, promised } = bucketOf({
        encryption,
        enforcement,
        keyUse,
        users: false,
        administrators: false,
      });
      return new Map(runCases(bucket, promised).map((result) => [result.case, result.decision]));
    };
    for (const enforcement of Object.values(Enforcement)) {
      const single = resultsWith(Encryption.Kms, enforcement);
      const dual = resultsWith(Encryption.KmsDsse, enforcement);
      single.delete("put-without-bucket-key");
      assert.deepEqual(dual, single);
    }
  });
});
