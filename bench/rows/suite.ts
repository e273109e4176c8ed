import { runOnce } from "../command";
import { ROOT } from "../folders";
import type { Row } from "../row";
import { entryOfRuns } from "../statistics";

const [TESTS, CHECK] = ["npm test", "npm run check"] as const;

/** What a developer waits for. Once each: they are long, and a suite that has just run starts warm. */
export const suiteRow: Row = {
  id: "suite",
  title: "The tests",
  async measure({ progress }) {
    const once = (what: string): ReturnType<typeof entryOfRuns> => {
      progress(what);
      const [command = "", ...args] = what.split(" ");
      return entryOfRuns(what, [runOnce({ what, command, args, cwd: ROOT })]);
    };
    const [tests, check] = [once(TESTS), once(CHECK)];
    const bar = { must: "below", unit: "s", gates: true } as const;
    return {
      entries: [tests, check],
      bars: [
        { ...bar, what: TESTS, measured: tests.median, limit: 25 },
        { ...bar, what: CHECK, measured: check.median, limit: 60 },
      ],
    };
  },
};
