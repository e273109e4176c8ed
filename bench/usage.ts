import { appendFileSync, readFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
import type { Usage } from "./command";

/** Loaded into every Node process of a measured command, by NODE_OPTIONS: writes down what the process used. */

const file = process.env["BENCH_USAGE"];
if (file && isMainThread) {
  process.once("exit", () => {
    const { user, system } = process.cpuUsage();
    const usage: Usage = {
      from: performance.timeOrigin,
      to: Date.now(),
      cpuSeconds: (user + system) / 1e6,
      peakBytes: peakBytes(),
    };
    appendFileSync(file, `${JSON.stringify(usage)}\n`);
  });
}

/** Linux counts the parent's memory into what `getrusage` says of a child; where there is /proc, that is asked. */
function peakBytes(): number {
  try {
    const [, kibibytes] = /^VmHWM:\s*(\d+)/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    return Number(kibibytes) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
