import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The rows of a page's tables whose first cell of the head is given: head → cell, as written. */
export function tableOf(file: string, firstHead: string): Record<string, string>[] {
  const lines = readFileSync(join(__dirname, "..", "..", file), "utf8").split("\n");
  const start = lines.findIndex((line) => cellsOf(line)[0] === firstHead);
  if (start < 0) throw new Error(`${file} has no table that begins with ${firstHead}`);
  const head = cellsOf(lines[start] ?? "");
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("|"));
  return lines
    .slice(start + 2, end < 0 ? undefined : end)
    .map((line) => Object.fromEntries(cellsOf(line).map((cell, index) => [head[index] ?? "", cell])));
}

function cellsOf(line: string): string[] {
  if (!line.startsWith("|")) return [];
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}
