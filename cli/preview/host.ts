import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "./config";
import type { Project } from "./project";
import { runnerOf } from "./sdk";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** How the program's process ended. */
export interface HostResult {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A program that runs. */
export interface Host {
  ended: Promise<HostResult>;
  kill(): void;
}

/** Starts the SDK's own language host on the program, as `pulumi preview` does. */
export function startHost(
  project: Project,
  stack: string,
  config: Config,
  sdkDirectory: string,
  port: number,
): Host {
  const address = `127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    [
      ...["--require", join(__dirname, "sparing.cjs")],
      ...project.nodeArguments,
      runnerOf(sdkDirectory),
      `--monitor=${address}`,
      `--engine=${address}`,
      `--project=${project.name}`,
      `--stack=${stack}`,
      "--organization=organization",
      `--root-directory=${project.directory}`,
      `--pwd=${project.programDirectory}`,
      "--parallel=16",
      "--dry-run",
      project.entryPoint,
    ],
    {
      cwd: project.programDirectory,
      env: environmentFor(project, config),
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const kill = (): void => void child.kill("SIGKILL");
  const letGo = killWithUs(kill);
  return { ended: endOf(child).finally(letGo), kill };
}

/** However this process ends, the program must not outlive it. */
function killWithUs(kill: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    kill();
    letGo();
    process.kill(process.pid, signal);
  };
  const letGo = (): void => {
    process.removeListener("exit", kill);
    SIGNALS.forEach((signal) => process.removeListener(signal, onSignal));
  };
  process.once("exit", kill);
  SIGNALS.forEach((signal) => process.once(signal, onSignal));
  return letGo;
}

function endOf(child: ChildProcess): Promise<HostResult> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

/**
 * What of our environment the program gets. Nothing of AWS and Pulumi: with credentials it could reach AWS, and what
 * it registers must not depend on the machine.
 */
function environmentFor(project: Project, config: Config): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(AWS|PULUMI|OTEL|TS_NODE)_/i.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    PULUMI_CONFIG: JSON.stringify(config.values),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
    PULUMI_NODEJS_TYPESCRIPT: String(project.typescript),
    ...(project.tsconfig ? { PULUMI_NODEJS_TSCONFIG_PATH: project.tsconfig } : {}),
    ...(typeChecks(project) ? {} : { PULUMI_NODEJS_TRANSPILE_ONLY: "true" }),
    ...compileCache(),
    // A proxy set for the machine must not stand between two processes on it.
    no_grpc_proxy: "127.0.0.1",
  };
}

/** Node keeps compiled code from run to run, from version 22 on, which saves a fifth of the program's time. */
function compileCache(): NodeJS.ProcessEnv {
  const { NODE_COMPILE_CACHE, NODE_DISABLE_COMPILE_CACHE, NODE_V8_COVERAGE } = process.env;
  if (NODE_COMPILE_CACHE || NODE_DISABLE_COMPILE_CACHE || NODE_V8_COVERAGE) return {};
  return { NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache") };
}

/** Type checking takes many times as long as the program; only a tsconfig that asks for it in so many words gets it. */
function typeChecks(project: Project): boolean {
  try {
    const text = readFileSync(join(project.programDirectory, project.tsconfig ?? "tsconfig.json"), "utf8");
    return /"transpileOnly"\s*:\s*false/.test(text.replace(/^\s*\/\/.*$/gm, ""));
  } catch {
    return false;
  }
}
