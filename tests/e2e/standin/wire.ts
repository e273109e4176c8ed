import * as grpc from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { HalfMade } from "./lifecycle";
import { isObject, type Properties } from "./properties";

/** How the engine marks a value that is more than its JSON, and the mark of a secret. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A handler's own shape: a request in, a response out. */
type Handler<Request, Response> = (request: Request) => Promise<Response> | Response;

/** Properties from a message. */
export function fromStruct(struct: Struct | undefined): Properties {
  return struct === undefined ? {} : (revealed(struct.toJavaScript()) as Properties);
}

/** The configuration of an explicit provider arrives with its secrets wrapped, accepted or not. */
function revealed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revealed);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SECRET) return revealed(value["value"]);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealed(inner)]));
}

/** Properties for a message. */
export function toStruct(properties: Properties): Struct {
  // Through JSON, because a Struct takes no undefined.
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>);
}

/** Wraps a handler for grpc; `onError` may turn an error into a richer one. */
export function unary<Request, Response>(
  handler: Handler<Request, Response>,
  onError: (error: Error) => grpc.ServiceError = failure,
): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => handler(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(onError(error instanceof Error ? error : new Error(String(error)))),
      );
  };
}

/** A plain failure: the name of the AWS error and its message. */
export function failure(error: Error): grpc.ServiceError {
  const details = error.name === "Error" ? error.message : `${error.name}: ${error.message}`;
  return Object.assign(new Error(details), {
    code: grpc.status.UNKNOWN,
    details,
    metadata: new grpc.Metadata(),
  });
}

/** The failure that tells the engine to keep a half-made resource. */
export function initFailure(error: HalfMade, inputs: Properties): grpc.ServiceError {
  const detail = new ErrorResourceInitFailed();
  detail.setId(error.id);
  detail.setProperties(toStruct(error.state));
  detail.setInputs(toStruct(inputs));
  detail.setReasonsList([error.message]);
  const packed = new Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(error.message);
  status.setDetailsList([packed]);
  const metadata = new grpc.Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return Object.assign(new Error(error.message), {
    code: grpc.status.UNKNOWN,
    details: error.message,
    metadata,
  });
}
