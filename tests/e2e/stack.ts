import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import type { Engine } from "./engine";
import { programStack } from "./programStack";

/** What a run did: resources by operation, how long it took, what it called and what it said. */
export interface Run {
  readonly changes: Readonly<Record<string, number>>;
  readonly milliseconds: number;
  readonly calls: number;
  readonly mutating: number;
  readonly said: string;
}

/** A stack of a program under `programs/`, against the emulator. */
export interface TestStack {
  readonly name: string;
  readonly folder: string;
  readonly stack: Stack;
  up(): Promise<Run>;
  refresh(): Promise<Run>;
  destroy(): Promise<Run>;
  /** Sets keys of the program's own configuration; an undefined one is taken away. */
  configure(config: Readonly<Record<string, unknown>>): Promise<void>;
  /** An output that must be there. */
  output(name: string): Promise<string>;
}

/** Makes a stack in the run's own folder. */
export async function makeStack(
  engine: Engine,
  name: string,
  program: string,
  config: Readonly<Record<string, unknown>> = {},
): Promise<TestStack> {
  const folder = join(engine.folder, name);
  mkdirSync(folder);
  const stack = await programStack(name, program, { folder, pulumi: engine.pulumi, env: engine.env });
  await stack.setAllConfig(awsConfig(engine));
  const configure = async (own: Readonly<Record<string, unknown>>): Promise<void> => {
    for (const [key, value] of Object.entries(own)) {
      if (value === undefined) await stack.removeConfig(key);
      else await stack.setConfig(key, { value: typeof value === "string" ? value : JSON.stringify(value) });
    }
  };
  await configure(config);
  const measured = measure(engine);
  return {
    name,
    folder,
    stack,
    configure,
    up: () => measured((onOutput) => stack.up({ onOutput, suppressProgress: true })),
    refresh: () => measured((onOutput) => stack.refresh({ onOutput, suppressProgress: true })),
    destroy: () => measured((onOutput) => stack.destroy({ onOutput, suppressProgress: true })),
    async output(wanted) {
      const value: unknown = (await stack.outputs())[wanted]?.value;
      if (typeof value !== "string")
        throw new Error(`output ${wanted}: expected a string, got ${String(value)}`);
      return value;
    },
  };
}

type Operation = (onOutput: (text: string) => void) => Promise<{ summary: { resourceChanges?: object } }>;

function measure(engine: Engine): (operation: Operation) => Promise<Run> {
  return async (operation) => {
    const before = engine.proxy.calls().length;
    const said: string[] = [];
    const began = performance.now();
    // The Automation API asks for outputs and history afterwards: the engine's own last word is the end.
    let ended = began;
    const result = await operation((text) => {
      said.push(text);
      ended = performance.now();
    });
    const calls = engine.proxy.calls().slice(before);
    return {
      changes: { ...result.summary.resourceChanges },
      milliseconds: Math.round(ended - began),
      calls: calls.length,
      mutating: calls.filter((call) => call.mutating).length,
      said: said.join(""),
    };
  };
}

/** The provider's configuration: the emulator behind the proxy, no retries, nothing asked of a real account. */
export function awsConfig(engine: Engine): Record<string, { value: string }> {
  const services = ["s3", "kms", "sts", "iam"].map((service) => [service, engine.proxy.endpoint]);
  const config = {
    region: "eu-central-1",
    accessKey: "test",
    secretKey: "test",
    maxRetries: "1",
    s3UsePathStyle: "true",
    skipCredentialsValidation: "true",
    skipMetadataApiCheck: "true",
    skipRequestingAccountId: "true",
    endpoints: JSON.stringify([Object.fromEntries(services)]),
  };
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [`aws:${key}`, { value }]));
}

/** The error of an operation that must fail, as the engine told it. */
export async function failureOf(operation: Promise<unknown>): Promise<string> {
  try {
    await operation;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("succeeded, and should have failed");
}
