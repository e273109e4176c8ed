import { join } from "node:path";
import { Answers } from "../../cli/preview/answers";
import { configFor } from "../../cli/preview/config";
import { readProject } from "../../cli/preview/project";
import { startRecording } from "../../cli/preview/record";
import { readStack } from "../../cli/preview/stack";

/**
 * Runs one of the programs beside it under the engine of `preview`, without judging or showing anything: what is left
 * is the program, the SDK, and the engine's answers. Usage: node record.js FOLDER PROGRAM COUNT [--show]
 */
async function main([folder = "", program = "", count = "", show]: string[]): Promise<void> {
  const project = { ...readProject(folder), programDirectory: __dirname, entryPoint: program };
  const stack = readStack(project, undefined);
  const config = configFor(project, stack, ["aws:region=eu-central-1", `bench:count=${count}`]);
  const running = await startRecording(project, stack.name, config, new Answers([]));
  const { recording, ended } = await running.finished;
  if (ended.code !== 0) throw new Error(`${join(folder, program)} ended with ${ended.code}: ${ended.stderr}`);
  const resources = recording.resources.map(
    ({ type, name, parent, inputs, dependsOn, protect, retainOnDelete }) => ({
      type,
      name,
      parent,
      inputs,
      dependsOn,
      protect,
      retainOnDelete,
    }),
  );
  process.stdout.write(show ? JSON.stringify(resources) : `${resources.length} resources\n`);
}

void main(process.argv.slice(2));
