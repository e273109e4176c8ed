import assert from "node:assert/strict";
import { note, reportCosts } from "./costs";
import { say } from "./progress";
import { engine } from "./run";
import { makeStack, type TestStack } from "./stack";

/** Resources besides the stack itself. */
const FLAT = 9;

for (const [program, config, resources] of [
  ["flat", {}, FLAT],
  ["component", { args: { retention: "Destroy" } }, FLAT + 1],
] as const) {
  describe(`life of a stack: ${program}`, () => {
    let stack: TestStack;

    before(async () => {
      stack = await makeStack(engine(), `life-${program}`, program, config);
    });

    it("makes everything in one up", async () => {
      const run = note(`${program}: up`, await stack.up());
      assert.deepEqual(run.changes, { create: resources + 1 });
    });

    it("says which provider it ran on", async () => {
      const { said } = await stack.up();
      if (engine().provider.startsWith("stand-in")) assert.ok(said.includes(engine().provider));
    });

    it("changes nothing in a second up", async () => {
      const run = note(`${program}: up, no change`, await stack.up());
      assert.deepEqual(run.changes, { same: resources + 1 });
      assert.equal(run.mutating, 0);
    });

    it("sees no drift in a refresh", async () => {
      const run = note(`${program}: refresh, no change`, await stack.refresh());
      assert.deepEqual(run.changes, { same: resources + 1 });
      assert.equal(run.mutating, 0);
    });

    it("takes everything away in a destroy", async () => {
      const run = note(`${program}: destroy`, await stack.destroy());
      assert.equal(run.changes["delete"], resources + 1);
    });
  });
}

describe("the window in which a new bucket has no policy", () => {
  it("ends with the next call that changes the bucket", async () => {
    const stack = await makeStack(engine(), "window", "component", { args: { retention: "Destroy" } });
    engine().proxy.reset();
    await stack.up();
    const calls = engine().proxy.calls();
    const made = calls.findIndex(({ operation }) => operation === "CreateBucket");
    const closed = calls.findIndex(({ operation }) => operation === "PutBucketPolicy");
    const between = calls.slice(made + 1, closed);
    assert.ok(made >= 0 && closed > made);
    // The key's policy names the bucket too, and is put beside its policy.
    assert.deepEqual(
      between.filter(({ mutating, operation }) => mutating && operation !== "PutKeyPolicy"),
      [],
    );
    const milliseconds = (calls[closed]?.answeredAt ?? NaN) - (calls[made]?.answeredAt ?? NaN);
    assert.ok(milliseconds > 0);
    say(`      window: ${Math.round(milliseconds)} ms, ${between.length} reading calls in it`);
    await stack.destroy();
  });
});

describe("what the component costs beside the same resources written flat", () => {
  it("is shown", () => reportCosts());
});
