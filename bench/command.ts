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
  /** The peaks of all its Node processes added up. */
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

function usageIn(file: string): Pick<Run, "cpuSeconds" | "peakBytes"> {
  const processes = readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Pick<Run, "cpuSeconds" | "peakBytes">);
  return {
    cpuSeconds: processes.reduce((sum, one) => sum + one.cpuSeconds, 0),
    peakBytes: processes.reduce((sum, one) => sum + one.peakBytes, 0),
  };
}
