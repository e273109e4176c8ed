// Measures the tasks of one compiled file with tinybench, in a process of its own, and prints the median of each in
// seconds. Usage: node inProcess.mjs FILE
import { createRequire } from "node:module";
import { Bench } from "tinybench";

const { tasks, check } = createRequire(import.meta.url)(process.argv[2]);
await check();

const bench = new Bench({ time: 500, warmupTime: 250 });
for (const [name, { run }] of Object.entries(tasks)) bench.add(name, run);
await bench.run();

const measured = bench.tasks.map(({ name, result }) => {
  if (result.state !== "completed") throw new Error(`${name}: ${result.state} ${result.error ?? ""}`);
  return [name, { what: tasks[name].what, seconds: result.latency.p50 / 1e3 }];
});
process.stdout.write(JSON.stringify(Object.fromEntries(measured)));
