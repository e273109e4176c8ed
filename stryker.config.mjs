/** @see docs/mutation.md */
export default {
  testRunner: "mocha",
  mochaOptions: { config: "tests/mutation/.mocharc.json" },
  mutate: ["policy/**/*.ts", "simulator/**/*.ts"],
  coverageAnalysis: "perTest",
  /* A constant is made when its file is loaded: each change of one takes a new process and every test. */
  ignoreStatic: !process.env.DEEP,
  incremental: true,
  incrementalFile: "reports/mutation/incremental.json",
  concurrency: 2,
  /* Enough for a busy machine; only a loop that does not end is to be cut off. */
  timeoutMS: 10_000,
  reporters: ["clear-text", "progress-append-only", "html", "json"],
  clearTextReporter: { allowColor: false, logTests: false },
  warnings: { slow: false },
  thresholds: { high: 98, low: 95, break: 95 },
};
