import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { keptSchema, schemaFrom, sourcesAsPlugin } from "../support/pluginHost";

const SNAPSHOT = join(__dirname, "../fixtures/schema.json");

describe("the component as other Pulumi languages see it", function () {
  this.timeout(120_000);

  it("has the schema that is kept: a change in it must be meant (write it with UPDATE_SCHEMA=1)", async () => {
    const { folder, remove } = sourcesAsPlugin();
    try {
      const text = keptSchema(await schemaFrom(folder));
      if (process.env["UPDATE_SCHEMA"]) writeFileSync(SNAPSHOT, text);
      assert.equal(text, readFileSync(SNAPSHOT, "utf8"));
    } finally {
      remove();
    }
  });
});
