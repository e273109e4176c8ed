import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { USAGE_PRELOAD } from "./folders";

/** A whole command, as somebody would run it. */
export interface Command {
  /** What it is called in the table. */
  what: string;
  command: string;
  args: readonly string[];
  cwd: string;
  env?: Record<string, string>;
}

/** What one run of a command took. */
export interface Run {
  /** On the wall. */
  seconds: number;
  /** Of all its Node processes together. */
  cpuSeconds: number;
  /** Of the Node processes that were alive at once, each at its own peak. */
  peakBytes: number;
  stdout: string;
}

/** Runs a command once. Processes that are not Node's count for the time, not for CPU and memory. */
export function runOnce({ what, command, args, cwd, env = {} }: Command): Run {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const usageFile = join(folder, "usage");
  try {
    const start = process.hrtime.bigint();
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd,
      encoding: "utf8",
      maxBuffer: 2 ** 30,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        ...env,
        NO_COLOR: "1",
        NODE_OPTIONS: `--require "${USAGE_PRELOAD}"`,
        BENCH_USAGE: usageFile,
      },
    });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (error || status !== 0)
      throw new Error(`${what} ended with ${error?.message ?? status}:\n${stderr}${stdout}`);
    return { seconds, ...usageIn(usageFile), stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a process says of itself when it ends. */
export interface Usage {
  /** When it began and ended, in milliseconds. */
  from: number;
  to: number;
  cpuSeconds: number;
  peakBytes: number;
}

function usageIn(file: string): Pick<Run, "cpuSeconds" | "peakBytes"> {
  const processes = readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Usage);
  return { cpuSeconds: sum(processes.map(({ cpuSeconds }) => cpuSeconds)), peakBytes: peakOf(processes) };
}

/** Where most is alive at once, every process at its own peak: at most so much was in use. */
export function peakOf(processes: readonly Pick<Usage, "from" | "to" | "peakBytes">[]): number {
  const aliveAt = (time: number): number =>
    sum(processes.filter(({ from, to }) => from <= time && time <= to).map(({ peakBytes }) => peakBytes));
  return Math.max(...processes.map(({ from }) => aliveAt(from)));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
