import { existsSync, readFileSync } from "node:fs";

/** What a benchmark found, as it is written down. */
export interface Results {
  machine: Machine;
  rows: RowResult[];
}

/** Where it was measured. */
export interface Machine {
  processor: string;
  cores: number;
  memoryBytes: number;
  system: string;
  node: string;
}

/** What one row of the benchmark found. */
export interface RowResult {
  id: string;
  title: string;
  measuredAt: string;
  /** The load average of the machine just before: above its cores, the numbers are worth little. */
  loadBefore: number;
  entries: Entry[];
  bars: Bar[];
}

/** One thing that was measured. */
export interface Entry {
  what: string;
  runs: number;
  /** Seconds: the median, and between what the runs lay. */
  median: number;
  low: number;
  high: number;
  cpuSeconds?: number;
  peakBytes?: number;
  /** What one more costs, in seconds: the slope from one on. */
  slope?: number;
  /** How many times as long as something else: its short name → ratio. */
  times?: Record<string, number>;
}

/** What a number must not pass. */
export interface Bar {
  what: string;
  measured: number;
  /** `below`: at most this; `above`: at least this. */
  must: "below" | "above";
  limit: number;
  unit: "s" | "×";
  /** False: shown, but nothing fails when it does not hold. */
  gates: boolean;
}

/** Whether a bar is kept. */
export function holds({ must, measured, limit }: Bar): boolean {
  return must === "below" ? measured <= limit : measured >= limit;
}

/** Results that were written before, if there are any. */
export function readResults(file: string): Results | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Results) : undefined;
}

/** The results with some rows measured anew. Rows of two machines do not stand in one table. */
export function withRows(before: Results | undefined, now: Results): Results {
  if (!before || JSON.stringify(before.machine) !== JSON.stringify(now.machine)) return now;
  const kept = before.rows.filter(({ id }) => !now.rows.some((row) => row.id === id));
  return { ...now, rows: [...kept, ...now.rows] };
}
