import { NO_COLOURS } from "../../printer";
import { typeToken } from "../names";
import type { JudgedBucket, View } from "../view";
import { closingLine } from "./human";
import { principalsThatMustExist } from "./principals";
import { callNames, inWords } from "./statementWords";
import { resultAndPlace } from "./uploadTable";

/** A preview for the summary of a pull request: the verdict first, the long lists folded. */
export function markdownText(view: View): string {
  const principals = principalsThatMustExist(view.buckets);
  const sections = [
    `### Preview of \`${view.project}\` / \`${view.stack}\``,
    closingLine(view, NO_COLOURS),
    ...view.problems.map((problem) => `- ✗ ${problem}`),
    ...view.buckets.flatMap(bucketSections),
    ...(principals.length > 0
      ? [`Must exist before a real \`up\`: ${principals.map((principal) => `\`${principal}\``).join(", ")}`]
      : []),
    folded(
      `${view.resources.length} resources`,
      view.resources.map(({ type, name }) => `- \`${typeToken(type)}\` ${name}`),
    ),
  ];
  return `${sections.join("\n\n")}\n`;
}

function bucketSections(bucket: JudgedBucket): string[] {
  const { name, uploads, bucketPolicy, keyPolicy, bucketArn, keyArn } = bucket;
  const called = callNames(bucketArn, keyArn);
  const wrong = uploads.filter((upload) => !upload.holds);
  const statements = [...bucketPolicy.Statement, ...(keyPolicy?.Statement ?? [])];
  const rows = uploads.map(
    (upload) =>
      `| ${upload.holds ? "✓" : "✗"} | ${cell(upload.description)} | ${resultAndPlace(upload)} | ${cell(upload.decidedBy.join(", "))} |`,
  );
  return [
    ...wrong.map(
      ({ description, complaint }) => `- ✗ **${name}**: ${description}: ${complaint ?? "not as promised"}`,
    ),
    folded(
      `${name}: policies in words`,
      statements.map((one) => `- \`${one.Sid ?? "(no Sid)"}\` ${inWords(one, called)}`),
    ),
    folded(`${name}: ${uploads.length} kinds of request`, [
      "| | request | result | decided by |",
      "|---|---|---|---|",
      ...rows,
    ]),
  ];
}

function folded(summary: string, lines: readonly string[]): string {
  return `<details><summary>${summary}</summary>\n\n${lines.join("\n")}\n\n</details>`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
