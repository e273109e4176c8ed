import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { compile } from "./compile";
import { BENCH, BUILD, MODULES } from "./folders";
import type { Progress } from "./interleaved";
import { run } from "./unmeasured";

/** Makes ready what every measured command is run with. */
export function prepare(progress: Progress): void {
  mkdirSync(BUILD, { recursive: true });
  if (!isInstalled()) {
    progress("installing the benchmark's own packages (npm ci in bench/)");
    run("npm", ["ci", "--no-audit", "--no-fund"], BENCH);
  }
  compile(["usage.ts"], "usage");
}

/** What is compared with is installed here and not in the project, which has no use for it. */
function isInstalled(): boolean {
  const installed = join(MODULES, ".package-lock.json");
  return (
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(BENCH, "package-lock.json")).mtimeMs
  );
}
