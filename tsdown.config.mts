import { defineConfig, type UserConfig } from "tsdown";

const common: UserConfig = {
  format: "cjs",
  platform: "node",
  target: "node20",
  outDir: "dist",
  fixedExtension: false,
  clean: false,
  dts: true,
  report: false,
  checks: { pluginTimings: false },
};

// The component runs inside its users' programs: its code stays readable, so that a stack trace needs no source map.
// The simulator and the command are packed tight, in one go, because the command holds the simulator.
export default defineConfig([
  { ...common, entry: { index: "components/index.ts" }, outputOptions: { comments: false } },
  {
    ...common,
    entry: { simulator: "simulator/index.ts", testing: "testing/index.ts", cli: "cli/main.ts" },
    minify: true,
    // It is loaded by its name into the program's process, so it stays a file of its own.
    copy: "cli/preview/sparing.cjs",
  },
]);
