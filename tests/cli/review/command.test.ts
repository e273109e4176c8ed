import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReviewDocument } from "../../../cli/review/document";
import { commandLine, fixture, type CommandResult } from "../../support/commandLine";

const recorded = (name: string): string => join(fixture("previews"), `${name}.json`);
const review = (name: string, ...args: string[]): Promise<CommandResult> =>
  commandLine("review", recorded(name), ...args);

describe("the command review", () => {
  it("ends with 0 when nothing stops the change, and with 1 when something does", async () => {
    assert.equal((await review("tags")).exitCode, 0);
    assert.equal((await review("user-added")).exitCode, 0);
    assert.equal((await review("multi-region")).exitCode, 1);
  });

  it("ends with 0 when every kind that stops it is allowed by name, and not when one is left", async () => {
    assert.equal((await review("multi-region", "--allow", "key-replaced")).exitCode, 1);
    const all = await review("multi-region", "--allow", "key-replaced", "--allow", "policy-unknown");
    assert.equal(all.exitCode, 0);
    assert.match(all.stdout, /Taken: `--allow key-replaced`/);
  });

  it("prints one JSON document with --json, the same findings in it", async () => {
    const { stdout, exitCode } = await review("rotation-slower", "--json");
    const { version, stack, passes, findings, changes } = JSON.parse(stdout) as ReviewDocument;
    assert.deepEqual(
      { version, stack, passes, exitCode },
      { version: 1, stack: "e2e/protected", passes: false, exitCode: 1 },
    );
    assert.deepEqual(
      findings.map(({ kind, component, stops, allowed }) => ({ kind, component, stops, allowed })),
      [{ kind: "rotation-slower", component: "reports", stops: true, allowed: false }],
    );
    assert.deepEqual(
      changes.map(({ op, name, properties }) => ({ op, name, properties })),
      [{ op: "update", name: "reports-key", properties: ["rotationPeriodInDays"] }],
    );
  });

  it("reads standard input as it reads a file", () => {
    const main = join(__dirname, "../../../cli/main.ts");
    const shell = `cat '${recorded("rotation-off")}' | '${process.execPath}' -r tsx/cjs '${main}' review`;
    const { status, stdout } = spawnSync("sh", ["-c", shell], { encoding: "utf8" });
    assert.equal(status, 1);
    assert.match(stdout, /\*\*rotation-off\*\*/);
  });
});

describe("the command review, called wrongly", () => {
  let folder = "";
  before(() => (folder = mkdtempSync(join(tmpdir(), "review-"))));
  after(() => rmSync(folder, { recursive: true }));

  const wrong = async (content: string): Promise<CommandResult> => {
    const file = join(folder, "preview.json");
    writeFileSync(file, content);
    return commandLine("review", file);
  };

  for (const [what, content, message] of [
    ["nothing", "", /is empty; give the output of `pulumi preview --json`/],
    ["no JSON", "Previewing update (dev):", /is not JSON; give the output of `pulumi preview --json`/],
    ["JSON without steps", "{}", /has no steps, so it is no preview/],
    ["a list", "[]", /has no steps, so it is no preview/],
    ["steps that are none", '{"steps":[{"op":"update"}]}', /steps\[0\] has no op or no urn/],
  ] as const) {
    it(`ends with 2 and says what to give when it gets ${what}`, async () => {
      const { exitCode, stdout, stderr } = await wrong(content);
      assert.equal(exitCode, 2);
      assert.equal(stdout, "");
      assert.match(stderr, message);
    });
  }

  it("ends with 2 when the file is not there", async () => {
    const { exitCode, stderr } = await commandLine("review", join(folder, "missing.json"));
    assert.equal(exitCode, 2);
    assert.match(stderr, /missing\.json does not exist/);
  });

  it("ends with 2 when a kind is misspelt, and says which was meant", async () => {
    const { exitCode, stderr } = await review("tags", "--allow", "key-replace");
    assert.equal(exitCode, 2);
    assert.match(stderr, /--allow key-replace is no kind of risk; did you mean key-replaced/);
  });

  it("a preview that failed before its first step is a failed preview, not wrong use", async () => {
    const { exitCode, stdout } = await wrong(
      '{"diagnostics":[{"severity":"error","message":"error: no stack"}]}',
    );
    assert.equal(exitCode, 1);
    assert.match(stdout, /\*\*preview-failed\*\*[^]*`no stack`/);
  });
});
