import { isDeepStrictEqual } from "node:util";
import { join } from "node:path";
import { runOnce, type Command } from "../command";
import { BENCH } from "../folders";
import { interleavedWarm } from "../interleaved";
import { bundle } from "../compile";
import type { Entry } from "../results";
import type { Row } from "../row";
import { entryOfRuns } from "../statistics";

const COUNTS = [1, 50, 200, 1000] as const;
type Count = (typeof COUNTS)[number];

/** How many rounds of each: from 200 buckets on one takes minutes. */
const ROUNDS: Record<Count, (runs: number) => number> = {
  1: (runs) => runs,
  50: (runs) => Math.ceil(runs / 2),
  200: (runs) => Math.ceil(runs / 2),
  1000: () => 1,
};

/** What the component costs over its own resources written by hand. */
export const scaleRow: Row = {
  id: "scale",
  title: "The component beside the same resources written flat",
  async measure({ runs, progress }) {
    const build = bundle(["programs/component.ts", "programs/flat.ts", "programs/record.ts"], "scale");
    progress("comparing what the two programs register");
    refuseDifferentPrograms(build);
    const pairs = {} as Record<Count, [component: Entry, flat: Entry]>;
    for (const count of COUNTS) {
      const commands = [recording(build, "component", count), recording(build, "flat", count)];
      const [component, flat] = interleavedWarm(commands, ROUNDS[count](runs), progress).map(
        (measured, index) => entryOfRuns(commands[index]?.what ?? "", measured),
      ) as [Entry, Entry];
      component.times = { flat: component.median / flat.median };
      pairs[count] = [component, flat];
      if (count === 1) continue;
      component.slope = (component.median - pairs[1][0].median) / (count - 1);
      flat.slope = (flat.median - pairs[1][1].median) / (count - 1);
    }
    return {
      entries: COUNTS.flatMap((count) => pairs[count]),
      bars: [
        {
          what: "the component with 200 buckets, beside flat",
          measured: pairs[200][0].median / pairs[200][1].median,
          must: "below",
          limit: 1.1,
          unit: "×",
          gates: true,
        },
        {
          what: "one more bucket: up to 1,000, beside up to 50",
          measured: (pairs[1000][0].slope ?? NaN) / (pairs[50][0].slope ?? NaN),
          must: "below",
          limit: 1.25,
          unit: "×",
          gates: true,
        },
      ],
    };
  },
};

function recording(
  build: string,
  program: "component" | "flat",
  count: number,
  ...further: string[]
): Command {
  const number = new Intl.NumberFormat("en-GB").format(count);
  return {
    what: `${number} ${count === 1 ? "bucket" : "buckets"}, ${program}`,
    command: process.execPath,
    args: [join(build, "record.js"), join(BENCH, "programs"), `${program}.js`, String(count), ...further],
    cwd: build,
  };
}

/** The comparison is only fair while both programs register the very same. */
function refuseDifferentPrograms(build: string): void {
  const [component, flat] = [registered(build, "component"), registered(build, "flat")];
  const names = [...new Set([...component.keys(), ...flat.keys()])];
  const different = names.filter((name) => !isDeepStrictEqual(component.get(name), flat.get(name)));
  if (different.length > 0)
    throw new Error(`programs/flat.ts registers something else than the component: ${different.join(", ")}`);
}

function registered(build: string, program: "component" | "flat"): Map<string, object> {
  const resources = JSON.parse(runOnce(recording(build, program, 1, "--show")).stdout) as { name: string }[];
  return new Map(resources.map((resource) => [resource.name, resource]));
}
