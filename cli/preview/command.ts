import { Command } from "commander";
import type { Colours, Printer } from "../printer";
import { Answers } from "./answers";
import { configFor } from "./config";
import { diagnosticsOf, type Diagnostic } from "./diagnostics";
import { documentOf } from "./document";
import { failureOf } from "./failure";
import { readProject } from "./project";
import { record } from "./record";
import type * as Human from "./show/human";
import type * as Markdown from "./show/markdown";
import { readStack } from "./stack";
import type * as Views from "./view";
import { warningsFor } from "./warnings";

interface PreviewOptions {
  cwd: string;
  stack?: string;
  config: string[];
  answer: string[];
  policies?: true;
  json?: true;
  markdown?: true;
  verbose?: true;
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
    .option("--verbose", "show stack traces and debug messages")
    .addHelpText("after", HELP)
    .action(async (options: PreviewOptions) => finish(await preview(options, printer)));
}

async function preview(options: PreviewOptions, printer: Printer): Promise<number> {
  const project = readProject(options.cwd);
  const stack = readStack(project, options.stack);
  const config = configFor(project, stack, options.config);
  const answers = new Answers(options.answer);
  const warnings = warningsFor(project, stack);
  const { recording, ended } = await record(project, stack.name, config, answers);
  const failure = failureOf(recording, ended);
  const complaints = [...warnings, ...(failure ? [] : answers.unused())];
  complaints.forEach((warning) => printer.error(`${printer.errorColours.yellow("warning")}: ${warning}\n`));
  const diagnostics = diagnosticsOf(recording, ended, project.programDirectory, options.verbose === true);
  printer.error(diagnosticsText(diagnostics, printer.errorColours));
  if (failure) {
    const refusals = recording.refusals.map((refusal) => recording.secrets.scrub(refusal));
    printer.error(
      [...refusals, failure].map((line) => `${printer.errorColours.red("error")}: ${line}\n`).join(""),
    );
    return 1;
  }
  // Loaded now and not before: until here the program's own process needed the time.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { viewOf, holds } = require("./view") as typeof Views;
  const view = viewOf(recording);
  printer.out(resultText(view, options, printer.colours));
  if (options.json) view.problems.forEach((problem) => printer.error(`error: ${problem}\n`));
  return holds(view) ? 0 : 1;
}

function resultText(view: Views.View, options: PreviewOptions, colours: Colours): string {
  if (options.json) return `${JSON.stringify(documentOf(view), null, 2)}\n`;
  if (options.markdown) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return (require("./show/markdown") as typeof Markdown).markdownText(view);
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require("./show/human") as typeof Human).humanText(view, {
    policies: options.policies === true,
    colours,
  });
}

function diagnosticsText(diagnostics: readonly Diagnostic[], colours: Colours): string {
  if (diagnostics.length === 0) return "";
  const about = [...new Set(diagnostics.map((diagnostic) => diagnostic.about))];
  const blocks = about.map((resource) => {
    const messages = diagnostics
      .filter((diagnostic) => diagnostic.about === resource)
      .map(({ severity, message }) => {
        const text = severity === "info" ? message : `${severityText(severity, colours)}: ${message}`;
        return text.replace(/^(?=.)/gm, "    ");
      });
    return `  ${resource}:\n${messages.join("\n")}`;
  });
  return `Diagnostics:\n${blocks.join("\n\n")}\n\n`;
}

function severityText(severity: Diagnostic["severity"], colours: Colours): string {
  return severity === "error"
    ? colours.red(severity)
    : severity === "warning"
      ? colours.yellow(severity)
      : severity;
}
