import { writeFileSync } from "node:fs";
import { Session, type Profiler } from "node:inspector";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";
import type { ProcessProfile } from "./profiles";

/**
 * Loaded into every Node process of a command, by NODE_OPTIONS, which does not take --cpu-prof itself: writes the
 * process's CPU profile into the folder BENCH_PROFILES.
 */

const folder = process.env["BENCH_PROFILES"];
if (folder && isMainThread) {
  const before = process.uptime();
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.setSamplingInterval", { interval: 250 });
  session.post("Profiler.start");
  process.once("exit", () => {
    // In one process the answer comes before `post` returns.
    session.post("Profiler.stop", (_, answer?: Profiler.StopReturnType) => {
      if (!answer) return;
      const written: ProcessProfile = { before, profile: answer.profile };
      writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(written));
    });
  });
}
