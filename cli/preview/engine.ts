import type * as Grpc from "@grpc/grpc-js";
import type * as EngineProto from "@pulumi/pulumi/proto/engine_pb";
import type { LogEntry } from "./recording";
import type { Sdk } from "./sdk";

const SEVERITIES: readonly LogEntry["severity"][] = ["debug", "info", "warning", "error"];

/** The engine of a recording run: it listens to what the program logs. */
export class Engine {
  readonly logs: LogEntry[] = [];
  readonly #sdk: Sdk;
  #root = "";

  constructor(sdk: Sdk) {
    this.#sdk = sdk;
  }

  /** The service as gRPC wants it. */
  implementation(): Grpc.UntypedServiceImplementation {
    const { engine, empty } = this.#sdk;
    const log: Grpc.handleUnaryCall<EngineProto.LogRequest, object> = ({ request }, done) => {
      const severity = SEVERITIES[request.getSeverity()] ?? "info";
      if (!request.getEphemeral())
        this.logs.push({ severity, message: request.getMessage(), urn: request.getUrn() });
      done(null, new empty.Empty());
    };
    const getRootResource: Grpc.handleUnaryCall<unknown, object> = (_, done) => {
      const response = new engine.GetRootResourceResponse();
      response.setUrn(this.#root);
      done(null, response);
    };
    const setRootResource: Grpc.handleUnaryCall<EngineProto.SetRootResourceRequest, object> = (
      { request },
      done,
    ) => {
      this.#root = request.getUrn();
      done(null, new engine.SetRootResourceResponse());
    };
    // Which CLI will run the program later cannot be known here, so no version is refused.
    const requirePulumiVersion: Grpc.handleUnaryCall<unknown, object> = (_, done) =>
      done(null, new engine.RequirePulumiVersionResponse());
    return {
      log,
      getRootResource,
      setRootResource,
      requirePulumiVersion,
    } as Grpc.UntypedServiceImplementation;
  }
}
