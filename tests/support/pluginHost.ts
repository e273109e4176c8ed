import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { GetSchemaRequest } from "@pulumi/pulumi/proto/provider_pb";

const ROOT = join(__dirname, "../..");

/** The schema of this repository's component, as the SDK's own plugin host gives it to another language. */
export async function schemaFromPluginHost(): Promise<Record<string, unknown>> {
  const folder = pluginFolder();
  const engine = await silentEngine();
  const host = join(ROOT, "node_modules/@pulumi/pulumi/cmd/run-plugin");
  const child = spawn(process.execPath, [host, folder, engine.address], {
    cwd: folder,
    env: { ...process.env, PULUMI_NODEJS_TYPESCRIPT: "true" },
  });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      let errors = "";
      child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
      child.stdout.once("data", (data: Buffer) => resolve(data.toString().trim()));
      child.once("exit", () => reject(new Error(`the plugin host ended: ${errors}`)));
    });
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
    const schema = await new Promise<string>((resolve, reject) =>
      client.getSchema(new GetSchemaRequest(), (error, response) =>
        error ? reject(error) : resolve(response.getSchema()),
      ),
    );
    client.close();
    return JSON.parse(schema) as Record<string, unknown>;
  } finally {
    child.kill();
    engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The repository as a plugin, but with the sources as entry: a build that is out of date must not stand in for them. */
function pluginFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "encrypted-bucket-plugin-"));
  for (const name of ["components", "policy", "node_modules", "tsconfig.json", "PulumiPlugin.yaml"]) {
    symlinkSync(join(ROOT, name), join(folder, name));
  }
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Record<string, unknown>;
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ ...manifest, main: "components/index.ts", exports: undefined }),
  );
  return folder;
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
