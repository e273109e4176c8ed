import type { SimulatedBucket } from "./bucket";
import type { Caller } from "./caller";
import { CASES } from "./cases";
import type { Case, EndsUpUnder, Expected, Outcome, Promised } from "./cases/case";
import { awsManagedKey } from "./bucket";
import type { ObjectEncryption } from "./encryption";
import { DECIDERS, judgeUnderBoth, type Verdict } from "./judge";
import { reasonFor } from "./reason";
import type { SimulatedRequest } from "./request";
import { HYPOTHESES, onEach, type Hypothesis } from "./requestContext";
import { scenesOf, type Scene } from "./scene";

/** What came of one case on one bucket, beside what should have. */
export interface CaseResult {
  case: string;
  description: string;
  /** The request as it was judged, with the bucket's own names in it. */
  request: Record<string, unknown>;
  decision: Record<Hypothesis, "allow" | "deny">;
  expected: Record<Hypothesis, "allow" | "deny">;
  /** Every Sid (or other decider) that refuses it under either hypothesis; where none does, what allowed it. */
  decidedBy: string[];
  /** True when the hypotheses differ or the case rests on a fact that AWS does not document. */
  unverified: boolean;
  /** Whether it went as promised under both hypotheses, and was decided by what must decide it. */
  holds: boolean;
  /** Why, in a sentence. */
  reason: string;
  /** What the object ends up under, for a write that is let through under at least one hypothesis. */
  endsUpUnder?: EndsUpUnder;
  /** When it does not hold: what went another way. */
  complaint?: string;
}

/**
 * Runs every case that applies over a bucket.
 * @throws UnknownToSimulator when a policy uses something the judge does not know
 */
export function runCases(bucket: SimulatedBucket, promised: Promised): CaseResult[] {
  return CASES.filter((one) => applies(one, bucket, promised)).map((one) => runCase(one, bucket, promised));
}

function applies(one: Case, bucket: SimulatedBucket, promised: Promised): boolean {
  if (one.needsKeyPolicy && bucket.keyPolicy === null) return false;
  return one.when?.(promised) ?? true;
}

/**
 * Runs one case over a bucket, on an object whose name may be given. Where several can be its caller, all are tried,
 * and the one that goes wrong is shown.
 */
export function runCase(one: Case, given: SimulatedBucket, promised: Promised, object?: string): CaseResult {
  const [first, ...further] = scenesOf(one, given, promised, object);
  const result = runScene(one, first, promised);
  if (!result.holds) return result;
  return further.map((scene) => runScene(one, scene, promised)).find(({ holds }) => !holds) ?? result;
}

function runScene(one: Case, { request, bucket }: Scene, promised: Promised): CaseResult {
  const verdicts = judgeUnderBoth(request, bucket);
  const expected = withOwnRefusals(one.expected[promised.enforcement], verdicts);
  const complaints = HYPOTHESES.flatMap((hypothesis) =>
    complaintsOf(verdicts[hypothesis], expected[hypothesis], bucket, promised),
  );
  const let_in = HYPOTHESES.map((hypothesis) => verdicts[hypothesis]).find(
    ({ decision }) => decision === "allow",
  );
  return {
    case: one.name,
    description: one.description,
    request: shown(request, one),
    decision: onEach((hypothesis) => verdicts[hypothesis].decision),
    expected: onEach((hypothesis) => expected[hypothesis].decision),
    decidedBy: decidersOf(verdicts),
    unverified: one.restsOn !== undefined || verdicts.effectiveKey.decision !== verdicts.headerOnly.decision,
    holds: complaints.length === 0,
    reason: reasonFor(verdicts, one.restsOn),
    ...(let_in?.endsUpUnder ? { endsUpUnder: nameOf(let_in.endsUpUnder, bucket, promised) } : {}),
    ...(complaints.length > 0 ? { complaint: [...new Set(complaints)].join("; ") } : {}),
  };
}

function decidersOf(verdicts: Record<Hypothesis, Verdict>): string[] {
  const all = [verdicts.effectiveKey, verdicts.headerOnly];
  const denying = all.filter(({ decision }) => decision === "deny");
  return [...new Set((denying.length > 0 ? denying : all).flatMap(({ decidedBy }) => decidedBy))];
}

/** The Sids and deciders a case can name; every other Sid is a statement of the bucket's user. */
const COMPONENT_DECIDERS = new Set<string>([
  ...CASES.flatMap((one) =>
    Object.values(one.expected).flatMap(({ effectiveKey, headerOnly }) => [
      ...effectiveKey.by,
      ...headerOnly.by,
    ]),
  ),
  ...Object.values(DECIDERS),
]);

/** A user's own statement may refuse what the enforcement alone would let through: that is then what is expected. */
function withOwnRefusals(expected: Expected, verdicts: Record<Hypothesis, Verdict>): Expected {
  return onEach((hypothesis): Outcome => {
    const { decision, decidedBy } = verdicts[hypothesis];
    const byUser = decidedBy.every((name) => !COMPONENT_DECIDERS.has(name));
    return decision === "deny" && byUser && decidedBy.length > 0
      ? { decision: "deny", by: expected[hypothesis].decision === "deny" ? expected[hypothesis].by : [] }
      : expected[hypothesis];
  });
}

function complaintsOf(
  verdict: Verdict,
  expected: Outcome,
  bucket: SimulatedBucket,
  promised: Promised,
): string[] {
  if (verdict.decision !== expected.decision) {
    const was =
      verdict.decision === "allow" ? "was let through" : `was refused by ${verdict.decidedBy.join(", ")}`;
    const by = expected.by.length > 0 ? ` by ${expected.by.join(", ")}` : "";
    return [`${was}, should have been ${expected.decision === "allow" ? "let through" : "refused"}${by}`];
  }
  const missing = expected.by.filter((name) => !verdict.decidedBy.includes(name));
  const lost = missing.map((name) => `decided without ${name}`);
  const under = verdict.endsUpUnder && nameOf(verdict.endsUpUnder, bucket, promised);
  if (under && expected.under && under !== expected.under) {
    return [...lost, `ends up under ${under}, should be ${expected.under}`];
  }
  return lost;
}

function nameOf(object: ObjectEncryption, bucket: SimulatedBucket, promised: Promised): EndsUpUnder {
  if (object.algorithm === "SSE-C") return "a key of the uploader";
  if (object.keyArn === undefined) return "SSE-S3";
  if (object.keyArn === awsManagedKey(bucket)) return "the AWS managed key";
  if (object.keyArn !== bucket.keyArn) return "another key";
  return object.algorithm === promised.encryption ? "the key" : "the key, other algorithm";
}

function shown(request: SimulatedRequest, { request: template }: Case): Record<string, unknown> {
  const { caller, ...rest } = request;
  const drift = "drift" in template && template.drift ? { bucketDefaultChangedTo: template.drift } : {};
  return { ...rest, caller: callerName(caller), ...drift };
}

function callerName(caller: Caller): string {
  if (caller.kind === "anonymous") return "anonymous";
  return caller.kind === "service" ? caller.service : caller.arn;
}
