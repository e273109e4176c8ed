import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as kms from "@aws-sdk/client-kms";
import * as s3 from "@aws-sdk/client-s3";
import * as sts from "@aws-sdk/client-sts";
import { CommanderError, type Command } from "commander";
import { checkCommand } from "../../cli/check/command";
import { previewCommand } from "../../cli/preview/command";
import { NO_COLOURS, type Printer } from "../../cli/printer";
import { reviewCommand } from "../../cli/review/command";
import { verifyCommand } from "../../cli/verify/command";

const ROOT = join(__dirname, "..", "..");
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const OURS = { preview: previewCommand, check: checkCommand, review: reviewCommand, verify: verifyCommand };

/** What of the Pulumi CLI (3.259) the docs use: command → options. */
const PULUMI: Record<string, string[]> = {
  "stack init": [],
  "stack select": [],
  "stack export": ["--file"],
  "config set": ["--path", "--secret", "--stack"],
  preview: ["--json", "--stack", "--refresh", "--diff", "--import-file"],
  up: ["--stack", "--refresh", "--target", "--yes"],
  refresh: ["--stack"],
  destroy: ["--stack"],
  import: ["--file", "--stack", "--protect", "--generate-code"],
  install: [],
  "package add": [],
  "state unprotect": ["--stack"],
};

const CLIENTS: Record<string, object> = { kms, s3api: s3, sts };

/** The commands of a block, as words: without comments, and each part of a pipe for itself. */
export function commandsIn(code: string): string[][] {
  const lines = code.replace(/\\\n\s*/g, " ").split("\n");
  return lines
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter((line) => line !== "")
    .flatMap((line) => line.split(/\s*(?:&&|\|)\s*/))
    .map((command) =>
      [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? ""),
    )
    .map((words) => words.slice(0, words.includes(">") ? words.indexOf(">") : undefined))
    .map((words) =>
      words.filter(
        (word, index) => words.slice(0, index + 1).some((one) => !/^[A-Z_]+=/.test(one)) && word !== "",
      ),
    );
}

/** What belongs to the shell and to every machine: its form is checked, not what it does. */
const SHELL = ["cd", "cp", "mkdir", "sed", "for", "do", "done"];

/**
 * Fails for a command that there is not, or an option that it does not take.
 */
export function checkCommandLine(words: string[]): void {
  const [program = "", ...args] = words;
  if (SHELL.includes(program)) return;
  const text = words.join(" ");
  switch (program) {
    case "npm":
      return checkNpm(args, text);
    case "npx":
      assert.equal(args[0], "encrypted-bucket", text);
      return checkOurs(args.slice(1), text);
    case "pulumi":
      return checkPulumi(args, text);
    case "aws":
      return checkAws(args, text);
    default:
      assert.fail(`nothing checks ${text}`);
  }
}

function checkNpm(args: string[], text: string): void {
  const [verb, name = ""] = args;
  if (["ci", "install", "test", "pack", "version"].includes(verb ?? "")) return;
  assert.equal(verb, "run", text);
  const script = scripts[name];
  assert.ok(script, `${text}: no such script`);
  const command = /cli\/main\.ts (\w+)$/.exec(script)?.[1];
  const given = args.slice(2);
  if (command) return checkOurs([command, ...given.filter((arg) => arg !== "--")], text);
  const options = name === "bench" ? readFileSync(join(ROOT, "bench", "main.ts"), "utf8") : "";
  for (const option of given.filter((arg) => arg.startsWith("--") && arg !== "--"))
    assert.ok(options.includes(`"${option}`), `${text}: that script does not take ${option}`);
}

function checkOurs([name = "", ...args]: string[], text: string): void {
  const make = OURS[name as keyof typeof OURS];
  assert.ok(make, `${text}: no such command`);
  const printer: Printer = { out: () => {}, error: () => {}, colours: NO_COLOURS, errorColours: NO_COLOURS };
  const command: Command = make(printer, () => {})
    .exitOverride()
    .configureOutput({ writeErr: () => {}, writeOut: () => {} });
  command.action(() => {});
  try {
    command.parse(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    assert.fail(`${text}: ${String(error)}`);
  }
  const folder = args[args.indexOf("--cwd") + 1];
  if (args.includes("--cwd") && folder !== "DIR") assert.ok(existsSync(join(ROOT, folder ?? "")), text);
}

function checkPulumi(args: string[], text: string): void {
  const known = Object.keys(PULUMI).find((one) => args.join(" ").startsWith(one));
  assert.ok(known, `${text}: no such command`);
  for (const option of args.filter((arg) => arg.startsWith("--")))
    assert.ok(PULUMI[known]?.includes(option.split("=")[0] ?? ""), `${text}: ${option}`);
}

/** The operation exists in AWS's SDK, whose names are those of the AWS CLI. */
function checkAws([service = "", operation = "", ...args]: string[], text: string): void {
  if (service === "s3") return assert.ok(["cp", "sync"].includes(operation), text);
  const client = CLIENTS[service];
  assert.ok(client, `${text}: no client to check it with`);
  const pascal = operation.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  assert.ok(`${pascal}Command` in client, `${text}: no such operation`);
  assert.ok(
    args.every((arg) => !/^-[^-]/.test(arg)),
    text,
  );
}
