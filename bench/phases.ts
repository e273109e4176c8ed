import type { Profiler } from "node:inspector";

/** What a process can be busy with, in the order of the legend. */
export const PHASES = [
  "starting Node",
  "compiling TypeScript",
  "loading and running Pulumi's SDK",
  "@pulumi/aws",
  "gRPC and protobuf",
  "the program and the component",
  "preview",
  "the simulator",
  "collecting garbage",
  "waiting",
] as const;
export type Phase = (typeof PHASES)[number];

/** A sample of the profiler: what it found, at which microsecond. */
export interface Sample {
  at: number;
  phase: Phase;
}

const COMPILERS =
  /^(tsx|esbuild|@esbuild|typescript|ts-node|@cspotcode|source-map|source-map-support|get-tsconfig)/;
const OF_PREVIEW = /^(yaml|commander|cli-table3|picocolors|string-width|strip-ansi|ansi-regex|emoji-regex)$/;

/** The samples of a profile with the phase of each. */
export function samplesOf({ nodes, samples = [], timeDeltas = [], startTime }: Profiler.Profile): Sample[] {
  const phases = phasesOf(nodes);
  let at = startTime;
  return samples.map((id, index) => {
    at += timeDeltas[index] ?? 0;
    return { at, phase: phases.get(id) ?? "starting Node" };
  });
}

/** Node's own functions count for whoever called them: reading and compiling a module, for the package that asked. */
function phasesOf(nodes: readonly Profiler.ProfileNode[]): Map<number, Phase> {
  const phases = new Map<number, Phase>();
  const visit = (node: Profiler.ProfileNode, inherited: Phase): void => {
    const phase = phaseOf(node.callFrame) ?? inherited;
    phases.set(node.id, phase);
    for (const id of node.children ?? []) visit(byId.get(id) as Profiler.ProfileNode, phase);
  };
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const [root] = nodes;
  if (root) visit(root, "starting Node");
  return phases;
}

function phaseOf({ functionName, url }: Profiler.ProfileNode["callFrame"]): Phase | undefined {
  if (functionName === "(idle)") return "waiting";
  if (functionName === "(garbage collector)") return "collecting garbage";
  if (url === "" || url.startsWith("node:")) return undefined;
  const packages = [...url.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)];
  const name = packages.at(-1)?.[1];
  if (name === undefined) return ownPhase(url);
  if (name === "@pulumi/aws") return name;
  if (COMPILERS.test(name)) return "compiling TypeScript";
  if (/^(@grpc|google-protobuf|protobufjs|@protobufjs)/.test(name)) return "gRPC and protobuf";
  return OF_PREVIEW.test(name) ? "preview" : "loading and running Pulumi's SDK";
}

function ownPhase(url: string): Phase {
  if (/\/simulator\//.test(url)) return "the simulator";
  return /\/(cli|dist)\//.test(url) ? "preview" : "the program and the component";
}
