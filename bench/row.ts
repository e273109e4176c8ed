import type { Progress } from "./interleaved";
import type { RowResult } from "./results";

/** One part of the benchmark, which can be run alone. */
export interface Row {
  /** As `--only` takes it. */
  id: string;
  title: string;
  measure(options: MeasureOptions): Promise<Pick<RowResult, "entries" | "bars">>;
}

export interface MeasureOptions {
  /** How often a command that takes a second or two is run; longer ones fewer times. */
  runs: number;
  progress: Progress;
}
