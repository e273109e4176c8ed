import { join } from "node:path";
import { NO_COLOURS } from "../../cli/printer";
import { run } from "../../cli/program";
import { Answers } from "../../cli/preview/answers";
import { configFor } from "../../cli/preview/config";
import { readProject } from "../../cli/preview/project";
import { startRecording } from "../../cli/preview/record";
import { report, type ReportOptions } from "../../cli/preview/report";
import { readStack } from "../../cli/preview/stack";

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

/** Runs a fixture program once and shows it in several ways: starting it is what takes the time. */
export async function previewInWays(
  name: string,
  config: string[],
  ways: readonly ReportOptions[],
): Promise<CommandResult[]> {
  const project = readProject(fixture(name));
  const stack = readStack(project, undefined);
  const answers = new Answers([]);
  const running = await startRecording(project, stack.name, configFor(project, stack, config), answers);
  const finished = { ...(await running.finished), project, stack, answers };
  return ways.map((options) => {
    const result = { exitCode: 0, stdout: "", stderr: "" };
    result.exitCode = report(finished, options, {
      out: (text) => (result.stdout += text),
      error: (text) => (result.stderr += text),
      colours: NO_COLOURS,
      errorColours: NO_COLOURS,
    });
    return result;
  });
}
