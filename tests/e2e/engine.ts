import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type Emulator, startEmulator } from "./emulator";
import { type FaultProxy, startFaultProxy } from "./faultProxy";
import { parts } from "./parts";
import { providerBin } from "./providerBin";

/** Everything a suite runs on: an emulator of its own behind a counting proxy, and a home for the engine. */
export interface Engine {
  readonly emulator: Emulator;
  readonly proxy: FaultProxy;
  /** The emulator as it would be seen over TLS, for those who upload. */
  readonly https: string;
  /** The program to run for the plain CLI. */
  readonly pulumi: string;
  /** The environment of every engine run. */
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  /** What plays the AWS provider. */
  readonly provider: string;
  stop(): Promise<void>;
}

/** Starts it all; `stop` ends it all and leaves nothing behind. */
export async function startEngine(): Promise<Engine> {
  const found = parts();
  const folder = mkdtempSync(join(tmpdir(), "encrypted-bucket-e2e-"));
  const emulator = await startEmulator(found.fakecloud);
  const proxy = await startFaultProxy(emulator.endpoint);
  const https = await startFaultProxy(emulator.endpoint, { playHttps: true });
  const provider = providerBin(found, join(folder, "bin"));
  const state = join(folder, "state");
  mkdirSync(state);
  const path = [provider.path, dirname(found.pulumi), dirname(found.languageHost), process.env["PATH"] ?? ""];
  const env = {
    PATH: path.join(delimiter),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "e2e",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  };
  return {
    emulator,
    proxy,
    https: https.endpoint,
    pulumi: found.pulumi,
    env,
    folder,
    provider: provider.name,
    async stop() {
      await Promise.all([proxy.stop(), https.stop()]);
      await emulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
