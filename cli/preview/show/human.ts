import type { PolicyDocument } from "../../../policy/document";
import type { Colours } from "../../printer";
import { holds, type JudgedBucket, type View } from "../view";
import { counted, wrapped } from "./lines";
import { principalsThatMustExist } from "./principals";
import { callNames, inWords } from "./statementWords";
import { treeOf } from "./tree";
import { uploadTable } from "./uploadTable";

/** A preview for people at a terminal. */
export function humanText(view: View, options: { policies: boolean; colours: Colours }): string {
  const { colours } = options;
  const sections = [
    `${colours.bold(`${view.project} / ${view.stack}`)}: ${counted(view.resources.length, "resource")} would be created`,
    treeOf(view, colours),
    ...outputsOf(view, colours),
    ...view.buckets.flatMap((bucket) => bucketSections(bucket, options)),
    ...view.problems.map((problem) => colours.red(`✗ ${problem}`)),
    ...principalsSection(view, colours),
    closingLine(view, colours),
  ];
  return `${sections.join("\n\n")}\n`;
}

function outputsOf({ outputs }: View, colours: Colours): string[] {
  const names = Object.keys(outputs);
  if (names.length === 0) return [];
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => {
    const value = outputs[name];
    const text = typeof value === "string" && !value.includes("\n") ? value : JSON.stringify(value);
    return `  ${name.padEnd(width)}  ${shortened(text)}`;
  });
  return [`${colours.bold("Outputs")}\n${lines.join("\n")}`];
}

function shortened(text: string): string {
  return text.length > 100 ? `${text.slice(0, 97)}...` : text;
}

function bucketSections(
  bucket: JudgedBucket,
  { policies, colours }: { policies: boolean; colours: Colours },
): string[] {
  const title = (what: string): string => `${colours.bold(`${bucket.name}: ${what}`)}`;
  const policy = (document: PolicyDocument): string =>
    policies ? indented(JSON.stringify(document, null, 2)) : statements(document, bucket, colours);
  const note = footnote(bucket);
  return [
    `${title("bucket policy")}\n${policy(bucket.bucketPolicy)}`,
    bucket.keyPolicy
      ? `${title("key policy")}\n${policy(bucket.keyPolicy)}`
      : `${title("key policy")}\n  The key was made elsewhere, and so was its policy.`,
    `${title("what happens to each kind of request")} ${colours.dim(`(enforcement ${bucket.enforcement})`)}\n${uploadTable(bucket.uploads, colours)}`,
    ...(note ? [colours.dim(note)] : []),
  ];
}

function statements(document: PolicyDocument, { bucketArn, keyArn }: JudgedBucket, colours: Colours): string {
  const called = callNames(bucketArn, keyArn);
  const sids = document.Statement.map(({ Sid }) => Sid ?? "(no Sid)");
  const width = Math.max(...sids.map((sid) => sid.length));
  return document.Statement.map((statement, index) => {
    const sid = (sids[index] ?? "").padEnd(width);
    return `  ${colours.cyan(sid)}  ${wrapped(inWords(statement, called), width + 4)}`;
  }).join("\n");
}

/** AWS documents none of this; who reads "accepted, or refused" must learn what it hangs on. */
function footnote({ uploads }: JudgedBucket): string | undefined {
  if (!uploads.some(({ unverified }) => unverified)) return undefined;
  const text = wrapped(
    "unverified: AWS does not say whether S3 shows the policy the key it will use or only what the request carries. " +
      "The first result is for the former, the second for the latter. `verify` tells which one your account shows.",
    2,
  );
  return `  ${text}`;
}

function principalsSection(view: View, colours: Colours): string[] {
  const principals = principalsThatMustExist(view.buckets);
  if (principals.length === 0) return [];
  const lines = principals.map((principal) => `  ${principal}`).join("\n");
  return [
    `${colours.bold("Must exist before a real `up`")}, or AWS refuses the policies that name them\n${lines}`,
  ];
}

/** The verdict of the whole preview in one line. */
export function closingLine(view: View, colours: Colours): string {
  const { buckets } = view;
  if (buckets.length === 0 && view.problems.length === 0) {
    return "No EncryptedBucket in this program, so no upload was tried.";
  }
  const uploads = buckets.flatMap((bucket) => bucket.uploads);
  const wrong = uploads.filter((upload) => !upload.holds).length;
  const tried = `${counted(uploads.length, "kind")} of request tried on ${counted(buckets.length, "bucket")}`;
  if (holds(view)) return `${colours.green("✓")} ${tried}: all go as promised.`;
  const unjudged =
    view.problems.length > 0 ? `, ${counted(view.problems.length, "bucket")} could not be judged` : "";
  return `${colours.red("✗")} ${tried}: ${wrong} not as promised${unjudged}.`;
}

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}
