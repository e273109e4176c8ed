import type { PolicyDocument, Statement } from "../../../policy/document";
import {
  evaluateResourcePolicy,
  type Caller,
  type Hypothesis,
  type SimulatedBucket,
} from "../../../simulator";
import { actionApplies, resourceApplies } from "../../../simulator/evaluate";
import { callersIn, factsIn, namedInBoth, nameOf, type Facts } from "./named";
import { without } from "./read";
import { caseProbes, OUTSIDER, variant, type Probe } from "./requests";
import { code } from "../words";

/** What another bucket policy lets through that the old one did not. */
export interface PolicyChange {
  /** Requests that were refused and are not any more, each once, in the order of the cases. */
  letThrough: string[];
  /** Requests that fewer statements refuse than before. */
  refusedByFewer: string[];
  /** The statements that refused them all. */
  by: string[];
  /** Whether everybody, or another account that is not named, is allowed something new. */
  opened: string[];
  /** Whom the policy named before and allows more now, and what. */
  widened: string[];
}

/**
 * Runs requests on the policy before and after. Statements that both have are left out, so that a lost one shows even
 * where another still refuses, and a moved or renamed one does not.
 * @throws UnknownToSimulator
 */
export function bucketPolicyChange(
  before: PolicyDocument,
  after: PolicyDocument,
  bucket: SimulatedBucket,
): PolicyChange {
  const [lost, gained] = [without(before, after), without(after, before)];
  const granting = gained.Statement.filter(({ Effect }) => Effect === "Allow");
  const allowed = (callers: readonly Caller[]): string[] => [
    ...new Set(granting.flatMap((one) => allowedNow(one, { before, after, bucket }, callers))),
  ];
  return {
    ...refusedNoMore(lost, gained, after, bucket),
    opened: allowed(STRANGERS),
    widened: allowed(namedInBoth(before, after)),
  };
}

/** Requests that one statement is about, made from what it and those beside it name. */
function probesAt(statement: Statement, near: readonly Statement[], bucket: SimulatedBucket): Probe[] {
  return caseProbes(bucket, [{ Statement: [statement, ...near] }]).filter(
    ({ call }) => actionApplies(statement, call.action) && resourceApplies(statement, call.resource),
  );
}

/** Who nobody has named: somebody without credentials, and a role of an account of somebody's own. */
const STRANGERS: Caller[] = [{ kind: "anonymous" }, OUTSIDER];

/** So many pairs of a caller and a fact are tried one by one; of more, each caller with all facts together. */
const MOST_PAIRS = 400;

/** Each request as it is; by everybody named; with each fact a condition asks for; and with all of these together. */
function* variants(
  probes: readonly Probe[],
  callers: readonly Caller[],
  facts: readonly Facts[],
): Generator<Probe> {
  // The first value named for a key wins: what follows is another, or one that none names.
  const together = Object.assign({}, ...[...facts].reverse()) as Facts;
  const pairs = callers.length * facts.length > MOST_PAIRS ? [] : facts;
  yield* probes;
  for (const probe of probes) {
    for (const caller of callers) {
      for (const fact of [{}, ...pairs, together]) yield varied(probe, caller, fact);
    }
    for (const fact of [...facts, together]) yield varied(probe, undefined, fact);
  }
}

function varied({ description, hypothesis, call }: Probe, caller: Caller | undefined, fact: Facts): Probe {
  const who = caller ? `, by ${code(nameOf(caller))}` : "";
  const what = Object.keys(fact).length > 0 ? `, with ${inWords(fact)}` : "";
  return { description: `${description}${who}${what}`, hypothesis, call: variant(call, caller, fact) };
}

interface Refused {
  still: boolean;
  hypotheses: Set<Hypothesis | undefined>;
}

