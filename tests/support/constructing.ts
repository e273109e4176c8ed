import { join } from "node:path";
import type { ServiceError } from "@grpc/grpc-js";
import { ConstructRequest, type ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { InputPropertiesError } from "@pulumi/pulumi/proto/errors_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { Answers } from "../../cli/preview/answers";
import type { Recording } from "../../cli/preview/recording";
import { RecordingServer } from "../../cli/preview/recordingServer";
import { plainProperties } from "../../cli/preview/wire";
import { type RunningPlugin, startPlugin } from "./pluginHost";

/** What another language's program got for one component: what was registered and what came back. */
export interface Constructed {
  recording: Recording;
  urn: string;
  state: Record<string, unknown>;
}

/** An error as it reaches the other side, and what had been registered by then. */
export interface Refused {
  message: string;
  registered: string[];
  /** The properties complained of, with the reasons. */
  errors: { path: string; reason: string }[];
}

/** Whether it was refused. */
export function isRefused(answer: Constructed | Refused): answer is Refused {
  return "message" in answer;
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** A value known only later, as other languages send it; without a value, one that is not known yet. */
export function outputOf(...given: [value?: unknown, mark?: { secret: true }]): object {
  const [value, mark] = given;
  return { [SIGNATURE]: OUTPUT, dependencies: [], ...(given.length > 0 ? { value } : {}), ...mark };
}

/** A plugin with an engine of its own that records. */
export interface ConstructingPlugin {
  construct(inputs: object, options?: { dryRun?: boolean }): Promise<Constructed | Refused>;
  stop(): void;
}

const SDK = join(__dirname, "../../node_modules/@pulumi/pulumi");
const CONFIG = { values: { "aws:region": "eu-central-1" }, secretKeys: [], secretTexts: [] };

/** Starts the plugin in a folder; each `construct` makes one component called `reports`. */
export async function startConstructing(folder: string): Promise<ConstructingPlugin> {
  const engine = await RecordingServer.listen(SDK, "consumer", "dev", CONFIG, new Answers([]));
  const plugin = await startPlugin(folder, `127.0.0.1:${engine.port}`);
  return {
    construct: (inputs, options = {}) => constructWith(plugin, inputs, options.dryRun === true),
    stop() {
      plugin.stop();
      engine.close();
    },
  };
}

/** Each with a monitor of its own, as each deployment has. */
async function constructWith(
  { client }: RunningPlugin,
  inputs: object,
  dryRun: boolean,
): Promise<Constructed | Refused> {
  const monitor = await RecordingServer.listen(SDK, "consumer", "dev", CONFIG, new Answers([]));
  const request = new ConstructRequest();
  request.setProject("consumer");
  request.setStack("dev");
  request.setDryrun(dryRun);
  request.setParallel(16);
  request.setMonitorendpoint(`127.0.0.1:${monitor.port}`);
  request.setType("encrypted-bucket:index:EncryptedBucket");
  request.setName("reports");
  request.setInputs(Struct.fromJavaScript(inputs as Record<string, JavaScriptValue>));
  request.setAcceptsOutputValues(true);
  try {
    const response = await new Promise<ConstructResponse>((resolve, reject) =>
      client.construct(request, (error, answer) => (error ? reject(error) : resolve(answer))),
    );
    const state = plainProperties((response.getState()?.toJavaScript() ?? {}) as Record<string, unknown>);
    return { recording: monitor.recording(), urn: response.getUrn(), state };
  } catch (error) {
    return refusedBy(error as ServiceError, monitor.recording());
  } finally {
    monitor.close();
  }
}

/** What the engine reads from the answer: the message, and the properties in its details. */
function refusedBy(error: ServiceError, { resources }: Recording): Refused {
  const registered = resources.map(({ name }) => name);
  const [details] = error.metadata.get("grpc-status-details-bin");
  if (details === undefined) return { message: error.details, errors: [], registered };
  const errors = Status.deserializeBinary(details as Buffer)
    .getDetailsList()
    .flatMap((detail) => InputPropertiesError.deserializeBinary(detail.getValue_asU8()).getErrorsList())
    .map((one) => ({ path: one.getPropertyPath(), reason: one.getReason() }));
  return { message: error.details, errors, registered };
}
