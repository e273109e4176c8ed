import { execFile } from "node:child_process";
import { WrongUse } from "../wrongUse";

/** A bucket as a stack's outputs name it. */
export interface StackBucket {
  bucket: string;
  keyArn?: string | undefined;
  keyAlias?: string | undefined;
}

const BY_HAND = "or give --bucket NAME and --key ARN";

/**
 * Asks the Pulumi CLI on PATH for the outputs of a stack.
 * @throws WrongUse when there is no such CLI, or it cannot tell
 */
export async function stackOutputs(stack: string, cwd: string): Promise<Record<string, unknown>> {
  const args = ["stack", "output", "--json", "--stack", stack, "--non-interactive"];
  const stdout = await new Promise<string>((resolve, reject) => {
    execFile("pulumi", args, { cwd, maxBuffer: 64 << 20 }, (error, out, said) => {
      if (error === null) return resolve(out);
      if (error.code === "ENOENT")
        return reject(
          new WrongUse(
            `--stack ${stack}: needs pulumi, which is not on PATH; install it from https://www.pulumi.com/docs/install/, ${BY_HAND}`,
          ),
        );
      const told = said.trim().replace(/^error: /, "") || error.message;
      reject(
        new WrongUse(`--stack ${stack}: pulumi cannot tell its outputs: ${told}; mend that, ${BY_HAND}`),
      );
    });
  });
  return JSON.parse(stdout) as Record<string, unknown>;
}

/**
 * The bucket that a stack's outputs name: `bucketName` with `keyArn`, also with something before them, or both inside
 * an output of their own, as where a program exports the component itself.
 * @throws WrongUse when there is none, or more than the wanted name tells apart
 */
export function bucketIn(
  outputs: Record<string, unknown>,
  stack: string,
  wanted: string | undefined,
): StackBucket {
  const found = [
    ...bucketsAmong(outputs),
    ...Object.values(outputs).flatMap((value) => (isRecord(value) ? bucketsAmong(value) : [])),
  ];
  const names = found.map(({ bucket }) => bucket).join(", ");
  if (found.length === 0)
    throw new WrongUse(
      `--stack ${stack}: no output bucketName; have the program export bucketName and keyArn, ${BY_HAND}`,
    );
  const [only, ...others] = wanted === undefined ? found : found.filter(({ bucket }) => bucket === wanted);
  if (only === undefined)
    throw new WrongUse(`--bucket ${wanted ?? ""}: not among the buckets of stack ${stack}: ${names}`);
  if (others.length > 0 && wanted === undefined)
    throw new WrongUse(`--stack ${stack}: has several buckets: ${names}; choose one with --bucket NAME`);
  return only;
}

function bucketsAmong(outputs: Record<string, unknown>): StackBucket[] {
  return Object.entries(outputs).flatMap(([name, value]): StackBucket[] => {
    const before = /^(.*)bucketName$/i.exec(name)?.[1];
    if (before === undefined || typeof value !== "string") return [];
    const beside = (what: string): string | undefined => {
      const text = outputs[before === "" ? what : `${before}${what[0]?.toUpperCase()}${what.slice(1)}`];
      return typeof text === "string" ? text : undefined;
    };
    return [{ bucket: value, keyArn: beside("keyArn"), keyAlias: beside("keyAlias") }];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
