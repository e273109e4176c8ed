import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./folders";
import { PHASES, samplesOf, type Phase } from "./phases";
import { profilesOf, type ProcessProfile } from "./profiles";

const FILE = join(ROOT, "docs", "pictures", "preview-profile.svg");

const COLOURS: Record<Phase, string> = {
  "starting Node": "#8b949e",
  "compiling TypeScript": "#f0883e",
  "loading and running Pulumi's SDK": "#a371f7",
  "@pulumi/aws": "#d2a8ff",
  "gRPC and protobuf": "#58a6ff",
  "the program and the component": "#7ee787",
  preview: "#e3b341",
  "the simulator": "#f778ba",
  "collecting garbage": "#da3633",
  waiting: "#21262d",
};

const [WIDTH, PADDING, LANE, LINE] = [860, 18, 34, 18];
/** So many pieces a lane is cut into; each gets the colour of what it mostly was. */
const PIECES = 280;

/** Draws where the time of a preview of the dev stack goes, process by process. */
export function drawProfile(): void {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    scripts: { preview: string };
  };
  const [, ...args] = scripts.preview.split(" ");
  writeFileSync(FILE, pictureOf(profilesOf(process.execPath, [...args, "--stack", "dev"])));
}

function pictureOf(processes: readonly ProcessProfile[]): string {
  const begins = Math.min(...processes.map(beginOf));
  const ends = Math.max(...processes.map(({ profile }) => profile.endTime));
  const lanes = processes.map((one, index) => laneOf(one, index, begins, ends));
  const legendTop = PADDING + processes.length * (LANE + LINE) + 2 * LINE;
  const height = legendTop + Math.ceil(PHASES.length / 2) * LINE + PADDING;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="12" fill="#c9d1d9">
<title>Where the time of npm run preview goes</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${lanes.join("\n")}
${scaleOf(ends - begins, PADDING + processes.length * (LANE + LINE))}
${legendOf(processes, legendTop)}
</svg>
`;
}

/** Microseconds, on the clock that all processes of a machine share. */
function beginOf({ before, profile }: ProcessProfile): number {
  return profile.startTime - before * 1e6;
}

const LANE_NAMES = ["the command", "the program, under Pulumi's own host"];

function laneOf(one: ProcessProfile, index: number, begins: number, ends: number): string {
  const top = PADDING + index * (LANE + LINE);
  const x = (at: number): number => PADDING + ((at - begins) / (ends - begins)) * (WIDTH - 2 * PADDING);
  const bars = piecesOf(one, (ends - begins) / PIECES).map(
    ({ phase, from, to }) =>
      `<rect x="${x(from).toFixed(1)}" y="${top + LINE}" width="${(x(to) - x(from)).toFixed(1)}" height="${LANE - 8}" fill="${COLOURS[phase]}"/>`,
  );
  return [`<text x="${PADDING}" y="${top + 12}">${LANE_NAMES[index] ?? ""}</text>`, ...bars].join("\n");
}

interface Piece {
  phase: Phase;
  from: number;
  to: number;
}

function piecesOf(one: ProcessProfile, length: number): Piece[] {
  const pieces: Piece[] = [];
  const begin = beginOf(one);
  const spent = new Map<number, Map<Phase, number>>();
  for (const { phase, from, to } of spansOf(one)) {
    for (let piece = Math.floor((from - begin) / length); begin + piece * length < to; piece++) {
      const share = Math.min(to, begin + (piece + 1) * length) - Math.max(from, begin + piece * length);
      const phases = spent.get(piece) ?? new Map<Phase, number>();
      spent.set(piece, phases.set(phase, (phases.get(phase) ?? 0) + share));
    }
  }
  for (const [piece, phases] of spent) {
    const [[phase] = ["waiting" as const]] = [...phases].sort(([, a], [, b]) => b - a);
    const from = begin + piece * length;
    const last = pieces.at(-1);
    if (last?.phase === phase && Math.abs(last.to - from) < 1) last.to = from + length;
    else pieces.push({ phase, from, to: from + length });
  }
  return pieces;
}

/** A sample stands for the time since the one before it. */
function spansOf(one: ProcessProfile): Piece[] {
  const start = one.profile.startTime;
  const first: Piece = { phase: "starting Node", from: beginOf(one), to: start };
  let last = start;
  const spans = samplesOf(one.profile).map(({ at, phase }) => {
    const span = { phase, from: last, to: at };
    last = at;
    return span;
  });
  return [first, ...spans];
}

function scaleOf(length: number, top: number): string {
  const step = length > 3e6 ? 1e6 : 2.5e5;
  const marks = Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step);
  return marks
    .map((at) => {
      const x = PADDING + (at / length) * (WIDTH - 2 * PADDING);
      return `<text x="${x.toFixed(1)}" y="${top + LINE}" fill="#8b949e">${at / 1e6} s</text>`;
    })
    .join("\n");
}

function legendOf(processes: readonly ProcessProfile[], top: number): string {
  const spans = processes.flatMap(spansOf);
  return PHASES.map((phase, index) => {
    const total = spans
      .filter((span) => span.phase === phase)
      .reduce((sum, { from, to }) => sum + to - from, 0);
    const [x, y] = [PADDING + (index % 2) * (WIDTH / 2), top + Math.floor(index / 2) * LINE];
    return `<rect x="${x}" y="${y}" width="10" height="10" fill="${COLOURS[phase]}" stroke="#8b949e" stroke-width="0.5"/><text x="${x + 18}" y="${y + 10}">${phase}, ${Math.round(total / 1e3)} ms</text>`;
  }).join("\n");
}
