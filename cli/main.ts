#!/usr/bin/env node
import { processPrinter } from "./printer";
import { run } from "./program";

// Whoever reads the output may stop early, as `head` does: that is no error of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

void run(process.argv.slice(2), processPrinter()).then((exitCode) => {
  process.exitCode = exitCode;
});
