import Table from "cli-table3";
import type { CaseResult } from "../../../simulator";
import type { Colours } from "../../printer";

const COLUMNS = [3, 55, 21, 33];
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

/** What happens to each kind of upload, under both hypotheses, and what decides it. */
export function uploadTable(uploads: readonly CaseResult[], colours: Colours): string {
  const table = new Table({
    head: ["", "request", "result", "decided by"].map((title) => colours.dim(title)),
    colWidths: COLUMNS,
    wordWrap: true,
    chars: NO_LINES,
    style: { "padding-left": 0, "padding-right": 1, head: [], border: [] },
  });
  for (const upload of uploads) {
    table.push([
      upload.holds ? colours.green("✓") : colours.red("✗"),
      upload.complaint ? `${upload.description}\n${colours.red(upload.complaint)}` : upload.description,
      upload.unverified ? colours.yellow(resultOf(upload)) : resultOf(upload),
      colours.dim(upload.decidedBy.join(", ")),
    ]);
  }
  return table.toString().replace(/[ \t]+$/gm, "");
}

/** The result in words, the same in the table and in Markdown. */
export function resultOf({ decision, unverified }: CaseResult): string {
  const { effectiveKey, headerOnly } = decision;
  const first = effectiveKey === "allow" ? "accepted" : "refused";
  const other = headerOnly === "allow" ? "accepted" : "refused";
  return `${first === other ? first : `${first}, or ${other}`}${unverified ? " (unverified)" : ""}`;
}
