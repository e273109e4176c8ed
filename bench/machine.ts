import { cpus, loadavg, release, totalmem, type } from "node:os";
import type { Machine } from "./results";

/** The machine this runs on, as far as it matters for the numbers. */
export function machine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
    node: process.version,
  };
}

/** How many processes wanted to run during the last minute. */
export function loadAverage(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}
