import type { CheckedUpload, Mistake, PolicyCheck } from "../../simulator";
import { borderlessTable } from "../borderlessTable";
import { wrapped } from "../preview/show/lines";
import { resultOf } from "../preview/show/uploadTable";
import type { Colours } from "../printer";
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

const COLUMNS = [3, 47, 21, 17, 24];

/** A check for people at a terminal. */
export function humanText(
  check: PolicyCheck,
  defaultEncryption: DefaultEncryption,
  colours: Colours,
): string {
  const { bucketArn, keyArn, uploads, unknown, mistakes, passes } = check;
  const [telling, idle] = [
    mistakes.filter(({ shownBy }) => shownBy.length > 0),
    mistakes.filter(({ shownBy }) => shownBy.length === 0),
  ];
  const mark = passes ? colours.green("✓") : colours.red("✗");
  const title = unknown.length > 0 ? "Mistakes that can be told from the text" : "Without consequence here";
  const sections = [
    `${colours.bold(bucketArn)}: every object is to end up under ${keyArn}`,
    colours.dim(
      assumptions(check, defaultEncryption)
        .map((line) => `  ${wrapped(line, 2)}`)
        .join("\n"),
    ),
    ...(uploads.length > 0 ? [uploadsText(uploads, colours)] : []),
    ...(uploads.some(({ unverified }) => unverified) ? [colours.dim(`  ${wrapped(UNVERIFIED, 2)}`)] : []),
    ...mistakesText("Mistakes", telling, colours),
    ...mistakesText(title, idle, colours),
    `${mark} ${wrapped(verdictLine(check), 2)}`,
  ];
  return `${sections.join("\n\n")}\n`;
}

function uploadsText(uploads: readonly CheckedUpload[], colours: Colours): string {
  const rows = uploads.map((upload) => [
    upload.verdict === "as it should" ? colours.green("✓") : colours.red("✗"),
    upload.verdict === "as it should"
      ? upload.description
      : `${upload.description}\n${colours.red(complaint(upload))}`,
    upload.unverified ? colours.yellow(resultOf(upload)) : resultOf(upload),
    endsUp(upload),
    colours.dim(refusedBy(upload)),
  ]);
  return borderlessTable(["", "request", "result", "ends up under", "refused by"], COLUMNS, rows, colours);
}

function complaint({ verdict }: CheckedUpload): string {
  return verdict === "let through" ? "let through, should be refused" : "refused, should be accepted";
}

function mistakesText(title: string, mistakes: readonly Mistake[], colours: Colours): string[] {
  if (mistakes.length === 0) return [];
  const blocks = mistakes.map((mistake) =>
    [
      `  ${mistake.shownBy.length > 0 ? colours.red("✗") : "·"} ${colours.bold(mistake.title)} (${colours.cyan(placeOf(mistake))})`,
      `    ${wrapped(mistake.explanation, 4)}`,
      // Not wrapped: a statement is there to be copied.
      `    ${colours.dim("Repair:")} ${mistake.repair}`,
      ...(mistake.shownBy.length > 0 ? [`    ${colours.dim("Shows in:")} ${shownIn(mistake)}`] : []),
    ].join("\n"),
  );
  return [`${colours.bold(title)}\n${blocks.join("\n\n")}`];
}
