import type * as CallbackProto from "@pulumi/pulumi/proto/callback_pb";
import type { CallbacksClient, Sdk } from "./sdk";

/** Calls functions back that the program left with the engine: transforms and hooks. */
export class Callbacks {
  readonly #sdk: Sdk;
  readonly #clients = new Map<string, CallbacksClient>();

  constructor(sdk: Sdk) {
    this.#sdk = sdk;
  }

  /** Calls one back with a serialized message, and returns the serialized answer. */
  call(callback: CallbackProto.Callback, message: Uint8Array): Promise<Uint8Array> {
    const request = new this.#sdk.callback.CallbackInvokeRequest();
    request.setToken(callback.getToken());
    request.setRequest(message);
    return new Promise((resolve, reject) => {
      this.#clientFor(callback.getTarget()).invoke(request, (error, response) => {
        if (error) reject(new Error(error.details));
        else resolve(response.getResponse_asU8());
      });
    });
  }

  #clientFor(target: string): CallbacksClient {
    const known = this.#clients.get(target);
    if (known) return known;
    // A proxy set for the machine must not stand between two processes on it.
    const options = { "grpc.enable_http_proxy": 0 };
    const client = new this.#sdk.CallbacksClient(
      target,
      this.#sdk.grpc.credentials.createInsecure(),
      options,
    );
    this.#clients.set(target, client);
    return client;
  }

  /** Hangs up on the program. */
  close(): void {
    this.#clients.forEach((client) => client.close());
  }
}
