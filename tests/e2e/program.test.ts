import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { engine } from "./run";
import { awsConfig } from "./stack";

const run = promisify(execFile);

const clone = resolve(__dirname, "../..");

/** The plain CLI on this repository's own program; the stack's settings stay outside the clone. */
async function pulumi(args: readonly string[], cwd = clone): Promise<string> {
  const env = { ...engine().env, HOME: process.env["HOME"] };
  const { stdout } = await run(engine().pulumi, [...args, "--non-interactive"], {
    cwd,
    env,
    maxBuffer: 64 << 20,
  });
  return stdout;
}

describe("the repository's own program, through the plain CLI", () => {
  const stack = "organization/encrypted-bucket/program";
  let settings: string[];

  before(async () => {
    const folder = join(engine().folder, "program");
    mkdirSync(folder);
    settings = ["--stack", stack, "--config-file", join(folder, "Pulumi.program.yaml")];
    // Made where the settings belong: the engine writes the stack's salt beside the project file.
    copyFileSync(join(clone, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
    await pulumi(["stack", "init", stack], folder);
    const config = { ...awsConfig(engine()), "encrypted-bucket:retention": { value: "Destroy" } };
    for (const [key, { value }] of Object.entries(config))
      await pulumi(["config", "set", key, value, ...settings]);
  });

  it("preview, up, and nothing more to change", async () => {
    assert.match(await pulumi(["preview", ...settings]), /\+ 11 to create/);
    assert.match(await pulumi(["up", "--yes", "--skip-preview", ...settings]), /\+ 11 created/);
    await pulumi(["up", "--yes", "--skip-preview", "--expect-no-changes", ...settings]);
  });

  it("refresh sees no drift", async () => {
    await pulumi(["refresh", "--yes", "--expect-no-changes", ...settings]);
  });

  it("destroy takes it away", async () => {
    assert.match(await pulumi(["destroy", "--yes", "--skip-preview", ...settings]), /- 11 deleted/);
  });
});
