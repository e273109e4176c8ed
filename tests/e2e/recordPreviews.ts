import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Engine, startEngine } from "./engine";
import { SCENARIOS, type Scenario } from "./previewScenarios";
import { say } from "./progress";
import { makeStack, type TestStack } from "./stack";
import { trimmed } from "./trimmedPreview";

/*
 * Records what `pulumi preview --json` says about every change in previewScenarios.ts, for the tests of `review`:
 *
 *     node -r ts-node/register/transpile-only tests/e2e/recordPreviews.ts [STACK]...
 */

const FIXTURES = join(__dirname, "../fixtures/previews");

async function record(engine: Engine, name: string, scenario: Scenario): Promise<void> {
  const stack = await makeStack(engine, name, "review", scenario.deployed ?? {});
  if (scenario.deployed !== undefined) await stack.up();
  for (const [change, config] of Object.entries(scenario.changes)) {
    await stack.configure({ ...NOTHING, ...scenario.deployed, ...config });
    const preview = trimmed(await previewOf(engine, stack));
    writeFileSync(join(FIXTURES, `${change}.json`), `${JSON.stringify(preview, null, 1)}\n`);
    say(`${name}: ${change}`);
  }
}

/** What a change does not set is as it was deployed, or not set at all. */
const NOTHING = {
  buckets: undefined,
  override: undefined,
  around: undefined,
  region: undefined,
  fork: undefined,
  "aws:region": "eu-central-1",
};

/** The document, whether the preview succeeds or not: a refused one is recorded too. */
function previewOf(engine: Engine, stack: TestStack): Promise<unknown> {
  const args = ["preview", "--json", "--non-interactive", "--stack", stack.name];
  const env = { ...engine.env, HOME: process.env["HOME"] };
  return new Promise((resolve, reject) => {
    execFile(engine.pulumi, args, { cwd: stack.folder, env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout));
      } catch {
        reject(error ?? new Error(`no JSON: ${stdout}${stderr}`));
      }
    });
  });
}

async function main(wanted: readonly string[]): Promise<void> {
  mkdirSync(FIXTURES, { recursive: true });
  const engine = await startEngine();
  try {
    for (const [name, scenario] of Object.entries(SCENARIOS)) {
      if (wanted.length === 0 || wanted.includes(name)) await record(engine, name, scenario);
    }
  } finally {
    await engine.stop();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  say(String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
});
