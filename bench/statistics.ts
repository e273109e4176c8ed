import type { Entry } from "./results";
import type { Run } from "./command";

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** The entry for seconds that were measured one by one. */
export function entryOf(what: string, seconds: readonly number[]): Entry {
  return {
    what,
    runs: seconds.length,
    median: median(seconds),
    low: Math.min(...seconds),
    high: Math.max(...seconds),
  };
}

/** The entry for runs of a command. */
export function entryOfRuns(what: string, runs: readonly Run[]): Entry {
  return {
    ...entryOf(
      what,
      runs.map(({ seconds }) => seconds),
    ),
    cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
    peakBytes: median(runs.map(({ peakBytes }) => peakBytes)),
  };
}
