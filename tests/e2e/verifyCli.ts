import type { VerifyDocument } from "../../cli/verify/document";
import { commandLine } from "../support/commandLine";
import type { Credentials } from "./clients";
import { type OwnRun, type StartedRun, startOwnCli } from "./ownCli";

/** Starts `verify`. */
export function startVerify(args: readonly string[], credentials: Credentials): StartedRun {
  return startOwnCli(["verify", ...args], credentials);
}

/** Runs `verify` to its end. */
export function runVerify(args: readonly string[], credentials: Credentials): Promise<OwnRun> {
  return startVerify(args, credentials).done;
}

/** Runs `verify` in this process and returns its exit code; what it says is nobody's. */
export async function runVerifyHere(args: readonly string[], credentials: Credentials): Promise<number> {
  const caller = {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  Object.assign(process.env, caller);
  try {
    return (await commandLine("verify", ...args)).exitCode;
  } finally {
    for (const name of Object.keys(caller)) Reflect.deleteProperty(process.env, name);
  }
}

/** The document of a run with --json. */
export function documentIn({ stdout, stderr }: OwnRun): VerifyDocument {
  if (stdout === "") throw new Error(`no document; it said: ${stderr}`);
  return JSON.parse(stdout) as VerifyDocument;
}

/** Names of the cases that did not go as promised. */
export function wrongIn(document: VerifyDocument): string[] {
  return document.cases.filter(({ holds }) => !holds).map((one) => one.case);
}
