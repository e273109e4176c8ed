import type { OneOrMany, PolicyDocument, Principal, Statement } from "../../../policy/document";
import { propertiesOf } from "../previewSteps";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A policy of a preview: what it says, or why nobody can read it. */
export type ReadPolicy = { document: PolicyDocument } | { problem: string };

/** Reads a policy out of the inputs of its resource: JSON, as text or as an object. */
export function policyIn(value: unknown): ReadPolicy {
  if (value === undefined) return { problem: "the step shows no policy" };
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (text.includes(UNKNOWN)) return { problem: "the preview does not know it yet" };
  if (text === "[secret]") return { problem: "it is a secret, which a preview masks" };
  const document = propertiesOf(parsed(text));
  const statements = [document?.["Statement"] ?? []].flat();
  if (document === undefined || statements.length === 0 || !statements.every(isStatement)) {
    return { problem: "it is no policy that AWS would take" };
  }
  const version = document["Version"];
  return {
    document: { ...(typeof version === "string" ? { Version: version } : {}), Statement: statements },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isStatement(value: unknown): value is Statement {
  const { Effect, Principal, NotPrincipal, Resource, NotResource, Action, NotAction } =
    propertiesOf(value) ?? {};
  return (
    (Effect === "Allow" || Effect === "Deny") &&
    [Resource, NotResource, Action, NotAction].every((one) => one === undefined || isOneOrMany(one)) &&
    [Principal, NotPrincipal].every((one) => one === undefined || isPrincipal(one))
  );
}

function isOneOrMany(value: unknown): value is OneOrMany {
  return [value].flat().every((one) => typeof one === "string");
}

function isPrincipal(value: unknown): value is Principal {
  return value === "*" || Object.values(propertiesOf(value) ?? { none: 0 }).every(isOneOrMany);
}

/**
 * The statements of one policy that the other does not have, whatever they are called and wherever they stand. What
 * both have decides the same before and after.
 */
export function without(document: PolicyDocument, other: PolicyDocument): PolicyDocument {
  const common = new Set(other.Statement.map(meaningOf));
  return { ...document, Statement: document.Statement.filter((one) => !common.has(meaningOf(one))) };
}

function meaningOf(statement: Statement): string {
  return JSON.stringify({ ...statement, Sid: undefined }, (_key, value: unknown) => {
    const properties = propertiesOf(value);
    if (properties === undefined) return Array.isArray(value) ? inOrder(value) : value;
    return Object.fromEntries(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Lists in policies have no order, and one of one may stand bare. */
function inOrder(values: unknown[]): unknown {
  return values.length === 1 ? values[0] : [...values].sort();
}
