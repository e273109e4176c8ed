import { say } from "./progress";
import type { Run } from "./stack";

const rows: { what: string; run: Run }[] = [];

/** Notes what a run cost; the report at the end of the suite shows them side by side. */
export function note(what: string, run: Run): Run {
  rows.push({ what, run });
  return run;
}

/** Prints what was noted. */
export function reportCosts(): void {
  say("");
  say(`  ${"run".padEnd(34)} ${"seconds".padStart(8)} ${"API calls".padStart(10)} ${"mutating".padStart(9)}`);
  for (const { what, run } of rows) {
    const seconds = (run.milliseconds / 1000).toFixed(1);
    say(
      `  ${what.padEnd(34)} ${seconds.padStart(8)} ${String(run.calls).padStart(10)} ${String(run.mutating).padStart(9)}`,
    );
  }
}
