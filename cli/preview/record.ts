import type { Answers } from "./answers";
import { Callbacks } from "./callbacks";
import type { Config } from "./config";
import { inCreationOrder } from "./creationOrder";
import { Engine } from "./engine";
import { Gate } from "./gate";
import { startHost, type HostResult } from "./host";
import { accountFrom } from "./invokes";
import { Monitor } from "./monitor";
import type { Project } from "./project";
import type { Recording } from "./recording";
import { Registry } from "./registry";
import { findSdk, loadSdk, type Sdk } from "./sdk";
import { SecretTexts } from "./secretTexts";
import { secretsIn } from "./wire";

/** Runs a program once, without AWS, and returns what it registered and how it ended. */
export async function record(
  project: Project,
  stack: string,
  config: Config,
  answers: Answers,
): Promise<{ recording: Recording; ended: HostResult }> {
  const sdkDirectory = findSdk(project.programDirectory);
  const gate = await Gate.open();
  const host = startHost(project, stack, config, sdkDirectory, gate.port);
  try {
    const sdk = loadSdk(sdkDirectory);
    const surroundings = {
      project: project.name,
      stack,
      account: accountFrom(answers),
      region: config.values["aws:region"],
    };
    const registry = new Registry(surroundings);
    const callbacks = new Callbacks(sdk);
    const monitor = new Monitor(sdk, registry, answers, callbacks);
    const engine = new Engine(sdk);
    const close = await serve(sdk, monitor, engine, gate);
    const ended = await host.ended;
    callbacks.close();
    close();
    return { recording: recordingOf(project, stack, config, registry, monitor, engine), ended };
  } finally {
    host.kill();
    gate.close();
  }
}

async function serve(sdk: Sdk, monitor: Monitor, engine: Engine, gate: Gate): Promise<() => void> {
  // The SDK's own limit: a program may register a resource with a large file in it.
  const server = new sdk.grpc.Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
  server.addService(sdk.monitorService, monitor.implementation());
  server.addService(sdk.engineService, engine.implementation());
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", sdk.grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  gate.openTo(port);
  return () => server.forceShutdown();
}

function recordingOf(
  project: Project,
  stack: string,
  config: Config,
  registry: Registry,
  monitor: Monitor,
  engine: Engine,
): Recording {
  const secrets = new SecretTexts();
  config.secretKeys.forEach((key) => secrets.add(config.values[key]));
  const resources = inCreationOrder(registry.resources);
  resources.forEach(({ inputs, outputs }) =>
    secretsIn([inputs, outputs]).forEach((secret) => secrets.add(secret)),
  );
  secretsIn(monitor.stackOutputs).forEach((secret) => secrets.add(secret));
  return {
    project: project.name,
    stack,
    resources,
    ...(monitor.stackOutputs ? { outputs: monitor.stackOutputs } : {}),
    logs: engine.logs,
    refusals: monitor.refusals,
    secrets,
  };
}
