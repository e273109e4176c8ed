import { type Engine, startEngine } from "./engine";
import { locate, missingText } from "./parts";
import { say } from "./progress";

let running: Engine | undefined;

/** The engine of this run: one emulator, one home, many stacks. */
export function engine(): Engine {
  if (running === undefined) throw new Error("the engine is not running: is tests/e2e/run.ts required?");
  return running;
}

/** Started once before all suites, ended after them; without the parts the run ends here, and says what is missing. */
export const mochaHooks = {
  async beforeAll(): Promise<void> {
    running = await startEngine();
    say(`AWS provider: ${running.provider}`);
  },
  async afterAll(): Promise<void> {
    await running?.stop();
  },
};

// The SDK's farewell to Node 20 would stand in the middle of every report.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

const { missing } = locate();
if (missing.length > 0) {
  say(missingText(missing));
  process.exit(1);
}
