import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import type { Credentials } from "./clients";
import { engine } from "./run";

const clone = resolve(__dirname, "../..");

/** What one run of our own command line came to. */
export interface OwnRun {
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run that can be stopped. */
export interface StartedRun {
  readonly child: ChildProcess;
  readonly done: Promise<OwnRun>;
}

/** Starts our command line as its users do, in a process of its own, with credentials in its environment. */
export function startOwnCli(args: readonly string[], credentials: Credentials): StartedRun {
  const env = {
    ...engine().env,
    HOME: process.env["HOME"],
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
  };
  const program = ["-r", "tsx/cjs", "cli/main.ts", ...args];
  const child = spawn(process.execPath, program, { cwd: clone, env, stdio: ["ignore", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name].on("data", (chunk: Buffer) => (said[name] += chunk.toString()));
  const done = new Promise<OwnRun>((settle, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => settle({ code: code ?? signal ?? "unknown", ...said }));
  });
  return { child, done };
}
