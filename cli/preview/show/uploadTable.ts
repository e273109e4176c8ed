import type { CaseResult } from "../../../simulator";
import { borderlessTable } from "../../borderlessTable";
import type { Colours } from "../../printer";

const COLUMNS = [3, 55, 21, 33];

/** What happens to each kind of upload, under both hypotheses, and what decides it. */
export function uploadTable(uploads: readonly CaseResult[], colours: Colours): string {
  const rows = uploads.map((upload) => [
    upload.holds ? colours.green("✓") : colours.red("✗"),
    upload.complaint ? `${upload.description}\n${colours.red(upload.complaint)}` : upload.description,
    upload.unverified || elsewhere(upload) ? colours.yellow(resultAndPlace(upload)) : resultAndPlace(upload),
    colours.dim(upload.decidedBy.join(", ")),
  ]);
  return borderlessTable(["", "request", "result", "decided by"], COLUMNS, rows, colours);
}

/** The result, and what the object ends up under where that is not the key alone: an enforcement may allow it. */
export function resultAndPlace(upload: CaseResult): string {
  const place = elsewhere(upload);
  return place ? `${resultOf(upload)}, under ${place}` : resultOf(upload);
}

function elsewhere({ endsUpUnder }: CaseResult): string | undefined {
  return endsUpUnder === "the key" ? undefined : endsUpUnder;
}

/** The result in words, the same in the table and in Markdown. */
export function resultOf({ decision, unverified }: Pick<CaseResult, "decision" | "unverified">): string {
  const { effectiveKey, headerOnly } = decision;
  const first = effectiveKey === "allow" ? "accepted" : "refused";
  const other = headerOnly === "allow" ? "accepted" : "refused";
  return `${first === other ? first : `${first}, or ${other}`}${unverified ? " (unverified)" : ""}`;
}
