import type { Answers } from "./answers";
import type { Config } from "./config";
import { Gate } from "./gate";
import { startHost, type Host, type HostResult } from "./host";
import type { Project } from "./project";
import type { Recording } from "./recording";
import type * as Serving from "./recordingServer";
import { findSdk } from "./sdk";

/** A program that runs, and what it will have registered. */
export interface RunningRecording {
  finished: Promise<{ recording: Recording; ended: HostResult }>;
}

/** Starts a program without AWS. Resolves as soon as somebody listens to it. */
export async function startRecording(
  project: Project,
  stack: string,
  config: Config,
  answers: Answers,
): Promise<RunningRecording> {
  const sdkDirectory = findSdk(project.programDirectory);
  const gate = await Gate.open();
  const host = startHost(project, stack, config, sdkDirectory, gate.port);
  try {
    // Loaded only now: the program takes its time to start, and this is free meanwhile.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { RecordingServer } = require("./recordingServer") as typeof Serving;
    const server = await RecordingServer.listen(sdkDirectory, project.name, stack, config, answers);
    server.onStop(host.kill);
    gate.openTo(server.port);
    return { finished: finish(host, server, gate) };
  } catch (error) {
    host.kill();
    gate.close();
    throw error;
  }
}

async function finish(
  host: Host,
  server: Serving.RecordingServer,
  gate: Gate,
): Promise<{ recording: Recording; ended: HostResult }> {
  try {
    const ended = await host.ended;
    return { recording: server.recording(), ended };
  } finally {
    server.close();
    gate.close();
  }
}
