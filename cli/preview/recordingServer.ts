import type * as Grpc from "@grpc/grpc-js";
import type { Answers } from "./answers";
import { Callbacks } from "./callbacks";
import type { Config } from "./config";
import { inCreationOrder } from "./creationOrder";
import { Engine } from "./engine";
import { accountFrom } from "./invokes";
import { Monitor } from "./monitor";
import type { Recording } from "./recording";
import { Registry, type Surroundings } from "./registry";
import { loadSdk, type Sdk } from "./sdk";
import { SecretTexts } from "./secretTexts";
import { secretsIn } from "./wire";

/** The SDK's own limit: a program may register a resource with a large file in it. */
const LARGEST_MESSAGE = 400 * 1024 * 1024;

/** Engine and resource monitor behind one port of loopback. */
export class RecordingServer {
  #port = 0;
  readonly #surroundings: Surroundings;
  readonly #secrets = new SecretTexts();
  readonly #registry: Registry;
  readonly #callbacks: Callbacks;
  readonly #monitor: Monitor;
  readonly #engine: Engine;
  readonly #server: Grpc.Server;

  private constructor(sdk: Sdk, surroundings: Surroundings, config: Config, answers: Answers) {
    this.#surroundings = surroundings;
    config.secretTexts.forEach((text) => this.#secrets.add(text));
    this.#registry = new Registry(surroundings);
    this.#callbacks = new Callbacks(sdk);
    this.#monitor = new Monitor(sdk, this.#registry, answers, this.#callbacks, this.#secrets);
    this.#engine = new Engine(sdk);
    this.#server = new sdk.grpc.Server({ "grpc.max_receive_message_length": LARGEST_MESSAGE });
    this.#server.addService(sdk.monitorService, this.#monitor.implementation());
    this.#server.addService(sdk.engineService, this.#engine.implementation());
  }

  /** Starts one that speaks the protocol of this SDK. */
  static async listen(
    sdkDirectory: string,
    project: string,
    stack: string,
    config: Config,
    answers: Answers,
  ): Promise<RecordingServer> {
    const sdk = loadSdk(sdkDirectory);
    const surroundings = {
      project,
      stack,
      account: accountFrom(answers),
      region: config.values["aws:region"],
    };
    const server = new RecordingServer(sdk, surroundings, config, answers);
    const credentials = sdk.grpc.ServerCredentials.createInsecure();
    server.#port = await new Promise<number>((resolve, reject) => {
      server.#server.bindAsync("127.0.0.1:0", credentials, (error, port) =>
        error ? reject(error) : resolve(port),
      );
    });
    return server;
  }

  /** Where it listens. */
  get port(): number {
    return this.#port;
  }

  /** What to do when the run must be stopped. */
  onStop(stop: () => void): void {
    this.#monitor.onStop = stop;
  }

  /** Everything that was said so far. */
  recording(): Recording {
    const resources = inCreationOrder(this.#registry.resources);
    const { stackOutputs: outputs, stoppedBy } = this.#monitor;
    for (const one of resources)
      secretsIn([one.inputs, one.outputs]).forEach((secret) => this.#secrets.add(secret));
    return {
      project: this.#surroundings.project,
      stack: this.#surroundings.stack,
      resources,
      ...(outputs ? { outputs } : {}),
      logs: [...this.#engine.logs, ...(stoppedBy ? [{ severity: "error" as const, ...stoppedBy }] : [])],
      stopped: stoppedBy !== undefined,
      refusals: this.#monitor.refusals,
      secrets: this.#secrets,
    };
  }

  /** Hangs up. */
  close(): void {
    this.#callbacks.close();
    this.#server.forceShutdown();
  }
}
