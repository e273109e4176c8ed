import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Deployment } from "@pulumi/pulumi/automation";
import { engine } from "./run";
import { makeStack } from "./stack";

const STATES = join(__dirname, "states");

/** Everything a state can hold, so that a rename of any child shows. */
const ARGS = {
  accessLogs: { bucket: "logs-of-the-frozen-state" },
  abortIncompleteMultipartUploadAfterDays: 7,
  expireNoncurrentVersionsAfterDays: 30,
  tags: { team: "reports" },
};

/** `E2E_FREEZE=1.2.3 npm run e2e -- --grep upgrade` keeps the state that this release makes. */
const freeze = process.env["E2E_FREEZE"];

describe("upgrade: the state of an earlier release", () => {
  if (freeze !== undefined) {
    it(`of ${freeze} is kept`, async () => {
      const stack = await makeStack(engine(), "upgrade", "component", { args: ARGS });
      await stack.up();
      mkdirSync(STATES, { recursive: true });
      // Without where the program stood on the machine that kept it.
      const state = JSON.stringify(await stack.stack.exportStack(), withoutPlaces, 2);
      writeFileSync(join(STATES, `${freeze}.json`), `${state}\n`);
    });
    return;
  }

  for (const file of readdirSync(STATES)) {
    it(`${file}: nothing is made, replaced or deleted`, async () => {
      const stack = await makeStack(engine(), "upgrade", "component", { args: ARGS });
      await stack.stack.importStack(JSON.parse(readFileSync(join(STATES, file), "utf8")) as Deployment);
      const { changeSummary } = await stack.stack.preview();
      const { same = 0, update = 0, ...others } = changeSummary;
      assert.deepEqual(others, {});
      assert.equal(same + update, 13);
    });
  }
});

function withoutPlaces(key: string, value: unknown): unknown {
  return key === "sourcePosition" || key === "stackTrace" ? undefined : value;
}
