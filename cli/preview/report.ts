import type { Colours, Printer } from "../printer";
import type { Answers } from "./answers";
import { diagnosticsOf, type Diagnostic } from "./diagnostics";
import { documentOf } from "./document";
import { failureOf } from "./failure";
import type { HostResult } from "./host";
import { writePage } from "./pageFile";
import type { Project } from "./project";
import type { Recording } from "./recording";
import { pageText } from "./show/html/page";
import { humanText } from "./show/human";
import { markdownText } from "./show/markdown";
import type { Stack } from "./stack";
import { holds, viewOf, type View } from "./view";
import { warningsFor } from "./warnings";

/** How a preview is to be shown. */
export interface ReportOptions {
  policies?: true;
  json?: true;
  markdown?: true;
  /** The file for the page. */
  html?: string;
  verbose?: true;
}

/** A run that is over. */
export interface FinishedRun {
  recording: Recording;
  ended: HostResult;
  project: Project;
  stack: Stack;
  answers: Answers;
}

/** Shows what came of a run and returns the exit code. A program that failed gives nothing to judge, so no result. */
export function report(run: FinishedRun, options: ReportOptions, printer: Printer): number {
  const { recording, ended, project, stack, answers } = run;
  const colours = printer.errorColours;
  const failure = failureOf(recording, ended);
  const warnings = [...warningsFor(project, stack), ...(failure ? [] : answers.unused())];
  const diagnostics = diagnosticsOf(recording, ended, project.programDirectory, options.verbose === true);
  printer.error(labelled(colours.yellow("warning"), warnings));
  printer.error(diagnosticsText(diagnostics, colours));
  if (failure) {
    const refusals = recording.refusals.map((refusal) => recording.secrets.scrub(refusal));
    const unwritten = options.html === undefined ? "" : `; ${options.html} was not written`;
    printer.error(labelled(colours.red("error"), [...refusals, failure + unwritten]));
    return 1;
  }
  const view = viewOf(recording);
  if (options.html !== undefined) {
    writePage(options.html, pageText(view));
    printer.error(`written: ${options.html}\n`);
  }
  printer.out(resultText(view, options, printer.colours));
  if (options.json) printer.error(labelled(colours.red("error"), view.problems));
  return holds(view) ? 0 : 1;
}

function labelled(label: string, lines: readonly string[]): string {
  return lines.map((line) => `${label}: ${line}\n`).join("");
}

function resultText(view: View, options: ReportOptions, colours: Colours): string {
  if (options.json) return `${JSON.stringify(documentOf(view), null, 2)}\n`;
  if (options.markdown) return markdownText(view);
  return humanText(view, { policies: options.policies === true, colours });
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
