import type * as Grpc from "@grpc/grpc-js";
import type * as CallbackProto from "@pulumi/pulumi/proto/callback_pb";
import type * as ResourceProto from "@pulumi/pulumi/proto/resource_pb";
import type * as StructProto from "google-protobuf/google/protobuf/struct_pb";
import type { Answers } from "./answers";
import type { Callbacks } from "./callbacks";
import { Hooks } from "./hooks";
import { answerCall, answerInvoke, answerRead, answerRemoteComponent, answerStackReference } from "./invokes";
import { Refusal } from "./refusal";
import type { Registry } from "./registry";
import type { Sdk } from "./sdk";
import type { SecretTexts } from "./secretTexts";
import { Transforms } from "./transforms";
import { plainProperties, secretsIn, type WireProperties } from "./wire";

type Message = object;

/** The resource monitor of a recording run: what the program registers is recorded and answered at once. */
export class Monitor {
  readonly refusals: string[] = [];
  /** The stack's outputs, once the program has given them. */
  stackOutputs: WireProperties | undefined;
  readonly #sdk: Sdk;
  readonly #registry: Registry;
  readonly #answers: Answers;
  readonly #transforms: Transforms;
  readonly #hooks: Hooks;
  readonly #secrets: SecretTexts;
  /** Why the run was stopped, if it was, and at which resource. */
  stoppedBy: { urn: string; message: string } | undefined;
  /** Called once when the run must be stopped. */
  onStop: () => void = () => undefined;

  constructor(sdk: Sdk, registry: Registry, answers: Answers, callbacks: Callbacks, secrets: SecretTexts) {
    this.#sdk = sdk;
    this.#secrets = secrets;
    this.#registry = registry;
    this.#answers = answers;
    this.#transforms = new Transforms(sdk, callbacks);
    this.#hooks = new Hooks(sdk, callbacks);
  }

