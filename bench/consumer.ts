import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD, ROOT } from "./folders";
import type { Progress } from "./interleaved";
import { run } from "./unmeasured";

const PROGRAM = `import { EncryptedBucket, Retention } from "encrypted-bucket";

export const bucketName = new EncryptedBucket("data", { retention: Retention.Destroy }).bucketName;
`;

/** A new user's project: the packed package, installed with the peers that this repository has, and one bucket. */
export function consumer(progress: Progress): string {
  const home = join(BUILD, "consumer");
  mkdirSync(home, { recursive: true });
  progress("packing the package and installing it");
  const [archive = ""] = run("npm", ["pack", "--silent", "--pack-destination", home], ROOT)
    .trim()
    .split("\n")
    .slice(-1);
  const manifest = join(home, "package.json");
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "name": "consumer", "private": true }\n');
  writeFileSync(join(home, "Pulumi.yaml"), "name: consumer\nruntime: nodejs\nmain: index.ts\n");
  writeFileSync(join(home, "Pulumi.dev.yaml"), "config:\n  aws:region: eu-central-1\n");
  writeFileSync(join(home, "index.ts"), PROGRAM);
  const peers = ["@pulumi/pulumi", "@pulumi/aws", "typescript", "ts-node"].map(
    (name) => `${name}@${installedVersion(name)}`,
  );
  run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", join(home, archive), ...peers], home);
  return home;
}

function installedVersion(name: string): string {
  const manifest = readFileSync(join(ROOT, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
