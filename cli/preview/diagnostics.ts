import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { HostResult } from "./host";
import { typeToken } from "./names";
import type { LogEntry, Recording } from "./recording";

/** What the program or the SDK said, as a user of `pulumi preview` would see it. */
export interface Diagnostic {
  severity: "info" | "warning" | "error" | "debug";
  /** The resource it is about, `type (name)`. */
  about: string;
  message: string;
}

const STACK_TYPE = "pulumi:pulumi:Stack";
const FRAME = /^\s+at .+$/;

/** All that was said during a run, secrets replaced. Stack traces only when `verbose`. */
export function diagnosticsOf(
  recording: Recording,
  ended: HostResult,
  programDirectory: string,
  verbose: boolean,
): Diagnostic[] {
  const tidy = (text: string): string =>
    recording.secrets
      .scrub(verbose ? stripVTControlCharacters(text) : withoutTrace(text, programDirectory))
      .trimEnd();
  const about = `${STACK_TYPE} (${recording.project}-${recording.stack})`;
  const printed = [ended.stdout, ended.stderr].map(tidy).filter((text) => text !== "");
  const logged = recording.logs
    .filter((entry) => verbose || entry.severity !== "debug")
    .filter((entry) => !repeatsRefusal(entry, recording.refusals));
  return [
    ...printed.map((message): Diagnostic => ({ severity: "info", about, message })),
    ...logged.map(({ severity, message, urn }) => ({
      severity,
      about: urn === "" ? about : recording.secrets.scrub(aboutResource(urn)),
      message: tidy(message),
    })),
  ];
}

/** The program reports every refusal again, as an error of its own. */
function repeatsRefusal({ severity, message }: LogEntry, refusals: readonly string[]): boolean {
  return severity === "error" && refusals.some((refusal) => message.includes(refusal));
}

function aboutResource(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return `${typeToken(types.slice(types.lastIndexOf("$") + 1))} (${name})`;
}

/** The message of an error without its trace, but with the line of the program that it came from. */
function withoutTrace(text: string, programDirectory: string): string {
  const lines = stripVTControlCharacters(text)
    .replace(/^Running program '.*' failed with an unhandled exception:\n/, "")
    .replace(/^<ref \*\d+> /, "")
    .split("\n");
  const first = lines.findIndex((line) => FRAME.test(line));
  if (first < 1) return lines.filter((line) => !FRAME.test(line)).join("\n");
  const origin = originIn(lines, programDirectory);
  const message = lines.slice(0, first).join("\n");
  return origin ? `${message} (${origin})` : message;
}

function originIn(lines: readonly string[], programDirectory: string): string | undefined {
  for (const line of lines) {
    const [, file, at] = FRAME.test(line)
      ? (/\(?((?:\/|[A-Za-z]:\\)[^():]+):(\d+:\d+)\)?$/.exec(line) ?? [])
      : [];
    if (!file?.startsWith(programDirectory) || file.includes("node_modules")) continue;
    return `${relative(programDirectory, file)}:${at}`;
  }
  return undefined;
}
