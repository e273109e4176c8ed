import type { Profiler } from "node:inspector";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile } from "./compile";
import { ROOT } from "./folders";
import { run } from "./unmeasured";

/** What one process did. */
export interface ProcessProfile {
  /** Seconds that the process ran before the profile begins. */
  before: number;
  profile: Profiler.Profile;
}

/** Runs a command of ours with the profiler in each of its Node processes; the first started comes first. */
export function profilesOf(command: string, args: readonly string[]): ProcessProfile[] {
  const preload = join(compile(["profiler.ts"], "profiler"), "profiler.js");
  const folder = mkdtempSync(join(tmpdir(), "bench-profiles-"));
  try {
    run(command, args, ROOT, { BENCH_PROFILES: folder, NODE_OPTIONS: `--require "${preload}"` });
    return readdirSync(folder)
      .map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as ProcessProfile)
      .sort((a, b) => a.profile.startTime - b.profile.startTime);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
