import type { Change } from "./changes";
import { KINDS, type Kind } from "./kinds";
import type { Review, ReviewedFinding } from "./review";
import { code, codes } from "./words";

/** The first line of every comment, by which a pipeline finds the one to edit. */
export const MARKER = "<!-- encrypted-bucket review -->";

const MOST_CHANGES = 100;
const MOST_OF_A_KIND = 20;

/** A review as a comment on a pull request: the verdict first, the resource diff folded. */
export function markdownText(review: Review): string {
  const { findings, unusedAllows, changes } = review;
  const stopping = findings.filter(isStopping);
  const kinds = [...new Set(findings.map(({ kind }) => kind))].sort(stoppingFirst(findings));
  const sections = [
    `${MARKER}\n### ${review.passes ? "✓" : "✗"} ${titleOf(review)}`,
    ...kinds.map((kind) => kindText(kind, findings)),
    ...(stopping.length > 0
      ? [
          `To take a risk on purpose: \`--allow ${[...new Set(stopping.map(({ kind }) => kind))].join(" --allow ")}\``,
        ]
      : []),
    ...(unusedAllows.length > 0
      ? [`Allowed and not there, take it out of the command: ${codes(unusedAllows)}`]
      : []),
    folded(changes),
  ];
  return `${sections.join("\n\n")}\n`;
}

function titleOf({ stack, findings, passes }: Review): string {
  const where = stack === null ? "" : ` of ${code(stack)}`;
  const stopping = findings.filter(isStopping).length;
  if (!passes) return `Review${where}: ${stopping} ${stopping === 1 ? "risk stops" : "risks stop"} it`;
  const taken = findings.filter(({ stops, allowed }) => stops && allowed).length;
  if (taken > 0) return `Review${where}: ${taken} ${taken === 1 ? "risk" : "risks"} taken on purpose`;
  return `Review${where}: ${findings.length > 0 ? "nothing stops it" : "nothing at risk"}`;
}

function isStopping({ stops, allowed }: ReviewedFinding): boolean {
  return stops && !allowed;
}

/** What stops it, then what was taken, then what is only told; else in the order of the findings. */
function stoppingFirst(findings: readonly ReviewedFinding[]): (one: Kind, other: Kind) => number {
  const rank = (kind: Kind): number => {
    const first = findings.find((one) => one.kind === kind);
    return first && isStopping(first) ? 0 : first?.stops ? 1 : 2;
  };
  return (one, other) => rank(one) - rank(other);
}

function kindText(kind: Kind, all: readonly ReviewedFinding[]): string {
  const findings = all.filter((one) => one.kind === kind);
  const [first] = findings;
  const { stops, advice } = KINDS[kind];
  const mark = stops ? (first?.allowed ? "☑" : "✗") : "·";
  const taken = first?.allowed && stops ? `Taken: \`--allow ${kind}\`.` : advice;
  const shown = findings
    .slice(0, MOST_OF_A_KIND)
    .map(({ component, text }) => `  - ${code(component)}: ${text}`);
  const more = findings.length - shown.length;
  return [`- ${mark} **${kind}** ${taken}`, ...shown, ...(more > 0 ? [`  - and ${more} more`] : [])].join(
    "\n",
  );
}

function folded(changes: readonly Change[]): string {
  if (changes.length === 0) return "No resource changes.";
  const lines = changes.slice(0, MOST_CHANGES).map(changeLine);
  const more = changes.length - lines.length;
  return [
    `<details><summary>${changes.length} ${changes.length === 1 ? "step" : "steps"}</summary>`,
    "",
    ...lines,
    ...(more > 0 ? [`- and ${more} more`] : []),
    "",
    "</details>",
  ].join("\n");
}

function changeLine({ op, type, name, properties, statements }: Change): string {
  const words = (["added", "removed", "changed"] as const).flatMap((how) =>
    statements && statements[how].length > 0 ? [`${how} ${codes(statements[how])}`] : [],
  );
  const what = properties.length > 0 ? `: ${codes(properties)}` : "";
  const inPolicy = words.length > 0 ? ` (statements: ${words.join("; ")})` : "";
  return `- ${op.replace(/[^a-z-]/gi, "")} ${code(type)} ${code(name)}${what}${inPolicy}`;
}
