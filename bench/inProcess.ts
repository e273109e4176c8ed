import { join } from "node:path";
import { BENCH } from "./folders";
import type { Progress } from "./interleaved";
import { bundle } from "./compile";
import type { Entry } from "./results";
import { entryOf } from "./statistics";
import { run } from "./unmeasured";

/** What a file in `measured/` exports as `tasks`, beside a `check` that they do what they should. */
export type Tasks = Record<string, Task>;

interface Task {
  /** What it is called in the table. */
  what: string;
  run: () => unknown;
}

type Measured<T> = Record<keyof T, { what: string; seconds: number }>;

/**
 * Measures the tasks of a file in `measured/` in one process after the other, so that no compiler's luck decides. An
 * entry holds the medians of the processes.
 */
export function measureTasks<T extends Tasks>(
  name: string,
  rounds: number,
  progress: Progress,
): Record<keyof T, Entry> {
  const file = join(bundle([`measured/${name}.ts`], "measured"), `${name}.js`);
  const measured: Measured<T>[] = [];
  for (let round = 1; round <= rounds; round++) {
    progress(`${name}, ${round} of ${rounds}`);
    measured.push(
      JSON.parse(run(process.execPath, [join(BENCH, "inProcess.mjs"), file], BENCH)) as Measured<T>,
    );
  }
  const [first] = measured;
  return Object.fromEntries(
    Object.keys(first ?? {}).map((task) => [
      task,
      entryOf(
        first?.[task]?.what ?? task,
        measured.map((one) => one[task]?.seconds ?? NaN),
      ),
    ]),
  ) as Record<keyof T, Entry>;
}
