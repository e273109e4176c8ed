import { symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation";

/** Where a stack stands, and what runs it. */
export interface Ground {
  readonly folder: string;
  /** The CLI. */
  readonly pulumi: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Makes a stack of a program under `programs/`. Its project lives in a folder of its own and points at the program
 * through a link: the engine writes the stack's configuration beside the project file, and the clone stays clean.
 */
export async function programStack(name: string, program: string, ground: Ground): Promise<Stack> {
  const { folder, pulumi, env } = ground;
  symlinkSync(resolve(__dirname, "../.."), join(folder, "clone"));
  const main = `clone/tests/e2e/programs/${program}/index.ts`;
  writeFileSync(join(folder, "Pulumi.yaml"), `name: e2e\nruntime: nodejs\nmain: ${main}\n`);
  return LocalWorkspace.createStack(
    { stackName: name, workDir: folder },
    {
      envVars: { ...env },
      pulumiHome: env["PULUMI_HOME"],
      // The Automation API finds a CLI by the root of its installation: `<root>/bin/pulumi`.
      pulumiCommand: await PulumiCommand.get({ root: dirname(dirname(pulumi)) }),
    },
  );
}
