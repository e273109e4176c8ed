import { holds, type Bar, type Entry, type Results, type RowResult } from "./results";

/** A table as cells, the first line its titles. */
export type Cells = string[][];

/** What was measured, one line for each thing. */
export function entryCells({ entries }: RowResult): Cells {
  const withUsage = entries.some(({ peakBytes }) => peakBytes !== undefined);
  const withSlope = entries.some(({ slope }) => slope !== undefined);
  const titles = [
    "what",
    "median",
    "from … to",
    "runs",
    ...(withUsage ? ["CPU", "peak memory"] : []),
    ...(withSlope ? ["one more"] : []),
    ...ratiosOf(entries).map((name) => `× ${name}`),
  ];
  return [
    titles,
    ...entries.map((entry) => [
      ...timeCells(entry),
      ...(withUsage ? usageCells(entry) : []),
      ...(withSlope ? [shownOr(entry.slope, duration)] : []),
      ...ratiosOf(entries).map((name) => shownOr(entry.times?.[name], threeDigits)),
    ]),
  ];
}

function ratiosOf(entries: readonly Entry[]): string[] {
  return [...new Set(entries.flatMap(({ times = {} }) => Object.keys(times)))];
}

function timeCells({ what, median, low, high, runs }: Entry): string[] {
  return [what, duration(median), runs > 1 ? `${duration(low)} … ${duration(high)}` : "", String(runs)];
}

function usageCells({ cpuSeconds, peakBytes }: Entry): string[] {
  return [shownOr(cpuSeconds, duration), shownOr(peakBytes, megabytes)];
}

function shownOr(amount: number | undefined, show: (amount: number) => string): string {
  return amount === undefined ? "" : show(amount);
}

/** The bars of all rows and whether they are kept. */
export function barCells(rows: readonly RowResult[]): Cells {
  const bars = rows.flatMap(({ bars }) => bars);
  return [["bar", "measured", "limit", ""], ...bars.map(barLine)];
}

function barLine(bar: Bar): string[] {
  const amount = bar.unit === "s" ? duration : times;
  const limit = `${bar.must === "below" ? "at most" : "at least"} ${amount(bar.limit)}`;
  const kept = holds(bar) ? "holds" : bar.gates ? "DOES NOT HOLD" : "does not hold; shown, not demanded";
  return [bar.what, amount(bar.measured), limit, kept];
}

/** As Markdown, for docs/benchmarks.md. */
export function markdown({ machine, rows }: Results): string {
  const { processor, cores, memoryBytes, system, node } = machine;
  const days = [...new Set(rows.map(({ measuredAt }) => measuredAt.slice(0, 10)))].sort().join(", ");
  const load = Math.max(...rows.map(({ loadBefore }) => loadBefore));
  return [
    `Measured ${days} on ${cores} cores of an ${processor}, ${Math.round(memoryBytes / 2 ** 30)} GB, ${system}, Node ${node}; load average before each row at most ${load}.`,
    ...rows.flatMap((row) => [`### ${row.title}`, markdownTable(entryCells(row))]),
    "### Bars",
    markdownTable(barCells(rows)),
  ].join("\n\n");
}

function markdownTable([titles = [], ...lines]: Cells): string {
  const line = (cells: string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const rule = titles.map((_, index) => (index === 0 ? "---" : "--:"));
  return [line(titles), line(rule), ...lines.map(line)].join("\n");
}

/** Three digits and the unit that fits. */
export function duration(seconds: number): string {
  const [amount, unit] =
    seconds >= 1 ? [seconds, "s"] : seconds >= 1e-3 ? [seconds * 1e3, "ms"] : [seconds * 1e6, "µs"];
  return `${threeDigits(amount)} ${unit}`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function times(ratio: number): string {
  return `${threeDigits(ratio)} ×`;
}

function threeDigits(amount: number): string {
  return amount >= 100 ? amount.toFixed(0) : amount.toPrecision(3);
}
