import type * as CallbackProto from "@pulumi/pulumi/proto/callback_pb";
import type * as ResourceProto from "@pulumi/pulumi/proto/resource_pb";
import type * as StructProto from "google-protobuf/google/protobuf/struct_pb";
import type { Callbacks } from "./callbacks";
import type { Sdk } from "./sdk";

interface Hook {
  callback: CallbackProto.Callback | undefined;
  onDryRun: boolean;
  ignoreErrors: boolean;
}

/** What a hook is told about the resource. */
export interface HookedResource {
  urn: string;
  id: string;
  name: string;
  type: string;
  inputs: StructProto.Struct | undefined;
  outputs?: StructProto.Struct;
}

/** The resource hooks of a program. As in a real preview, only those run that ask to run in one. */
export class Hooks {
  readonly #sdk: Sdk;
  readonly #callbacks: Callbacks;
  readonly #byName = new Map<string, Hook>();

  constructor(sdk: Sdk, callbacks: Callbacks) {
    this.#sdk = sdk;
    this.#callbacks = callbacks;
  }

  /** Keeps a hook that resources may name. */
  add(request: ResourceProto.RegisterResourceHookRequest): void {
    this.#byName.set(request.getName(), {
      callback: request.getCallback(),
      onDryRun: request.getOnDryRun(),
      ignoreErrors: request.getIgnoreErrors(),
    });
  }

  /** Runs hooks in order; the first that fails fails the resource. */
  async run(names: readonly string[], resource: HookedResource): Promise<void> {
    for (const name of names) {
      const hook = this.#byName.get(name);
      if (!hook?.onDryRun || !hook.callback) continue;
      const answer = await this.#callbacks.call(hook.callback, this.#messageFor(resource));
      const error = this.#sdk.resource.ResourceHookResponse.deserializeBinary(answer).getError();
      if (error && !hook.ignoreErrors) throw new Error(`hook ${name} failed: ${error}`);
    }
  }

  #messageFor({ urn, id, name, type, inputs, outputs }: HookedResource): Uint8Array {
    const message = new this.#sdk.resource.ResourceHookRequest();
    message.setUrn(urn);
    message.setId(id);
    message.setName(name);
    message.setType(type);
    message.setNewInputs(inputs);
    message.setNewOutputs(outputs);
    return message.serializeBinary();
  }
}
