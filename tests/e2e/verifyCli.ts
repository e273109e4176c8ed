import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import type { VerifyDocument } from "../../cli/verify/document";
import type { Credentials } from "./clients";
import { engine } from "./run";

const clone = resolve(__dirname, "../..");

/** What one run of `verify` came to. */
export interface VerifyRun {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of `verify` that can be stopped. */
export interface StartedVerify {
  readonly child: ChildProcess;
  readonly done: Promise<VerifyRun>;
}

/** Starts the command as its users do, in a process of its own, with credentials in its environment. */
export function startVerify(args: readonly string[], credentials: Credentials): StartedVerify {
  const env = {
    ...engine().env,
    HOME: process.env["HOME"],
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
  };
  const program = ["-r", "tsx/cjs", "cli/main.ts", "verify", ...args];
  const child = spawn(process.execPath, program, { cwd: clone, env, stdio: ["ignore", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].on("data", (chunk: Buffer) => (said[name] += chunk.toString()));
  const done = new Promise<VerifyRun>((settle, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => settle({ code: code ?? signal ?? "unknown", ...said }));
  });
  return { child, done };
}

/** Runs the command to its end. */
export function runVerify(args: readonly string[], credentials: Credentials): Promise<VerifyRun> {
  return startVerify(args, credentials).done;
}

/** The document of a run with --json. */
export function documentIn({ stdout, stderr }: VerifyRun): VerifyDocument {
  if (stdout === "") throw new Error(`no document; it said: ${stderr}`);
  return JSON.parse(stdout) as VerifyDocument;
}

/** Names of the cases that did not go as promised. */
export function wrongIn(document: VerifyDocument): string[] {
  return document.cases.filter(({ holds }) => !holds).map((one) => one.case);
}
