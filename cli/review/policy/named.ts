import type { PolicyDocument, Principal } from "../../../policy/document";
import { principal, type Caller } from "../../../simulator";
import { list } from "../../../simulator/condition";
import { concrete } from "./requests";

/** Values of condition keys, as a request would carry them. */
export type Facts = Record<string, string>;

/** What the conditions ask for, value by value, and one value that none of them names. */
export function factsIn(documents: readonly PolicyDocument[]): Facts[] {
  const pairs = documents.flatMap(({ Statement }) =>
    Statement.flatMap(({ Condition = {} }) =>
      Object.entries(Condition).flatMap(([operator, keys]) =>
        operator.toLowerCase() === "null" ? [] : Object.entries(keys),
      ),
    ),
  );
  const facts = pairs.flatMap(([key, values]) => [
    ...list(values).map((value) => ({ [key]: factOf(String(value)) })),
    { [key]: "something-else" },
  ]);
  return [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
}

/** A value that a pattern holds for; of a range of addresses, its first. */
function factOf(pattern: string): string {
  return /^[0-9a-f.:]+\/\d+$/i.test(pattern) ? (pattern.split("/")[0] ?? pattern) : concrete(pattern);
}

/** Everybody that the statements name, in Principal and in conditions on who calls. */
export function callersIn(documents: readonly PolicyDocument[]): Caller[] {
  const named = documents.flatMap(({ Statement }) =>
    Statement.flatMap(({ Principal: who, NotPrincipal, Condition = {} }) => [
      ...namesIn(who),
      ...namesIn(NotPrincipal),
      ...Object.values(Condition).flatMap((keys) =>
        Object.entries(keys).flatMap(([key, values]) =>
          key.toLowerCase() === "aws:principalarn" ? list(values).map(concrete) : [],
        ),
      ),
    ]),
  );
  return [...new Set(named)].map(callerNamed);
}

/** Whom both policies allow something. */
export function namedInBoth(before: PolicyDocument, after: PolicyDocument): Caller[] {
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
    .flatMap((names) => list(names))
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
