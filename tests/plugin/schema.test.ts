import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { schemaFromPluginHost } from "../support/pluginHost";

const SNAPSHOT = join(__dirname, "../fixtures/schema.json");

describe("the component as other Pulumi languages see it", function () {
  this.timeout(120_000);

  it("has the schema that is kept: a change in it must be meant (write it with UPDATE_SCHEMA=1)", async () => {
    const { version, dependencies, ...schema } = await schemaFromPluginHost();
    assert.ok(version && dependencies);
    // The version of the AWS package is in the references to its types; it changes without us.
    const text = `${JSON.stringify(schema, null, 2).replace(/\/aws\/v[\d.]+\//g, "/aws/vX/")}\n`;
    if (process.env["UPDATE_SCHEMA"]) writeFileSync(SNAPSHOT, text);
    assert.equal(text, readFileSync(SNAPSHOT, "utf8"));
  });
});
