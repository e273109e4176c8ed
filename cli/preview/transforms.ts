import type * as CallbackProto from "@pulumi/pulumi/proto/callback_pb";
import type * as ResourceProto from "@pulumi/pulumi/proto/resource_pb";
import type { Callbacks } from "./callbacks";
import type { Sdk } from "./sdk";

type Request = ResourceProto.RegisterResourceRequest;
type Options = ResourceProto.TransformResourceOptions;

/** The transforms of a program: of the stack, and of each resource for itself and its children. */
export class Transforms {
  readonly #sdk: Sdk;
  readonly #callbacks: Callbacks;
  readonly #ofStack: CallbackProto.Callback[] = [];
  readonly #ofInvokes: CallbackProto.Callback[] = [];
  readonly #ofResources = new Map<string, CallbackProto.Callback[]>();

  constructor(sdk: Sdk, callbacks: Callbacks) {
    this.#sdk = sdk;
    this.#callbacks = callbacks;
  }

  /** Adds one for every resource to come. */
  addToStack(callback: CallbackProto.Callback): void {
    this.#ofStack.push(callback);
  }

  /** Adds one for every provider function to come. */
  addToInvokes(callback: CallbackProto.Callback): void {
    this.#ofInvokes.push(callback);
  }

  /** Keeps what a resource hands down to its children: its own transforms, then its parents'. */
  remember(urn: string, request: Request): void {
    const inherited = [...request.getTransformsList(), ...(this.#ofResources.get(request.getParent()) ?? [])];
    if (inherited.length > 0) this.#ofResources.set(urn, inherited);
  }

  /** Changes a registration in place, in the engine's order: its own, its parents' from the nearest, the stack's. */
  async apply(request: Request): Promise<void> {
    const fromParents = this.#ofResources.get(request.getParent()) ?? [];
    for (const callback of [...request.getTransformsList(), ...fromParents, ...this.#ofStack]) {
      const message = new this.#sdk.resource.TransformRequest();
      message.setType(request.getType());
      message.setName(request.getName());
      message.setCustom(request.getCustom());
      message.setParent(request.getParent());
      message.setProperties(request.getObject());
      message.setOptions(this.#optionsOf(request));
      const answer = await this.#callbacks.call(callback, message.serializeBinary());
      takeOver(request, this.#sdk.resource.TransformResponse.deserializeBinary(answer));
    }
  }

  /** Changes the arguments of a provider function in place. */
  async applyToInvoke(request: ResourceProto.ResourceInvokeRequest): Promise<void> {
    for (const callback of this.#ofInvokes) {
      const message = new this.#sdk.resource.TransformInvokeRequest();
      message.setToken(request.getTok());
      message.setArgs(request.getArgs());
      const options = new this.#sdk.resource.TransformInvokeOptions();
      options.setProvider(request.getProvider());
      options.setVersion(request.getVersion());
      message.setOptions(options);
      const bytes = await this.#callbacks.call(callback, message.serializeBinary());
      const answer = this.#sdk.resource.TransformInvokeResponse.deserializeBinary(bytes);
      request.setArgs(answer.getArgs());
      const provider = answer.getOptions()?.getProvider();
      if (provider) request.setProvider(provider);
    }
  }

  #optionsOf(request: Request): Options {
    const options = new this.#sdk.resource.TransformResourceOptions();
    options.setDependsOnList(request.getDependenciesList());
    options.setIgnoreChangesList(request.getIgnorechangesList());
    options.setReplaceOnChangesList(request.getReplaceonchangesList());
    options.setVersion(request.getVersion());
    options.setAliasesList(request.getAliasesList());
    options.setProvider(request.getProvider());
    options.setPluginDownloadUrl(request.getPlugindownloadurl());
    options.setDeletedWith(request.getDeletedwith());
    options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
    options.setImport(request.getImportid());
    if (request.hasProtect()) options.setProtect(request.getProtect() === true);
    if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() === true);
    if (request.getDeletebeforereplacedefined())
      options.setDeleteBeforeReplace(request.getDeletebeforereplace());
    request.getProvidersMap().forEach((reference, name) => options.getProvidersMap().set(name, reference));
    return options;
  }
}

/** Only what a preview shows or uses; the rest changes nothing about a first deployment. */
function takeOver(request: Request, answer: ResourceProto.TransformResponse): void {
  request.setObject(answer.getProperties());
  const options = answer.getOptions();
  if (!options) return;
  request.setDependenciesList(options.getDependsOnList());
  request.setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
  request.setProvider(options.getProvider());
  request.setImportid(options.getImport());
  if (options.hasProtect()) request.setProtect(options.getProtect() === true);
  if (options.hasRetainOnDelete()) request.setRetainondelete(options.getRetainOnDelete() === true);
}
