import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bucketPolicy } from "../../policy/bucketPolicy";
import { Encryption, Enforcement } from "../../policy/choices";
import type { PolicyDocument, Statement } from "../../policy/document";
import { BUCKET, deny, KEY, KEY_ID } from "./checkedPolicies";
import { commandLine, type CommandResult } from "./commandLine";

/** The component's own policy. */
export const GOOD = bucketPolicy({
  bucketArn: BUCKET,
  keyArn: KEY,
  encryption: Encryption.Kms,
  enforcement: Enforcement.EffectiveKey,
  minimumTlsVersion: 1.2,
});

/** Refuses an upload without a key, and lets any key pass. */
export const ANY_KEY = deny({ Null: { [KEY_ID]: "true" } });

export function policyOf(...Statement: Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement };
}

let folder = "";

/** A path in the folder of this suite. */
export function pathOf(file: string): string {
  return join(folder, file);
}

/** Writes a policy file for this suite, and returns its path. */
export function written(content: string): string {
  const file = pathOf("policy.json");
  writeFileSync(file, content);
  return file;
}

/** Runs `check` on a policy in a file. */
export function checked(policy: PolicyDocument, ...args: string[]): Promise<CommandResult> {
  return commandLine("check", written(JSON.stringify(policy)), "--key", KEY, ...args);
}

/** A folder for the files of a suite, gone after it. */
export function inFolderOfItsOwn(): void {
  before(() => (folder = mkdtempSync(join(tmpdir(), "check-"))));
  after(() => rmSync(folder, { recursive: true }));
}