/** What each statement that is gone or changed refused, and what nothing refuses in its place. */
function refusedNoMore(
  lost: PolicyDocument,
  gained: PolicyDocument,
  after: PolicyDocument,
  bucket: SimulatedBucket,
): Pick<PolicyChange, "letThrough" | "refusedByFewer" | "by"> {
  const found = new Map<string, Refused>();
  const by = new Set<string>();
  for (const statement of lost.Statement.filter(({ Effect }) => Effect === "Deny")) {
    for (const [words, { still, hypotheses }] of noMoreRefused(statement, gained, after, bucket)) {
      by.add(statement.Sid ?? "a statement without Sid");
      const known = found.get(words);
      const all = new Set([...hypotheses, ...(known?.hypotheses ?? [])]);
      found.set(words, { still: still && (known?.still ?? true), hypotheses: all });
    }
  }
  const all = [...found].map(([words, { still, hypotheses }]) => ({
    still,
    words: inFull(words, hypotheses),
  }));
  // The proven ones first: a comment shows the first few.
  all.sort((one, other) => Number(one.words.endsWith(UNVERIFIED)) - Number(other.words.endsWith(UNVERIFIED)));
  return {
    letThrough: all.filter(({ still }) => !still).map(({ words }) => words),
    refusedByFewer: all.filter(({ still }) => still).map(({ words }) => words),
    by: [...by],
  };
}

/** Plain requests come first: how somebody special gets through is told only where everybody else does not. */
function noMoreRefused(
  statement: Statement,
  gained: PolicyDocument,
  after: PolicyDocument,
  bucket: SimulatedBucket,
): Map<string, Refused> {
  const sameName = gained.Statement.filter(({ Sid }) => Sid !== undefined && Sid === statement.Sid);
  const near = sameName.length > 0 ? sameName : gained.Statement;
  const around = [{ Statement: [statement, ...near] }];
  const found = new Map<string, Refused>();
  const wordsOf = new Map<string, string>();
  const probes = probesAt(statement, near, bucket);
  for (const { description, hypothesis, call } of variants(probes, callersIn(around), factsIn(around))) {
    const plain = plainly(description);
    if ((wordsOf.get(plain) ?? description) !== description) continue;
    if (evaluateResourcePolicy({ Statement: [statement] }, call).denies.length === 0) continue;
    if (evaluateResourcePolicy(gained, call).denies.length > 0) continue;
    const known = found.get(description);
    const still = evaluateResourcePolicy(after, call).denies.length > 0 && (known?.still ?? true);
    wordsOf.set(plain, description);
    found.set(description, { still, hypotheses: (known?.hypotheses ?? new Set()).add(hypothesis) });
  }
  return found;
}

/** The request itself, whoever sends it. */
function plainly(description: string): string {
  return description.split(", by `")[0]?.split(", with ")[0] ?? description;
}

const UNVERIFIED = " (unverified)";

/** What holds under one hypothesis about S3 only is not told as proven. */
function inFull(words: string, hypotheses: ReadonlySet<Hypothesis | undefined>): string {
  return hypotheses.size === 1 && !hypotheses.has(undefined) ? `${words}${UNVERIFIED}` : words;
}

/** What these callers may do by one statement that they could not before. */
function allowedNow(
  statement: Statement,
  { before, after, bucket }: { before: PolicyDocument; after: PolicyDocument; bucket: SimulatedBucket },
  callers: readonly Caller[],
): string[] {
  const found = new Map<string, string>();
  const probes = probesAt(statement, [], bucket);
  for (const { description, call } of variants(probes, [], factsIn([{ Statement: [statement] }]))) {
    for (const caller of callers) {
      const made = variant(call, caller, {});
      const key = `${nameOf(caller)} ${made.action}`;
      if (found.has(key) || evaluateResourcePolicy(before, made).allows.length > 0) continue;
      if (evaluateResourcePolicy(after, made).allows.length === 0) continue;
      const what = description.startsWith("`") ? description : code(made.action);
      found.set(key, `${code(nameOf(caller))}: ${what}`);
    }
  }
  return [...found.values()];
}

function inWords(fact: Facts): string {
  return Object.entries(fact)
    .map(([key, value]) => `${code(key)} = ${code(value)}`)
    .join(" and ");
}
