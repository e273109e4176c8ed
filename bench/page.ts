import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./folders";
import type { Results } from "./results";
import { markdown } from "./table";

const PAGE = join(ROOT, "docs", "benchmarks.md");
const BEGIN = "<!-- begin: written by npm run bench -- --publish -->";
const END = "<!-- end -->";

/** The page as it stands. */
export function page(): string {
  return readFileSync(PAGE, "utf8");
}

/** The page with these numbers in it. */
export function pageWith(results: Results | undefined): string {
  const text = page();
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`docs/benchmarks.md has lost its markers: ${BEGIN} … ${END}`);
  return `${text.slice(0, begin)}${BEGIN}\n\n${results ? markdown(results) : "None yet."}\n\n${text.slice(end)}`;
}

/** Puts the numbers into the page. */
export function writePage(results: Results): void {
  writeFileSync(PAGE, pageWith(results));
}
