// How long `preview` of the dev stack takes, beside the bare import of Pulumi and the AWS SDK. Medians of interleaved
// runs, so that both see the same machine. Usage: node bench/preview.mjs [RUNS]
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const runs = Number(process.argv[2] ?? 7);
const COMMANDS = {
  floor: ["-e", 'require("@pulumi/pulumi");const a=require("@pulumi/aws");a.s3.Bucket;a.kms.Key'],
  preview: ["--require", "tsx/cjs", "cli/main.ts", "preview", "--stack", "dev"],
};

const seconds = { floor: [], preview: [] };
for (let run = 0; run < runs; run++) {
  for (const [name, args] of Object.entries(COMMANDS)) {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    if (status !== 0) throw new Error(`${name} exited with ${status}: ${stderr}`);
    seconds[name].push(Number(process.hrtime.bigint() - start) / 1e9);
  }
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const [floor, preview] = [median(seconds.floor), median(seconds.preview)];
const bar = 3 * floor + 1;
console.log(
  `floor ${floor.toFixed(2)} s, preview ${preview.toFixed(2)} s, bar 3 x floor + 1 s = ${bar.toFixed(2)} s, Node ${process.version}`,
);
if (preview > bar) {
  console.error("preview is slower than its bar");
  process.exitCode = 1;
}
