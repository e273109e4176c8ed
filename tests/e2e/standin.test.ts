import assert from "node:assert/strict";
import { type Engine, startEngine } from "./engine";
import { say } from "./progress";
import { makeStack, type Run, type TestStack } from "./stack";

describe("the AWS provider of this run, on the same resources written flat", () => {
  let engine: Engine;
  let stack: TestStack;

  before(async () => {
    engine = await startEngine();
    stack = await makeStack(engine, "flat", "flat");
  });
  after(() => engine?.stop());

  it("makes everything in one up", async () => {
    const run = await stack.up();
    report("flat up", run);
    assert.equal(run.changes["create"], 10);
  });

  it("announces itself in the output", async function () {
    if (!engine.provider.startsWith("stand-in")) return;
    const run = await stack.up();
    assert.match(run.said, /stand-in AWS provider \(test equipment, not the official one\)/);
  });

  it("changes nothing in a second up", async () => {
    const run = await stack.up();
    report("flat up, no change", run);
    assert.deepEqual(run.changes, { same: 10 });
    assert.equal(run.mutating, 0);
  });

  it("sees no drift in a refresh", async () => {
    const run = await stack.refresh();
    report("flat refresh, no change", run);
    assert.deepEqual(run.changes, { same: 10 });
  });

  it("takes everything away in a destroy", async () => {
    const run = await stack.destroy();
    report("flat destroy", run);
    assert.deepEqual(run.changes, { delete: 10 });
  });
});

function report(what: string, run: Run): void {
  const seconds = (run.milliseconds / 1000).toFixed(2);
  say(`      ${what}: ${seconds} s, ${run.calls} API calls, ${run.mutating} of them mutating`);
}
