import { copyFileSync } from "node:fs";
import { basename, join } from "node:path";
import { BENCH, BUILD, MODULES, ROOT } from "./folders";
import { run } from "./unmeasured";

const SPARING = join(ROOT, "cli", "preview", "sparing.cjs");

/** Compiles TypeScript of this folder, file by file, to plain CommonJS in a folder of `build/`, which is returned. */
export function compile(entries: readonly string[], folder: string, ...options: string[]): string {
  const target = join(BUILD, folder);
  const sources = entries.map((entry) => join(BENCH, entry));
  const form = ["--platform=node", "--format=cjs", "--target=node20", "--log-level=warning"];
  run(join(MODULES, ".bin", "esbuild"), [...sources, ...form, `--outdir=${target}`, ...options], BENCH);
  return target;
}

/** As {@link compile}, each entry with all it imports in one file. Packages stay outside. */
export function bundle(entries: readonly string[], folder: string): string {
  const target = compile(entries, folder, "--bundle", "--packages=external");
  // What starts a program looks for this beside itself, as in the package.
  copyFileSync(SPARING, join(target, basename(SPARING)));
  return target;
}
