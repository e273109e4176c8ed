import type { CheckedUpload, Mistake, PolicyCheck } from "../../simulator";
import { resultOf } from "../preview/show/uploadTable";
import {
  assumptions,
  type DefaultEncryption,
  endsUp,
  placeOf,
  refusedBy,
  shownIn,
  UNVERIFIED,
  verdictLine,
} from "./words";

/** A check for the summary of a pull request: the verdict first, the long list folded. */
export function markdownText(check: PolicyCheck, defaultEncryption: DefaultEncryption): string {
  const { bucketArn, keyArn, uploads, mistakes, passes } = check;
  const sections = [
    `### Check of the policy of \`${bucketArn}\``,
    `${passes ? "✓" : "✗"} ${verdictLine(check)}`,
    ...(mistakes.length > 0 ? [mistakes.map(mistakeItem).join("\n")] : []),
    [`Every object is to end up under \`${keyArn}\`.`, ...assumptions(check, defaultEncryption)].join(" "),
    ...(uploads.length > 0 ? [uploadTable(uploads)] : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

function mistakeItem(mistake: Mistake): string {
  const shown = mistake.shownBy.length > 0 ? `Shows in: ${shownIn(mistake)}.` : "Shows in no upload.";
  const place = mistake.sid === null ? placeOf(mistake) : `\`${mistake.sid}\``;
  const [words, json] = split(mistake.repair);
  const repair = json === undefined ? words : `${words}\n\n  \`\`\`json\n  ${json}\n  \`\`\`\n`;
  return `- **${mistake.title}** (${place}): ${mistake.explanation} ${shown}\n  Repair: ${repair}`;
}

/** A repair ends with the statement to add, where there is one. */
function split(repair: string): [string, string?] {
  const start = repair.indexOf('{"Sid"');
  return start < 0 ? [repair] : [repair.slice(0, start).trim(), repair.slice(start)];
}

function uploadTable(uploads: readonly CheckedUpload[]): string {
  const rows = uploads.map((upload) => {
    const mark = upload.verdict === "as it should" ? "✓" : "✗";
    return `| ${[mark, upload.description, resultOf(upload), endsUp(upload), refusedBy(upload)].map(cell).join(" | ")} |`;
  });
  return [
    `<details><summary>${uploads.length} kinds of request</summary>`,
    "",
    "| | request | result | ends up under | refused by |",
    "|---|---|---|---|---|",
    ...rows,
    "",
    UNVERIFIED,
    "",
    "</details>",
  ].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