  /** The service as gRPC wants it. What an SDK may ask and is not here, gRPC itself answers with UNIMPLEMENTED. */
  implementation(): Grpc.UntypedServiceImplementation {
    const empty = (): Message => new this.#sdk.empty.Empty();
    return {
      getDeploymentInfo: this.#handle(() => this.#deploymentInfo()),
      supportsFeature: this.#handle((request: ResourceProto.SupportsFeatureRequest) =>
        this.#supports(request),
      ),
      invoke: this.#handle((request: ResourceProto.ResourceInvokeRequest) => this.#invoke(request)),
      call: this.#handle((request: ResourceProto.ResourceCallRequest) => this.#call(request)),
      readResource: this.#handle((request: ResourceProto.ReadResourceRequest) => this.#read(request)),
      registerResource: this.#handle((request: ResourceProto.RegisterResourceRequest) =>
        this.#register(request),
      ),
      registerResourceOutputs: this.#handle((request: ResourceProto.RegisterResourceOutputsRequest) => {
        if (request.getUrn() === this.#registry.stackUrn)
          this.stackOutputs = this.#toJs(request.getOutputs());
        return empty();
      }),
      registerStackTransform: this.#handle((request: CallbackProto.Callback) => {
        this.#transforms.addToStack(request);
        return empty();
      }),
      registerStackInvokeTransform: this.#handle((request: CallbackProto.Callback) => {
        this.#transforms.addToInvokes(request);
        return empty();
      }),
      registerResourceHook: this.#handle((request: ResourceProto.RegisterResourceHookRequest) => {
        this.#hooks.add(request);
        return empty();
      }),
      registerErrorHook: this.#handle(empty),
      registerPackage: this.#handle((request: ResourceProto.RegisterPackageRequest) => {
        const response = new this.#sdk.resource.RegisterPackageResponse();
        response.setRef(`${request.getName()}@${request.getVersion()}`);
        return response;
      }),
      signalAndWaitForShutdown: this.#handle(empty),
    };
  }

  #handle<Request>(answer: (request: Request) => Message | Promise<Message>): Grpc.UntypedHandleCall {
    const handler: Grpc.handleUnaryCall<Request, Message> = (call, done) => {
      Promise.resolve()
        .then(() => answer(call.request))
        .then((response) => done(null, response))
        .catch((error: unknown) => {
          const message = error instanceof Error ? error.message : String(error);
          if (error instanceof Refusal) this.#refuse(message);
          done({ code: this.#sdk.grpc.status.UNKNOWN, details: message });
        });
    };
    return handler as Grpc.UntypedHandleCall;
  }

  #refuse(message: string): void {
    if (!this.refusals.includes(message)) this.refusals.push(message);
  }

  /** In a dry run a property without a value is unknown: the program goes on, and all it asks for is refused at once. */
  #orUnknown(answer: () => WireProperties): WireProperties {
    try {
      return answer();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#refuse(error.message);
      return {};
    }
  }

  /** State migrations are left out: there is no state in a first deployment, and the SDK then says so itself. */
  #deploymentInfo(): Message {
    const features = this.#sdk.resource.ResourceMonitorFeature as unknown as Record<string, number>;
    const info = new this.#sdk.resource.DeploymentInfo();
    const supported = Object.entries(features).filter(([name]) => !/STATE_MIGRATIONS|UNSPECIFIED/.test(name));
    info.setSupportedfeaturesList(supported.map(([, feature]) => feature));
    return info;
  }

  #supports(request: ResourceProto.SupportsFeatureRequest): Message {
    const response = new this.#sdk.resource.SupportsFeatureResponse();
    response.setHassupport(request.getId() !== "stateMigrations");
    return response;
  }

  async #invoke(request: ResourceProto.ResourceInvokeRequest): Promise<Message> {
    await this.#transforms.applyToInvoke(request);
    const args = this.#toJs(request.getArgs());
    const response = new this.#sdk.resource.ResourceInvokeResponse();
    if (request.getTok() === "pulumi:pulumi:getResource") {
      response.setReturn(this.#toStruct(this.#registered(String(args["urn"]))));
      return response;
    }
    const place = this.#registry.placeFor(args, request.getProvider());
    response.setReturn(
      this.#toStruct(answerInvoke(request.getTok(), plainProperties(args), place, this.#answers)),
    );
    return response;
  }

  #registered(urn: string): WireProperties {
    const resource = this.#registry.find(urn);
    if (!resource) throw new Error(`no resource with URN ${urn} in this program`);
    return { urn, id: resource.id ?? "", state: resource.outputs };
  }

  #call(request: ResourceProto.ResourceCallRequest): Message {
    this.#toJs(request.getArgs());
    const response = new this.#sdk.provider.CallResponse();
    response.setReturn(this.#toStruct(answerCall(request.getTok(), this.#answers)));
    return response;
  }

  #read(request: ResourceProto.ReadResourceRequest): Message {
    const isStackReference = request.getType() === "pulumi:pulumi:StackReference";
    const properties = this.#orUnknown(() =>
      isStackReference
        ? answerStackReference(request.getId(), this.#answers)
        : answerRead(request.getType(), request.getId(), this.#answers),
    );
    const response = new this.#sdk.resource.ReadResourceResponse();
    response.setUrn(this.#registry.urnFor(request.getType(), request.getName(), request.getParent()));
    response.setProperties(this.#toStruct({ ...this.#toJs(request.getProperties()), ...properties }));
    return response;
  }

  async #register(request: ResourceProto.RegisterResourceRequest): Promise<Message> {
    const response = new this.#sdk.resource.RegisterResourceResponse();
    const isStack = this.#registry.isStack(request.getType());
    const urn = this.#registry.urnFor(request.getType(), request.getName(), request.getParent());
    try {
      if (!isStack) await this.#transforms.apply(request);
      this.#transforms.remember(urn, request);
      response.setUrn(urn);
      if (!isStack) await this.#create(urn, request, response);
      return response;
    } catch (error) {
      return this.#stop(urn, error);
    }
  }

  async #create(
    urn: string,
    request: ResourceProto.RegisterResourceRequest,
    response: ResourceProto.RegisterResourceResponse,
  ): Promise<void> {
    const remote = request.getRemote()
      ? this.#orUnknown(() => answerRemoteComponent(request.getType(), request.getName(), this.#answers))
      : undefined;
    const resource = this.#registry.add(urn, request, remote);
    const hooked = { ...resource, id: resource.id ?? "", inputs: request.getObject() };
    await this.#hooks.run(request.getHooks()?.getBeforeCreateList() ?? [], { ...hooked, outputs: undefined });
    const outputs = this.#toStruct(resource.outputs);
    await this.#hooks.run(request.getHooks()?.getAfterCreateList() ?? [], { ...hooked, outputs });
    response.setId(resource.id ?? "");
    response.setObject(outputs);
  }

  /** As the engine does: a registration that fails ends the run. The SDK does not survive an error for an answer. */
  #stop(urn: string, error: unknown): Promise<never> {
    this.stoppedBy ??= { urn, message: error instanceof Error ? error.message : String(error) };
    this.onStop();
    return new Promise(() => undefined);
  }

  #toJs(struct: StructProto.Struct | undefined): WireProperties {
    const properties = (struct?.toJavaScript() ?? {}) as WireProperties;
    secretsIn(properties).forEach((secret) => this.#secrets.add(secret));
    return properties;
  }

  #toStruct(properties: WireProperties): StructProto.Struct {
    return this.#sdk.struct.Struct.fromJavaScript(properties as Record<string, StructProto.JavaScriptValue>);
  }
}
