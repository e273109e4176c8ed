import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetSchemaRequest } from "@pulumi/pulumi/proto/provider_pb";

const ROOT = join(__dirname, "../..");

/** A plugin that runs, as the engine would talk to it. */
export interface RunningPlugin {
  client: ResourceProviderClient;
  stop(): void;
}

/** Starts the SDK's own plugin host on a folder, with this engine behind it. */
export async function startPlugin(folder: string, engine: string): Promise<RunningPlugin> {
  const host = join(folder, "node_modules/@pulumi/pulumi/cmd/run-plugin");
  const child = spawn(process.execPath, [host, folder, engine], {
    cwd: folder,
    env: { ...process.env, PULUMI_NODEJS_TYPESCRIPT: "true" },
  });
  const port = await new Promise<string>((resolve, reject) => {
    let errors = "";
    child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
    child.stdout.once("data", (data: Buffer) => resolve(data.toString().trim()));
    child.once("exit", () => reject(new Error(`the plugin host ended: ${errors}`)));
  });
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  return {
    client,
    stop() {
      client.close();
      child.kill();
    },
  };
}

/** The schema that a plugin gives to another language. */
export async function schemaOf({ client }: RunningPlugin): Promise<Record<string, unknown>> {
  const schema = await new Promise<string>((resolve, reject) =>
    client.getSchema(new GetSchemaRequest(), (error, response) =>
      error ? reject(error) : resolve(response.getSchema()),
    ),
  );
  return JSON.parse(schema) as Record<string, unknown>;
}

/** The schema of the plugin in a folder. */
export async function schemaFrom(folder: string): Promise<Record<string, unknown>> {
  const engine = await silentEngine();
  const plugin = await startPlugin(folder, engine.address);
  try {
    return await schemaOf(plugin);
  } finally {
    plugin.stop();
    engine.stop();
  }
}

/** The schema as it is kept: without what changes from release to release of ours or of the AWS package. */
export function keptSchema({ version, dependencies, ...schema }: Record<string, unknown>): string {
  if (!version || !dependencies) throw new Error("the schema names no version or no dependencies");
  return `${JSON.stringify(schema, null, 2).replace(/\/aws\/v[\d.]+\//g, "/aws/vX/")}\n`;
}

/** The repository as a plugin, but with the sources as entry: a build that is out of date must not stand in for them. */
export function sourcesAsPlugin(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "encrypted-bucket-plugin-"));
  for (const name of ["components", "policy", "node_modules", "tsconfig.json", "PulumiPlugin.yaml"]) {
    symlinkSync(join(ROOT, name), join(folder, name));
  }
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Record<string, unknown>;
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ ...manifest, main: "components/index.ts", exports: undefined }),
  );
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function silentEngine(): Promise<{ address: string; stop: () => void }> {
  const server = new grpc.Server();
  const unimplemented = (_: unknown, reply: (error: { code: grpc.status }) => void): void =>
    reply({ code: grpc.status.UNIMPLEMENTED });
  const methods = Object.keys(EngineService).map((name) => [name, unimplemented]);
  server.addService(
    EngineService as unknown as grpc.ServiceDefinition,
    Object.fromEntries(methods) as grpc.UntypedServiceImplementation,
  );
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { address: `127.0.0.1:${port}`, stop: () => server.forceShutdown() };
}
