import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { released } from "../../scripts/release";

const ROOT = join(__dirname, "../..");
const BEFORE = "# Changelog\n\nEach entry says more.\n\n## Unreleased\n\n- `check`: new.\n";
const OLDER = `${BEFORE}\n## 0.1.0 (2026-11-24)\n\n- First.\n`;

describe("npm version", () => {
  it("puts what is unreleased under the version and the day, and leaves the place for what comes next", () => {
    assert.equal(
      released(OLDER, "0.2.0", "2026-12-01"),
      "# Changelog\n\nEach entry says more.\n\n## Unreleased\n\n## 0.2.0 (2026-12-01)\n\n- `check`: new.\n\n## 0.1.0 (2026-11-24)\n\n- First.\n",
    );
  });

  it("refuses where nothing is unreleased, also when older versions have entries", () => {
    const after = released(OLDER, "0.2.0", "2026-12-01");
    assert.throws(() => released(after, "0.3.0", "2026-12-02"), /nothing is unreleased; say what changed/);
  });

  it("refuses a version that has its section already, and a changelog without the place", () => {
    assert.throws(() => released(OLDER, "0.1.0", "2026-12-01"), /has a section 0\.1\.0 already/);
    assert.throws(() => released("# Changelog\n", "0.1.0", "2026-12-01"), /no section Unreleased/);
  });

  it("is hooked to refuse before it does anything, and to commit what it wrote", () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    assert.match(scripts["preversion"] ?? "", /scripts\/release\.ts check$/);
    assert.match(scripts["version"] ?? "", /scripts\/release\.ts write && git add CHANGELOG\.md$/);
  });

  it("writes a heading that publish.yml finds, and no other version's", () => {
    const workflow = parse(readFileSync(join(ROOT, ".github/workflows/publish.yml"), "utf8")) as {
      jobs: { publish: { steps: { run?: string }[] } };
    };
    const steps = workflow.jobs.publish.steps.map(({ run = "" }) => run);
    const program = /awk -v v="## \$version ([^"]*)" '([^']+)'/.exec(steps.join("\n"));
    assert.ok(program, "publish.yml takes the section out with awk");
    const changelog = released(OLDER.replace("## 0.1.0", "## 0.2.01"), "0.2.0", "2026-12-01");
    const notes = execFileSync("awk", ["-v", "v=## 0.2.0 ", program[2] ?? ""], {
      input: changelog,
      encoding: "utf8",
    });
    assert.equal(notes, "\n- `check`: new.\n\n");
  });
});
