import type { PolicyDocument, Principal } from "../../../policy/document";
import {
  evaluateResourcePolicy,
  principal,
  type Caller,
  type Hypothesis,
  type SimulatedBucket,
} from "../../../simulator";
import { listed, without } from "./read";
import { caseProbes, concrete, variant, type Probe } from "./requests";
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
  const probes = caseProbes(bucket, [lost, gained]);
  const facts = factsIn([lost, gained]);
  const callers = callersIn([lost, gained]);
  return {
    ...refusedNoMore(lost, gained, after, variants(probes, callers, facts)),
    opened: allowedNow(before, after, gained, probes, STRANGERS, facts),
    widened: allowedNow(before, after, gained, probes, namedInBoth(before, after), facts),
  };
}

type Facts = Record<string, string>;

/** Who nobody has named: somebody without credentials, and a role of an account of somebody's own. */
const STRANGERS: Caller[] = [
  { kind: "anonymous" },
  principal("arn:aws:iam::999999999999:role/an-outsider-nobody-named"),
];

/** Each request as it is; by everybody named; with each fact a condition asks for; and with all of these together. */
function* variants(
  probes: readonly Probe[],
  callers: readonly Caller[],
  facts: readonly Facts[],
): Generator<Probe> {
  // The first value named for a key wins: what follows is another, or one that none names.
  const together = Object.assign({}, ...[...facts].reverse()) as Facts;
  yield* probes;
  for (const { description, call, hypothesis } of probes) {
    for (const caller of callers) {
      const words = `${description}, by ${code(nameOf(caller))}`;
      yield { description: words, hypothesis, call: variant(call, caller, {}) };
      const all = `${words} with what the conditions name`;
      yield { description: all, hypothesis, call: variant(call, caller, together) };
    }
    for (const fact of facts) {
      const words = `${description}, with ${inWords(fact)}`;
      yield { description: words, hypothesis, call: variant(call, undefined, fact) };
    }
    const all = `${description}, with what the conditions name`;
    yield { description: all, hypothesis, call: variant(call, undefined, together) };
  }
}

interface Refused {
  words: string;
  still: boolean;
  hypotheses: Set<Hypothesis | undefined>;
}

/** The plain requests first: how somebody special gets through is told only where everybody else does not. */
function refusedNoMore(
  lost: PolicyDocument,
  gained: PolicyDocument,
  after: PolicyDocument,
  tried: Iterable<Probe>,
): Pick<PolicyChange, "letThrough" | "refusedByFewer" | "by"> {
  const found = new Map<string, Refused>();
  const by = new Set<string>();
  for (const { description, hypothesis, call } of tried) {
    const plain = plainly(description);
    const known = found.get(plain);
    if (known && known.words !== description) continue;
    const { denies } = evaluateResourcePolicy(lost, call);
    if (denies.length === 0 || evaluateResourcePolicy(gained, call).denies.length > 0) continue;
    const still = evaluateResourcePolicy(after, call).denies.length > 0;
    const hypotheses = (known?.hypotheses ?? new Set()).add(hypothesis);
    found.set(plain, { words: description, still: still && (known?.still ?? true), hypotheses });
    for (const { sid } of denies) by.add(sid);
  }
  const all = [...found.values()].map(({ still, ...one }) => ({ still, words: inFull(one) }));
  // The proven ones first: a comment shows the first few.
  all.sort((one, other) => Number(one.words.endsWith(UNVERIFIED)) - Number(other.words.endsWith(UNVERIFIED)));
  return {
    letThrough: all.filter(({ still }) => !still).map(({ words }) => words),
    refusedByFewer: all.filter(({ still }) => still).map(({ words }) => words),
    by: [...by],
  };
}

/** The request itself, whoever sends it. */
function plainly(description: string): string {
  return description.split(", by `")[0]?.split(", with ")[0] ?? description;
}

const UNVERIFIED = " (unverified)";

