import { Command } from "commander";
import type { Printer } from "../printer";
import { WrongUse } from "../wrongUse";
import { Answers } from "./answers";
import { configFor } from "./config";
import { checkPageFile } from "./pageFile";
import { readProject } from "./project";
import { startRecording } from "./record";
import type * as Reporting from "./report";
import { readStack } from "./stack";

interface PreviewOptions extends Reporting.ReportOptions {
  cwd: string;
  stack?: string;
  config: string[];
  answer: string[];
}

const HELP = `
Runs the program in DIR as a first deployment would, without AWS, without credentials and without the network. Account
123456789012 and all ids are invented; secrets show as [secret]; AWS_* and PULUMI_* variables are not passed on.

What only AWS or another stack could tell is asked for by name. Answer it with --answer:
  a function          --answer 'aws:ec2:getVpc={"id":"vpc-1"}'
  a StackReference    --answer 'stack:acme/network/prod={"vpcId":"vpc-1"}'
  an existing one     --answer 'read:aws:s3/bucket:Bucket::logs={"bucket":"logs","arn":"arn:aws:s3:::logs"}'
  a method            --answer 'call:TOKEN={...}'
  a plugin component  --answer 'component:TYPE={...}'

Exit code: 0 all as promised, 1 something is not or the program fails, 2 wrong use.`;

/** The `preview` command. */
export function previewCommand(printer: Printer, finish: (exitCode: number) => void): Command {
  const collect = (value: string, all: string[]): string[] => [...all, value];
  return new Command("preview")
    .description("show what a program would create, and what happens to every kind of upload")
    .option("--cwd <dir>", "directory that holds Pulumi.yaml", ".")
    .option("--stack <name>", "stack whose configuration to use (default: the only one, or dev)")
    .option("--config <key=value>", "configuration value, over that of the stack; repeatable", collect, [])
    .option("--answer <token=json>", "what AWS or another stack would answer; repeatable", collect, [])
    .option("--policies", "show the policies as JSON")
    .option("--json", "print one JSON document and nothing else")
    .option("--markdown", "print a summary for a pull request")
    .option("--html <file>", "also write one page for a reviewer, which needs no other file")
    .option("--verbose", "show stack traces and debug messages")
    .addHelpText("after", HELP)
    .action(async (options: PreviewOptions) => finish(await preview(options, printer)));
}

async function preview(options: PreviewOptions, printer: Printer): Promise<number> {
  if (options.json && options.markdown)
    throw new WrongUse("--json and --markdown exclude each other; give one");
  if (options.html !== undefined) checkPageFile(options.html);
  const project = readProject(options.cwd);
  const stack = readStack(project, options.stack);
  const config = configFor(project, stack, options.config);
  const answers = new Answers(options.answer);
  const running = await startRecording(project, stack.name, config, answers);
  // Loaded only now: the program takes its time to start, and this is free meanwhile.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { report } = require("./report") as typeof Reporting;
  return report({ ...(await running.finished), project, stack, answers }, options, printer);
}
