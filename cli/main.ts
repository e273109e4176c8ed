#!/usr/bin/env node
import { processPrinter } from "./printer";
import { run } from "./program";

void run(process.argv.slice(2), processPrinter()).then((exitCode) => {
  process.exitCode = exitCode;
});
