import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildInto } from "./atomic";
import { pulumiRoot, VERSIONS } from "./cache";
import { run, say } from "./progress";

const SDK = "github.com/pulumi/pulumi/sdk/v3";
const CLI = "github.com/pulumi/pulumi/pkg/v3";

/** Builds the Pulumi CLI and the Node language host from the Go module proxy. */
export async function buildPulumi(missing: readonly string[]): Promise<void> {
  say("Building the Pulumi CLI and its Node host from source: about five minutes on two cores.");
  const names = [
    ...(missing.includes("pulumi") ? ["pulumi"] : []),
    ...(missing.includes("languageHost") ? ["pulumi-language-nodejs"] : []),
  ];
  await buildInto(pulumiRoot(), names, async (scratch) => {
    const built: Record<string, string> = {};
    for (const name of names) built[name] = await build(scratch, name);
    return built;
  });
}

async function build(scratch: string, name: string): Promise<string> {
  const cli = name === "pulumi";
  const version = cli ? VERSIONS.pulumi : VERSIONS.languageHost;
  const main = cli ? `${CLI}/cmd/pulumi` : `${SDK}/nodejs/cmd/pulumi-language-nodejs`;
  const folder = join(scratch, name === "pulumi" ? "cli" : "host");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "go.mod"),
    cli ? cliModule(version) : `module scratch\ngo 1.26\nrequire ${SDK} v${version}\n`,
  );
  writeFileSync(join(folder, "tools.go"), `//go:build tools\n\npackage scratch\n\nimport _ "${main}"\n`);
  const options = { cwd: folder, env: { ...process.env, GOFLAGS: "", CGO_ENABLED: "0" } };
  await run(`${name} ${version}: fetching modules`, "go", ["mod", "tidy"], options);
  const flags = `-s -w -X ${SDK}/go/common/version.Version=v${version}`;
  const output = join(folder, name);
  await run(
    `${name} ${version}: compiling`,
    "go",
    ["build", "-v", "-ldflags", flags, "-o", output, main],
    options,
  );
  return output;
}

/** The replacement is the one Pulumi's own module names; a requiring module has to repeat it. */
function cliModule(version: string): string {
  const fork = "github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e";
  return [
    "module scratch",
    "go 1.26",
    `require (\n  ${CLI} v${version}\n  ${SDK} v${version}\n)`,
    `replace github.com/atotto/clipboard => ${fork}`,
    "",
  ].join("\n");
}
