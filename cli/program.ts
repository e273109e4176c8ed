import { Command, CommanderError } from "commander";
import type { Printer } from "./printer";
import { WrongUse } from "./wrongUse";

/** Makes a command; `finish` takes its exit code. */
export type CommandFactory = (printer: Printer, finish: (exitCode: number) => void) => Command;

/** The commands, each loaded only when it is asked for or listed. */
const COMMANDS: Record<string, () => CommandFactory> = {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  preview: () => (require("./preview/command") as { previewCommand: CommandFactory }).previewCommand,
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  check: () => (require("./check/command") as { checkCommand: CommandFactory }).checkCommand,
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  review: () => (require("./review/command") as { reviewCommand: CommandFactory }).reviewCommand,
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  verify: () => (require("./verify/command") as { verifyCommand: CommandFactory }).verifyCommand,
};

/** The exit code of wrong use. */
const WRONG_USE = 2;

/** Runs one command line and returns its exit code. Nothing here ends the process, so tests call it too. */
export async function run(args: readonly string[], printer: Printer): Promise<number> {
  let exitCode = 0;
  const program = new Command("encrypted-bucket")
    .description("An S3 bucket that only takes objects encrypted under your key, and can show it.")
    .exitOverride()
    .configureOutput({ writeOut: printer.out, writeErr: printer.error, getOutHasColors: () => false });
  for (const command of commandsFor(args[0])) {
    program.addCommand(command(printer, (code) => (exitCode = code)).copyInheritedSettings(program));
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE;
    if (!(error instanceof WrongUse)) throw error;
    printer.error(error.message.replace(/^/gm, `${printer.errorColours.red("error")}: `) + "\n");
    return WRONG_USE;
  }
}

function commandsFor(name: string | undefined): CommandFactory[] {
  const asked = name === undefined ? undefined : COMMANDS[name];
  return asked ? [asked()] : Object.values(COMMANDS).map((load) => load());
}