/** What holds under one hypothesis about S3 only is not told as proven. */
function inFull({ words, hypotheses }: Omit<Refused, "still">): string {
  return hypotheses.size === 1 && !hypotheses.has(undefined) ? `${words}${UNVERIFIED}` : words;
}

function allowedNow(
  before: PolicyDocument,
  after: PolicyDocument,
  gained: PolicyDocument,
  probes: readonly Probe[],
  callers: readonly Caller[],
  facts: readonly Facts[],
): string[] {
  if (!gained.Statement.some(({ Effect }) => Effect === "Allow")) return [];
  const found = new Map<string, string>();
  for (const caller of callers) {
    for (const { description, call } of variants(probes, [], facts)) {
      const made = variant(call, caller, {});
      const key = `${nameOf(caller)} ${made.action}`;
      if (found.has(key) || evaluateResourcePolicy(before, made).allows.length > 0) continue;
      if (evaluateResourcePolicy(after, made).allows.length === 0) continue;
      found.set(
        key,
        `${code(nameOf(caller))}: ${description.startsWith("`") ? description : code(made.action)}`,
      );
    }
  }
  return [...new Set(found.values())];
}

/** What the conditions ask for, value by value, and one value that none of them names. */
function factsIn(documents: readonly PolicyDocument[]): Facts[] {
  const pairs = documents.flatMap(({ Statement }) =>
    Statement.flatMap(({ Condition = {} }) =>
      Object.entries(Condition).flatMap(([operator, keys]) =>
        operator.toLowerCase() === "null" ? [] : Object.entries(keys),
      ),
    ),
  );
  const facts = pairs.flatMap(([key, values]) => [
    ...listed(values).map((value) => ({ [key]: factOf(String(value)) })),
    { [key]: "something-else" },
  ]);
  return [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
}

/** A value that a pattern holds for; of a range of addresses, its first. */
function factOf(pattern: string): string {
  return /^[0-9a-f.:]+\/\d+$/i.test(pattern) ? (pattern.split("/")[0] ?? pattern) : concrete(pattern);
}

/** Everybody that the statements name, in Principal and in conditions on who calls. */
function callersIn(documents: readonly PolicyDocument[]): Caller[] {
  const named = documents.flatMap(({ Statement }) =>
    Statement.flatMap(({ Principal: who, NotPrincipal, Condition = {} }) => [
      ...namesIn(who),
      ...namesIn(NotPrincipal),
      ...Object.values(Condition).flatMap((keys) =>
        Object.entries(keys).flatMap(([key, values]) =>
          key.toLowerCase() === "aws:principalarn" ? listed(values).map(concrete) : [],
        ),
      ),
    ]),
  );
  return [...new Set(named)].map(callerNamed);
}

function namedInBoth(before: PolicyDocument, after: PolicyDocument): Caller[] {
  const names = (document: PolicyDocument): string[] =>
    document.Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Principal: who }) =>
      namesIn(who),
    );
  const now = new Set(names(after));
  return [...new Set(names(before))].filter((name) => now.has(name)).map(callerNamed);
}

/** The names in a principal: ARNs, accounts and services, but not everybody. */
export function namesIn(element: Principal | undefined): string[] {
  if (element === undefined || element === "*") return [];
  return Object.values(element)
    .flatMap((names) => listed(names))
    .filter((name) => name !== "*");
}

/** Who goes by a name in a policy; an account stands for its root. */
export function callerNamed(name: string): Caller {
  if (/\.amazonaws\.com(\.cn)?$/.test(name)) return { kind: "service", service: name };
  return principal(/^\d{12}$/.test(name) ? `arn:aws:iam::${name}:root` : name);
}

/** What a caller is called. */
export function nameOf(caller: Caller): string {
  if (caller.kind === "anonymous") return "anybody";
  return caller.kind === "service" ? caller.service : caller.arn;
}

function inWords(fact: Facts): string {
  return Object.entries(fact)
    .map(([key, value]) => `${code(key)} = ${code(value)}`)
    .join(" and ");
}
