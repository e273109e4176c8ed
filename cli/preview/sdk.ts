import type * as Grpc from "@grpc/grpc-js";
import type * as CallbackProto from "@pulumi/pulumi/proto/callback_pb";
import type * as EngineProto from "@pulumi/pulumi/proto/engine_pb";
import type * as ProviderProto from "@pulumi/pulumi/proto/provider_pb";
import type * as ResourceProto from "@pulumi/pulumi/proto/resource_pb";
import type * as EmptyProto from "google-protobuf/google/protobuf/empty_pb";
import type * as StructProto from "google-protobuf/google/protobuf/struct_pb";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { WrongUse } from "../wrongUse";

/** The services of an SDK as gRPC wants them. */
type Services = Record<string, Grpc.ServiceDefinition>;
type Client = new (
  target: string,
  credentials: Grpc.ChannelCredentials,
  options: Grpc.ChannelOptions,
) => CallbacksClient;

/** The client for callbacks that the program registers: transforms and hooks. */
export interface CallbacksClient {
  invoke(
    request: CallbackProto.CallbackInvokeRequest,
    done: (error: Grpc.ServiceError | null, response: CallbackProto.CallbackInvokeResponse) => void,
  ): void;
  close(): void;
}

/** The program's own SDK: the protocol it speaks. */
export interface Sdk {
  grpc: typeof Grpc;
  resource: typeof ResourceProto;
  engine: typeof EngineProto;
  callback: typeof CallbackProto;
  provider: typeof ProviderProto;
  struct: typeof StructProto;
  empty: typeof EmptyProto;
  monitorService: Grpc.ServiceDefinition;
  engineService: Grpc.ServiceDefinition;
  CallbacksClient: Client;
}

/** The folder of the SDK that a program in this directory would load. */
export function findSdk(programDirectory: string): string {
  const from = createRequire(join(programDirectory, "package.json"));
  try {
    return dirname(from.resolve("@pulumi/pulumi/package.json"));
  } catch {
    throw new WrongUse(
      "the program has no @pulumi/pulumi installed; run `npm install` in its directory first",
    );
  }
}

/** The script of the SDK that runs a program. */
export function runnerOf(sdkDirectory: string): string {
  return join(sdkDirectory, "cmd", "run");
}

/** Loads the protocol of an SDK. Versions differ, and only the program's own speaks what its program will. */
export function loadSdk(sdkDirectory: string): Sdk {
  const load = createRequire(join(sdkDirectory, "package.json"));
  const resourceServices = load("./proto/resource_grpc_pb.js") as Services;
  const engineServices = load("./proto/engine_grpc_pb.js") as Services;
  return {
    grpc: load("@grpc/grpc-js") as typeof Grpc,
    resource: load("./proto/resource_pb.js") as typeof ResourceProto,
    engine: load("./proto/engine_pb.js") as typeof EngineProto,
    callback: load("./proto/callback_pb.js") as typeof CallbackProto,
    provider: load("./proto/provider_pb.js") as typeof ProviderProto,
    struct: load("google-protobuf/google/protobuf/struct_pb.js") as typeof StructProto,
    empty: load("google-protobuf/google/protobuf/empty_pb.js") as typeof EmptyProto,
    monitorService: resourceServices["ResourceMonitorService"] as Grpc.ServiceDefinition,
    engineService: engineServices["EngineService"] as Grpc.ServiceDefinition,
    CallbacksClient: (load("./proto/callback_grpc_pb.js") as { CallbacksClient: Client }).CallbacksClient,
  };
}
