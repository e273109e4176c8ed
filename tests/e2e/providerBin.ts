import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type { Parts } from "./parts";
import { ANNOUNCEMENT } from "./standin/announce";

/** The folder to put on PATH so that the engine finds an AWS provider, and what that provider is called. */
export function providerBin(parts: Parts, folder: string): { path: string; name: string } {
  if (parts.officialProvider !== undefined) {
    return {
      path: dirname(parts.officialProvider),
      name: `official AWS provider (${parts.officialProvider})`,
    };
  }
  const root = resolve(__dirname, "../..");
  const load = createRequire(join(root, "package.json"));
  const { version } = load("@pulumi/aws/package.json") as { version: string };
  const script = join(folder, "pulumi-resource-aws");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    script,
    [
      "#!/bin/sh",
      `export TS_NODE_PROJECT='${join(root, "tsconfig.json")}' STANDIN_VERSION='${version}'`,
      `exec '${process.execPath}' -r '${load.resolve("ts-node/register/transpile-only")}' '${join(__dirname, "standin/main.ts")}' "$@"`,
      "",
    ].join("\n"),
  );
  chmodSync(script, 0o755);
  return { path: folder, name: ANNOUNCEMENT };
}
