import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");

describe("CONTRIBUTING.md", () => {
  it("gives a reason for each dependency and peer of package.json, and for no other", () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Record<
      "dependencies" | "peerDependencies",
      Record<string, string>
    >;
    const section = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8").split("## Dependencies")[1] ?? "";
    const reasons = [...section.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)];
    const given = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    assert.deepEqual(reasons.map(([, name]) => name).sort(), given.sort());
    for (const [, name, reason = ""] of reasons) assert.ok(reason.length > 5, name);
  });
});
