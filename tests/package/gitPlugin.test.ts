import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keptSchema, schemaFrom } from "../support/pluginHost";

const ROOT = join(__dirname, "../..");
const SNAPSHOT = join(ROOT, "tests/fixtures/schema.json");

/** What a clone of the working tree would hold: what is tracked, and what is about to be. */
function cloneInto(folder: string): void {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const files = execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).split("\0").filter(Boolean);
  for (const file of files) cpSync(join(ROOT, file), join(folder, file));
}

describe("the package as a plugin from git, for other Pulumi languages", function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), "encrypted-bucket-git-plugin-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("gives its schema after the install that the Pulumi CLI does", async () => {
    cloneInto(folder);
    execFileSync("npm", ["install", "--production", "--no-audit", "--no-fund"], {
      cwd: folder,
      stdio: "ignore",
    });
    assert.equal(keptSchema(await schemaFrom(folder)), readFileSync(SNAPSHOT, "utf8"));
  });
});
