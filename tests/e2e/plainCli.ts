import { spawn } from "node:child_process";
import type { Engine } from "./engine";
import type { TestStack } from "./stack";

/** A run of the plain CLI that can be killed. */
export interface CliRun {
  /** Ends the engine at once, as a lost machine would. */
  kill(): void;
  /** Its exit code, or the signal that ended it, and all it said. */
  readonly done: Promise<{ code: number | string; said: string }>;
}

/** Runs the plain CLI on a stack, without questions. */
export function runCli(engine: Engine, stack: TestStack, command: string, ...more: string[]): CliRun {
  const args = [command, "--yes", "--skip-preview", "--non-interactive", "--stack", stack.name, ...more];
  const child = spawn(engine.pulumi, args, {
    cwd: stack.folder,
    env: { ...engine.env, HOME: process.env["HOME"] },
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  return {
    kill: () => void child.kill("SIGKILL"),
    done: new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) =>
        resolve({ code: code ?? signal ?? "unknown", said: said.join("") }),
      );
    }),
  };
}
