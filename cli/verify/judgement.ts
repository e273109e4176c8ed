import type { Case, Hypothesis } from "../../simulator";
import type { Outcome } from "./attempts";
import { proven } from "./controls";
import { decide, type Decided, type Finding, type Question } from "./hypotheses";
import type { Promises, Target } from "./liveCases";
import type { Stored } from "./store";

/** What the bucket is held to, its Bucket Key included. */
export interface HeldTo extends Promises {
  bucketKey: boolean;
}

/** A case with what came of it. */
export interface Tried {
  of: Case;
  outcome: Outcome;
}

/** A case, judged. */
export interface Judged extends Tried {
  expected: Record<Hypothesis, "allow" | "deny">;
  holds: boolean;
  /** When it does not hold: what is wrong. */
  complaint?: string;
}

/** Everything that was tried, judged. */
export interface Judgement {
  cases: Judged[];
  findings: Record<Question, Finding>;
  holds: boolean;
}

/** Holds what came of the cases to what the case list expects; one hypothesis must do for each question. */
export function judged(all: readonly Tried[], target: Target, heldTo: HeldTo): Judgement {
  const tried = proven(all);
  const { findings, against } = decide(tried.flatMap(decisionOf), heldTo.enforcement);
  const cases = tried.map(({ of, outcome }): Judged => {
    const { effectiveKey, headerOnly } = of.expected[heldTo.enforcement];
    const contrary = against.get(of.name);
    const complaint =
      contrary === undefined
        ? complaintAbout(of, outcome, target, heldTo)
        : `${wordOf(outcome)}, while the others show that ${MEANING[contrary]}`;
    const expected = { effectiveKey: effectiveKey.decision, headerOnly: headerOnly.decision };
    return { of, outcome, expected, holds: complaint === undefined, ...(complaint ? { complaint } : {}) };
  });
  return { cases, findings, holds: cases.every(({ holds }) => holds) };
}

const MEANING: Record<Hypothesis, string> = {
  effectiveKey: "S3 shows the policy the key it will use",
  headerOnly: "S3 shows the policy only what a request carries",
};

function decisionOf({ of, outcome }: Tried): Decided[] {
  if (outcome.kind === "accepted" || outcome.kind === "let through") return [{ of, decision: "allow" }];
  return outcome.kind === "refused" ? [{ of, decision: "deny" }] : [];
}

function wordOf({ kind }: Outcome): string {
  return kind === "refused" ? "refused" : kind === "accepted" ? "accepted" : "let through by the policy";
}

function complaintAbout(of: Case, outcome: Outcome, target: Target, heldTo: HeldTo): string | undefined {
  const expected = of.expected[heldTo.enforcement];
  const allows = [expected.effectiveKey, expected.headerOnly].find(({ decision }) => decision === "allow");
  const denies = [expected.effectiveKey, expected.headerOnly].find(({ decision }) => decision === "deny");
  switch (outcome.kind) {
    case "not tried":
      return undefined;
    case "lacks":
      return `could not be tried: the caller lacks ${outcome.permission} (${outcome.why})`;
    case "unclear":
      return `neither accepted nor refused: ${outcome.why}`;
    case "refused":
      return denies ? undefined : `refused, should have been accepted (${outcome.why})`;
    case "accepted":
    case "let through":
      if (!allows) return `${wordOf(outcome)}, should have been refused${byWhom(denies?.by ?? [])}`;
      return outcome.kind === "accepted" ? wrongEncryption(of, outcome.stored, target, heldTo) : undefined;
  }
}

function byWhom(sids: readonly string[]): string {
  const own = sids.filter((sid) => sid.startsWith("Deny"));
  return own.length > 0 ? ` by ${own.join(" or ")}` : "";
}

function wrongEncryption(
  of: Case,
  stored: Stored | undefined,
  target: Target,
  heldTo: HeldTo,
): string | undefined {
  if (stored === undefined) return undefined;
  const { effectiveKey, headerOnly } = of.expected[heldTo.enforcement];
  const should = effectiveKey.under ?? headerOnly.under;
  const is = endsUpUnder(stored, target, heldTo);
  // Which key AWS manages for the account cannot be told from its ARN.
  const same = is === should || (is === "another key" && should === "the AWS managed key");
  if (should !== undefined && !same)
    return `accepted and stored under ${is}${stored.keyArn ? ` (${stored.keyArn})` : ""}, should be ${should}`;
  // Whether a re-encryption that says nothing of a Bucket Key gets one is not documented.
  if (is !== "the key" || of.request.operation === "UpdateObjectEncryption") return undefined;
  const wanted = wantsBucketKey(of, heldTo);
  if (stored.bucketKey === wanted) return undefined;
  return `accepted and stored ${wanted ? "without" : "with"} a Bucket Key, should be ${wanted ? "with" : "without"} one`;
}

/** Where the request does not decline it, the bucket's default decides on the Bucket Key. DSSE-KMS knows none. */
function wantsBucketKey({ request }: Case, { bucketKey, encryption }: HeldTo): boolean {
  const declined = "says" in request && request.says?.bucketKey === false;
  return bucketKey && !declined && encryption === "aws:kms";
}

function endsUpUnder(stored: Stored, { keyArn }: Target, { encryption }: HeldTo): string {
  if (stored.algorithm === "SSE-C") return "a key of the uploader";
  if (!stored.algorithm.startsWith("aws:kms")) return "SSE-S3";
  if (stored.keyArn === keyArn)
    return stored.algorithm === encryption ? "the key" : "the key, other algorithm";
  return "another key";
}
