import * as grpc from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** How the stand-in names itself, in the output of every run that uses it. */
export const ANNOUNCEMENT = "stand-in AWS provider (test equipment, not the official one)";

/** Tells the engine, which prints it among the diagnostics of the run. */
export async function announce(engine: string): Promise<void> {
  const client = new EngineClient(engine, grpc.credentials.createInsecure());
  const message = new LogRequest();
  message.setSeverity(LogSeverity.INFO);
  message.setMessage(ANNOUNCEMENT);
  await new Promise<void>((resolve) => client.log(message, () => resolve()));
  client.close();
}
