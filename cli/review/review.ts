import { changesIn, type Change } from "./changes";
import { compareTexts, componentsIn, isKnownStep, type Component } from "./components";
import type { Finding } from "./finding";
import { KINDS, type Kind } from "./kinds";
import type { Preview } from "./previewSteps";
import { encryptionFindings } from "./risks/encryption";
import { lossFindings } from "./risks/loss";
import { placeFindings } from "./risks/place";
import { policyFindings } from "./risks/policies";
import { settingFindings } from "./risks/settings";
import { code } from "./words";

/** What a preview puts at risk. */
export interface Review {
  /** `project/stack`, null when the preview has no step. */
  stack: string | null;
  /** Whether nothing is left that stops it. */
  passes: boolean;
  findings: ReviewedFinding[];
  /** Kinds that were allowed and did not occur. */
  unusedAllows: Kind[];
  changes: Change[];
}

/** A finding and what the command line says about it. */
export interface ReviewedFinding extends Finding {
  /** Whether the kind stops a change that does not allow it. */
  stops: boolean;
  /** Whether it was allowed by name. */
  allowed: boolean;
  advice: string;
}

/** Finds what a preview puts at risk. Kinds that are allowed are found all the same, and do not stop it. */
export function review(preview: Preview, allowed: readonly Kind[]): Review {
  const found = [
    ...failures(preview),
    ...unknownSteps(preview),
    ...componentsIn(preview).flatMap(risksOf),
  ].sort(inOrder);
  const findings = [...new Map(found.map((one) => [JSON.stringify(one), one])).values()].map((one) => ({
    ...one,
    stops: KINDS[one.kind].stops,
    allowed: allowed.includes(one.kind),
    advice: KINDS[one.kind].advice,
  }));
  return {
    stack: preview.stack ?? null,
    passes: findings.every(({ stops, allowed: taken }) => !stops || taken),
    findings,
    unusedAllows: [...new Set(allowed)].filter((kind) => found.every((one) => one.kind !== kind)).sort(),
    changes: changesIn(preview),
  };
}

function risksOf(component: Component): Finding[] {
  return [
    ...lossFindings(component),
    ...policyFindings(component),
    ...encryptionFindings(component),
    ...settingFindings(component),
    ...placeFindings(component),
  ];
}

/** A preview that failed stopped somewhere: what comes after is not in it. */
function failures({ errors, stack }: Preview): Finding[] {
  return errors.map((error) => ({
    kind: "preview-failed",
    component: stack ?? "",
    urn: "",
    text: `${code(inShort(error))}.`,
  }));
}

/** Without the word that the engine puts first, and with names instead of URNs. */
function inShort(error: string): string {
  return error.replace(/^error: /, "").replace(/urn:pulumi:[^\s"']+::([^\s"':]+)/g, "$1");
}

/** On whatever resource: nobody knows what such a step would do to others. */
function unknownSteps({ steps }: Preview): Finding[] {
  return steps
    .filter((step) => !isKnownStep(step))
    .map(({ op, type, name, urn }) => ({
      kind: "unknown-step",
      component: name,
      urn,
      text: `The step ${code(op)} on ${code(type)}.`,
    }));
}

const ORDER = Object.keys(KINDS);

function inOrder(one: Finding, other: Finding): number {
  return (
    ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) ||
    compareTexts(one.component, other.component) ||
    compareTexts(one.urn, other.urn) ||
    compareTexts(one.text, other.text)
  );
}
