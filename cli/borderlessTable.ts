import Table from "cli-table3";
import type { Colours } from "./printer";

const NO_LINES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: " ",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "",
};

/** A table without lines: titles, the widths of its columns, rows. Long cells wrap. */
export function borderlessTable(
  titles: readonly string[],
  widths: readonly number[],
  rows: readonly string[][],
  colours: Colours,
): string {
  const table = new Table({
    head: titles.map((title) => colours.dim(title)),
    colWidths: [...widths],
    wordWrap: true,
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": 1, head: [], border: [] },
  });
  table.push(...rows);
  return table.toString().replace(/[ \t]+$/gm, "");
}
