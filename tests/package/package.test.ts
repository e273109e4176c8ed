import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const { peerDependencies, dependencies } = JSON.parse(
  readFileSync(join(ROOT, "package.json"), "utf8"),
) as Record<"peerDependencies" | "dependencies", Record<string, string>>;

/** The oldest peers of the declared ranges, and the newest there are. */
const PEERS = {
  oldest: ["@pulumi/pulumi", "@pulumi/aws"].map(
    (name) => `${name}@${(peerDependencies[name] ?? "").replace("^", "")}`,
  ),
  newest: ["@pulumi/pulumi@3", "@pulumi/aws@7"],
};

const CONSUMER = `
import * as pulumi from "@pulumi/pulumi";
import { EncryptedBucket, Enforcement, Retention, writeStatements, type EncryptedBucketArgs } from "encrypted-bucket";
import { runCases, type SimulatedBucket } from "encrypted-bucket/simulator";
import { mockAws, simulate } from "encrypted-bucket/testing";

const args: EncryptedBucketArgs = {
  enforcement: Enforcement.EffectiveKey,
  retention: Retention.Destroy,
  policyStatements: writeStatements({ sid: "AllowPartner", principals: ["arn:aws:iam::444455556666:role/partner"] }),
};
export async function main(): Promise<pulumi.Output<string>> {
  await mockAws();
  const made = new EncryptedBucket("reports", args);
  const broken = (await simulate(made)).filter(({ holds }) => !holds);
  if (broken.length > 0) throw new Error(JSON.stringify(broken));
  return made.bucketName;
}
export const judge: (bucket: SimulatedBucket) => number = (bucket) =>
  runCases(bucket, { enforcement: "EffectiveKey", encryption: "aws:kms", keyUse: "ThroughS3", users: false, administrators: false }).length;
`;

const PROGRAM = `
const { EncryptedBucket } = require("encrypted-bucket");
const reports = new EncryptedBucket("reports", { retention: "Destroy" });
exports.bucketName = reports.bucketName;
`;

/** Strict, and with our own types checked: without skipLibCheck those of Pulumi would be on trial too. */
function compilerOptions(module: string): object {
  return {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: false,
    target: "ES2022",
    module,
    moduleResolution: module,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
}

describe("the packed package", function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), "encrypted-bucket-package-"));
  let archive = "";
  let packed: { size: number; files: { path: string }[] };

  before(() => {
    const output = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const answer = JSON.parse(output.slice(output.search(/^[[{]/m))) as unknown;
    const [one] = (Array.isArray(answer) ? answer : Object.values(answer as object)) as ({
      filename: string;
    } & typeof packed)[];
    assert.ok(one);
    packed = one;
    archive = join(folder, one.filename);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("is under 115 kB", () => {
    assert.ok(packed.size < 115_000, `${packed.size} bytes`);
  });

  it("holds the build, its types, and nothing of the repository's own", () => {
    const others = packed.files
      .map(({ path }) => path)
      .filter((path) => !/^dist\/[^/]+\.(js|d\.ts)$/.test(path));
    assert.deepEqual(others.sort(), ["LICENSE", "README.md", "package.json"]);
  });

  it("brings few dependencies", () => {
    assert.deepEqual(Object.keys(dependencies).sort(), ["cli-table3", "commander", "picocolors", "yaml"]);
  });

  for (const [age, peers] of Object.entries(PEERS)) {
    describe(`installed with the ${age} peers`, () => {
      const home = join(folder, age);
      const run = (
        command: string,
        ...args: string[]
      ): { status: number | null; stdout: string; stderr: string } =>
        spawnSync(command, args, { cwd: home, encoding: "utf8" });

      before(() => {
        mkdirSync(home);
        writeFileSync(
          join(home, "package.json"),
          JSON.stringify({ name: "consumer", private: true, main: "index.js" }),
        );
        writeFileSync(join(home, "Pulumi.yaml"), "name: consumer\nruntime: nodejs\nmain: index.js\n");
        writeFileSync(join(home, "Pulumi.dev.yaml"), "config:\n  aws:region: eu-central-1\n");
        writeFileSync(join(home, "index.js"), PROGRAM);
        writeFileSync(join(home, "consumer.ts"), CONSUMER);
        writeFileSync(join(home, "consumer.mts"), CONSUMER);
        const { status, stderr } = run(
          "npm",
          "install",
          "--no-audit",
          "--no-fund",
          archive,
          ...peers,
          "typescript@5.9",
          "ts-node@10",
        );
        assert.equal(status, 0, stderr);
      });

      for (const [kind, file] of [
        ["CommonJS", "consumer.ts"],
        ["ESM", "consumer.mts"],
      ] as const) {
        it(`compiles in a strict TypeScript program, as ${kind}`, () => {
          writeFileSync(
            join(home, "tsconfig.json"),
            JSON.stringify({ compilerOptions: compilerOptions("Node16"), files: [file] }),
          );
          const { status, stdout } = run("npx", "tsc", "-p", ".");
          assert.equal(status, 0, stdout);
        });
      }

      it("runs from JavaScript, with its simulator and test helpers", () => {
        const script = `
          const { mockAws, simulate } = require("encrypted-bucket/testing");
          const { EncryptedBucket } = require("encrypted-bucket");
          const { CASES } = require("encrypted-bucket/simulator");
          mockAws().then(() => simulate(new EncryptedBucket("reports"))).then((results) => {
            console.log(CASES.length > 50, results.length > 50, results.every(({ holds }) => holds));
          });`;
        const { stdout, stderr } = run("node", "-e", script);
        assert.equal(stdout.trim(), "true true true", stderr);
      });

      it("previews a new user's program offline", () => {
        const { status, stdout, stderr } = run("npx", "encrypted-bucket", "preview");
        assert.equal(status, 0, stderr);
        assert.match(stdout, /all go as promised/);
      });
    });
  }
});
