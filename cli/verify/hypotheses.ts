import { HYPOTHESES, type Case, type Hypothesis } from "../../simulator";
import type { EnforcementName } from "../../simulator/cases/case";

/**
 * What AWS does not document, question by question: which key S3 shows the policy for an upload that names none,
 * whether a key named by id or alias is resolved, and what a part is judged by.
 */
export const QUESTIONS = ["wholeObjects", "keyNames", "parts"] as const;
/** One of them. */
export type Question = (typeof QUESTIONS)[number];

/** `undecided`: nothing that was tried tells. `contradictory`: some speaks for the one, some for the other. */
export type Finding = Hypothesis | "undecided" | "contradictory";

/** A case that came to a decision. */
export interface Decided {
  of: Case;
  decision: "allow" | "deny";
}

/** What the decisions show for each question, and the cases that go against what the others show. */
export interface Shown {
  findings: Record<Question, Finding>;
  /** Case name → the hypothesis that the others of its question show. */
  against: Map<string, Hypothesis>;
}

/** Decides, for each question by itself, which hypothesis all of its cases agree with. */
export function decide(decided: readonly Decided[], enforcement: EnforcementName): Shown {
  const findings = {
    wholeObjects: "undecided",
    keyNames: "undecided",
    parts: "undecided",
  } as Shown["findings"];
  const against: Shown["against"] = new Map();
  for (const question of QUESTIONS) {
    const votes = decided
      .filter(({ of }) => questionOf(of) === question)
      .flatMap(({ of, decision }) => {
        const shows = shownBy(of, decision, enforcement);
        return shows === undefined ? [] : [{ name: of.name, shows }];
      });
    const first = mostOf(votes.map(({ shows }) => shows));
    if (first === undefined) continue;
    const contrary = votes.filter(({ shows }) => shows !== first);
    findings[question] = contrary.length === 0 ? first : "contradictory";
    for (const { name } of contrary) against.set(name, first);
  }
  return { findings, against };
}

/** The question a case belongs to. */
export function questionOf({ request }: Case): Question {
  if (["UploadPart", "CompleteMultipartUpload"].includes(request.operation)) return "parts";
  const key = "says" in request ? request.says?.key : undefined;
  return key === "id" || key === "alias" ? "keyNames" : "wholeObjects";
}

/** The hypothesis a decision speaks for; undefined where the case goes the same way under both. */
function shownBy(of: Case, decision: "allow" | "deny", enforcement: EnforcementName): Hypothesis | undefined {
  const expected = of.expected[enforcement];
  if (expected.effectiveKey.decision === expected.headerOnly.decision) return undefined;
  return HYPOTHESES.find((hypothesis) => expected[hypothesis].decision === decision);
}

/** The one that occurs most, the earlier one of two that occur as often. */
function mostOf(votes: readonly Hypothesis[]): Hypothesis | undefined {
  const count = (hypothesis: Hypothesis): number => votes.filter((vote) => vote === hypothesis).length;
  const [first] = votes;
  return HYPOTHESES.reduce<Hypothesis | undefined>(
    (most, next) => (most !== undefined && count(next) > count(most) ? next : most),
    first,
  );
}
