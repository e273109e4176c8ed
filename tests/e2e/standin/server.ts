import * as grpc from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { type IResourceProviderServer, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  type CheckRequest,
  type DiffRequest,
  DiffResponse,
  GetSchemaResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import {
  checkAnswer,
  configureAnswer,
  createAnswer,
  diffAnswer,
  handshakeAnswer,
  invokeAnswer,
  readAnswer,
  updateAnswer,
} from "./answers";
import { familyOf } from "./families";
import type { Family } from "./family";
import { invoke } from "./invokes";
import { create, HalfMade, read, remove, update } from "./lifecycle";
import { checked, difference, previewed } from "./plan";
import { openSession, type Session } from "./session";
import { failure, fromStruct, initFailure, toStruct, unary } from "./wire";

/** Starts the provider on a free loopback port; `onConfigure` runs whenever an engine sets it up. */
export async function serve(version: string, onConfigure: () => Promise<void>): Promise<number> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": 64 << 20 });
  // What is missing here is answered with UNIMPLEMENTED.
  server.addService(ResourceProviderService, {
    ...handlers(version, onConfigure),
  } as grpc.UntypedServiceImplementation);
  return new Promise((resolve, reject) => {
    const credentials = grpc.ServerCredentials.createInsecure();
    server.bindAsync("127.0.0.1:0", credentials, (error, port) =>
      error === null ? resolve(port) : reject(error),
    );
  });
}

function handlers(version: string, onConfigure: () => Promise<void>): Partial<IResourceProviderServer> {
  let session: Session | undefined;
  const open = (): Session => {
    if (session === undefined) throw new Error("the provider was not configured");
    return session;
  };
  const nothing = unary(() => new Empty());
  return {
    handshake: unary(handshakeAnswer),
    attach: nothing,
    cancel: nothing,
    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(version);
      return info;
    }),
    getSchema: unary(() => {
      const schema = new GetSchemaResponse();
      schema.setSchema(JSON.stringify({ name: "aws", version }));
      return schema;
    }),
    checkConfig: unary((request: CheckRequest) => checkAnswer(fromStruct(request.getNews()))),
    diffConfig: unary((request: DiffRequest) => configDiff(request)),
    configure: unary(async (request) => {
      const variables = [...request.getVariablesMap().entries()].map(([key, value]) => [
        unqualified(key),
        value,
      ]);
      session = openSession({ ...Object.fromEntries(variables), ...fromStruct(request.getArgs()) });
      await onConfigure();
      return configureAnswer();
    }),
    invoke: unary(async (request) =>
      invokeAnswer(await invoke(open(), request.getTok(), fromStruct(request.getArgs()))),
    ),
    ...resourceHandlers(open),
  };
}

function resourceHandlers(open: () => Session): Partial<IResourceProviderServer> {
  return {
    check: unary((request) => {
      const urn = request.getUrn();
      const olds = fromStruct(request.getOlds());
      const news = fromStruct(request.getNews());
      return checkAnswer(checked(family(urn), nameOf(urn), olds, news, request.getRandomseed_asU8()));
    }),
    diff: unary((request) => {
      const olds = fromStruct(request.getOlds());
      const news = fromStruct(request.getNews());
      const oldInputs = fromStruct(request.getOldInputs());
      return diffAnswer(difference(family(request.getUrn()), open().region, olds, oldInputs, news));
    }),
    create: (call, callback) => {
      const inputs = fromStruct(call.request.getProperties());
      const onError = (error: Error): grpc.ServiceError =>
        error instanceof HalfMade ? initFailure(error, inputs) : failure(error);
      unary(async () => {
        const kind = family(call.request.getUrn());
        if (call.request.getPreview()) return createAnswer("", previewed(kind, open().region, inputs));
        const made = await create(kind, open(), inputs);
        return createAnswer(made.id, made.state);
      }, onError)(call, callback);
    },
    read: unary(async (request) => {
      const old = { state: fromStruct(request.getProperties()), inputs: fromStruct(request.getInputs()) };
      return readAnswer(request.getId(), await read(family(request.getUrn()), open(), request.getId(), old));
    }),
    update: unary(async (request) => {
      const olds = { state: fromStruct(request.getOlds()), inputs: fromStruct(request.getOldInputs()) };
      const news = fromStruct(request.getNews());
      if (request.getPreview()) return updateAnswer({ ...olds.state, ...news });
      return updateAnswer(await update(family(request.getUrn()), open(), request.getId(), olds, news));
    }),
    delete: unary(async (request) => {
      await remove(family(request.getUrn()), open(), request.getId(), fromStruct(request.getProperties()));
      return new Empty();
    }),
  };
}

/** Another region or endpoint is another configuration of the same provider: its resources decide for themselves. */
function configDiff(request: DiffRequest): DiffResponse {
  const answer = new DiffResponse();
  const before = JSON.stringify(toStruct(fromStruct(request.getOlds())).toJavaScript());
  const after = JSON.stringify(toStruct(fromStruct(request.getNews())).toJavaScript());
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  answer.setChanges(before === after ? DIFF_NONE : DIFF_SOME);
  return answer;
}

function family(urn: string): Family {
  return familyOf(urn.split("::")[2]?.split("$").at(-1) ?? "");
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function unqualified(key: string): string {
  return key.split(":").at(-1) ?? key;
}
