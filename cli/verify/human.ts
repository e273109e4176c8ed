import type { Colours } from "../printer";
import { counted, wrapped } from "../preview/show/lines";
import type { Outcome } from "./attempts";
import { QUESTIONS, type Finding, type Question } from "./hypotheses";
import type { Judged } from "./judgement";
import type { Verification } from "./verification";

/** A verification for people at a terminal. */
export function humanText(verification: Verification, colours: Colours): string {
  const { target, heldTo, cases, findings, stopped, remains } = verification;
  const tried = cases.filter(({ outcome }) => outcome.kind !== "not tried");
  const sections = [
    `${colours.bold(target.bucket)} ${colours.dim(`under ${target.keyArn} (enforcement ${heldTo.enforcement})`)}`,
    ...(tried.length > 0 ? [tried.map((one) => lineOf(one, colours)).join("\n")] : []),
    ...(tried.length > 0 ? leftOut(cases, colours) : []),
    ...(tried.length > 0
      ? [
          `${colours.bold("What S3 shows the policy")}\n${QUESTIONS.map((one) => findingLine(one, findings[one], colours)).join("\n")}`,
        ]
      : []),
    ...remains.map(({ what, why }) => colours.red(`✗ left behind: ${what}: ${why}`)),
    ...(stopped === undefined ? [] : [colours.red(`✗ ${wrapped(stopped, 2)}`)]),
    closingLine(verification, tried.length, colours),
  ];
  return `${sections.join("\n\n")}\n`;
}

const WIDTH = 77;

function lineOf({ of, outcome, complaint, holds }: Judged, colours: Colours): string {
  const mark = holds ? colours.green("✓") : colours.red("✗");
  const line = ` ${mark} ${of.description.padEnd(WIDTH)}  ${wordFor(outcome)}`;
  return complaint === undefined
    ? line
    : `${line}\n   ${colours.red(wrapped(`${of.name}: ${complaint}`, 3))}`;
}

function wordFor(outcome: Outcome): string {
  return outcome.kind === "lacks" ? `lacks ${outcome.permission}` : outcome.kind;
}

/** What was not tried although this caller could have, one line each; all the others are counted. */
function leftOut(cases: readonly Judged[], colours: Colours): string[] {
  const reasons = new Map<string, string[]>();
  for (const { of, outcome } of cases)
    if (outcome.kind === "not tried")
      reasons.set(outcome.why, [...(reasons.get(outcome.why) ?? []), of.name]);
  if (reasons.size === 0) return [];
  const lines = [...reasons].map(([why, names]) => {
    const what = names.length > 6 ? counted(names.length, "case") : names.join(", ");
    return `   ${wrapped(`${why}: ${what}`, 5)}`;
  });
  return [colours.dim(`Not tried\n${lines.join("\n")}`)];
}

const ASKED: Record<Question, string> = {
  wholeObjects: "an upload that names no key",
  keyNames: "a key named by id or alias",
  parts: "parts of a multipart upload",
};

const FOUND: Record<Question, Record<Finding, string>> = {
  wholeObjects: {
    effectiveKey: "H1 (effectiveKey): the key that the bucket's default supplies",
    headerOnly: "H2 (headerOnly): no key, only what the request carries",
    undecided: "undecided",
    contradictory: "contradictory: neither hypothesis explains all of it",
  },
  keyNames: {
    effectiveKey: "H1 (effectiveKey): the ARN it stands for",
    headerOnly: "H2 (headerOnly): the name as it was sent",
    undecided: "undecided",
    contradictory: "contradictory: ids and aliases go different ways",
  },
  parts: {
    effectiveKey: "H1 (effectiveKey): the encryption that the upload was started with",
    headerOnly: "H2 (headerOnly): only what the part itself carries, which is nothing",
    undecided: "undecided",
    contradictory: "contradictory: neither hypothesis explains all of it",
  },
};

function findingLine(question: Question, finding: Finding, colours: Colours): string {
  const text = FOUND[question][finding];
  const shown = finding === "contradictory" ? colours.red(text) : text;
  return `   ${ASKED[question].padEnd(28)} ${finding === "undecided" ? colours.dim(text) : shown}`;
}

function closingLine({ cases, holds, remains }: Verification, tried: number, colours: Colours): string {
  const wrong = cases.filter((one) => !one.holds);
  const count = `${counted(tried, "kind")} of request tried live`;
  const clean = remains.length === 0 && tried > 0 ? ", everything written is removed again" : "";
  if (holds) return `${colours.green("✓")} ${count}: all as promised${clean}.`;
  const names = wrong.length > 0 ? `: not as promised: ${wrong.map(({ of }) => of.name).join(", ")}` : "";
  return `${colours.red("✗")} ${count}${names}${clean}.`;
}
