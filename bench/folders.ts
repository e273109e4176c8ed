import { join } from "node:path";

export const BENCH = __dirname;
export const ROOT = join(BENCH, "..");
export const MODULES = join(BENCH, "node_modules");

/** All that a run makes; ignored by git. */
export const BUILD = join(BENCH, "build");

/** The numbers that docs/benchmarks.md shows. */
export const PUBLISHED_RESULTS = join(BENCH, "numbers.json");

/** The numbers of the last run. */
export const LAST_RESULTS = join(BUILD, "results.json");

/** What `usage.ts` is compiled to. */
export const USAGE_PRELOAD = join(BUILD, "usage", "usage.js");
