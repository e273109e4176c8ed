import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../support/freePort";

/** A running fakecloud. */
export interface Emulator {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts fakecloud in strict mode on a free loopback port and waits until it answers. */
export async function startEmulator(program: string): Promise<Emulator> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], FAKECLOUD_IAM: "strict" };
  // Without --addr it would listen on every interface.
  const child = spawn(program, ["--addr", `127.0.0.1:${port}`], { env, stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  const kill = (): boolean => child.kill("SIGKILL");
  process.once("exit", kill);
  await healthy(endpoint, child, said);
  return {
    endpoint,
    async stop() {
      process.removeListener("exit", kill);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await Promise.race([gone, wait(3000, undefined, { ref: false }).then(kill)]);
    },
  };
}

async function healthy(endpoint: string, child: ChildProcess, said: readonly string[]): Promise<void> {
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`fakecloud ended with ${child.exitCode}: ${said.join("")}`);
    const answer = await fetch(`${endpoint}/_fakecloud/health`).catch(() => undefined);
    if (answer?.ok === true) return;
    await wait(50);
  }
  child.kill("SIGKILL");
  throw new Error(`fakecloud did not answer within 30 s: ${said.join("")}`);
}
