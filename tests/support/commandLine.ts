import { join } from "node:path";
import { NO_COLOURS } from "../../cli/printer";
import { run } from "../../cli/program";

/** What one command line came to. */
export interface CommandResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** The directory of a fixture program. */
export function fixture(name: string): string {
  return join(__dirname, "..", "fixtures", name);
}

/** Runs a command line in this process; a previewed program still gets a process of its own. */
export async function commandLine(...args: string[]): Promise<CommandResult> {
  let stdout = "";
  let stderr = "";
  const exitCode = await run(args, {
    out: (text) => (stdout += text),
    error: (text) => (stderr += text),
    colours: NO_COLOURS,
    errorColours: NO_COLOURS,
  });
  return { exitCode, stdout, stderr };
}

/** Previews a fixture program. */
export function preview(name: string, ...args: string[]): Promise<CommandResult> {
  return commandLine("preview", "--cwd", fixture(name), ...args);
}
