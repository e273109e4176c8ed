import { Command, InvalidArgumentError } from "commander";
import { writeFileSync } from "node:fs";
import { borderlessTable } from "../cli/borderlessTable";
import { processPrinter } from "../cli/printer";
import { LAST_RESULTS, PUBLISHED_RESULTS } from "./folders";
import type { Progress } from "./interleaved";
import { loadAverage, machine } from "./machine";
import { writePage } from "./page";
import { drawProfile } from "./picture";
import { prepare } from "./prepare";
import { holds, readResults, withRows, type RowResult } from "./results";
import type { Row } from "./row";
import { ROWS } from "./rows";
import { barCells, entryCells, type Cells } from "./table";

interface BenchOptions {
  only?: string[];
  runs: number;
  publish?: boolean;
}

const IDS = ROWS.map(({ id }) => id);
const printer = processPrinter();
const progress: Progress = (what) => printer.error(`${printer.errorColours.dim(what)}\n`);

void new Command("npm run bench --")
  .description(
    "Measures the project beside what it is compared with. Exits with 1 when a number passes its bar.",
  )
  .option("--only <row>", `measure one row: ${IDS.join(", ")}; repeatable`, rowId)
  .option("--runs <n>", "how often a short command is run; long ones fewer times", wholeNumber, 7)
  .option("--publish", "put the numbers into bench/numbers.json and docs/benchmarks.md, and draw its picture")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(bench)
  .parseAsync();

async function bench({ only = IDS, runs, publish = false }: BenchOptions): Promise<void> {
  prepare(progress);
  const measured: RowResult[] = [];
  for (const row of ROWS.filter(({ id }) => only.includes(id))) {
    const result = await measure(row, runs);
    printer.out(`\n${printer.colours.bold(row.title)}\n${shown(entryCells(result))}\n`);
    measured.push(result);
    // At once: what comes after may fail.
    keep(result, publish);
  }
  printer.out(`\n${shown(barCells(measured))}\n`);
  const broken = measured.flatMap(({ bars }) => bars).filter((bar) => bar.gates && !holds(bar));
  if (broken.length > 0) process.exitCode = 1;
}

async function measure({ id, title, measure }: Row, runs: number): Promise<RowResult> {
  const loadBefore = loadAverage();
  const measuredAt = new Date().toISOString();
  return { id, title, measuredAt, loadBefore, ...(await measure({ runs, progress })) };
}

function keep(row: RowResult, publish: boolean): void {
  const file = publish ? PUBLISHED_RESULTS : LAST_RESULTS;
  const results = withRows(readResults(file), { machine: machine(), rows: [row] });
  results.rows.sort((a, b) => IDS.indexOf(a.id) - IDS.indexOf(b.id));
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  if (!publish) return;
  writePage(results);
  if (row.id === "preview") drawProfile();
}

function shown([titles = [], ...lines]: Cells): string {
  const widths = titles.map((title, column) => {
    const longest = Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0));
    return Math.min(longest, 64) + 2;
  });
  return borderlessTable(titles, widths, lines, printer.colours);
}

function rowId(id: string, chosen: string[] = []): string[] {
  if (!IDS.includes(id)) throw new InvalidArgumentError(`There are ${IDS.join(", ")}.`);
  return [...chosen, id];
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("Give a whole number from 1.");
  return number;
}
