import type { Conditions, OneOrMany } from "../policy/document";
import { UnknownToSimulator, type Context } from "./context";
import { OPERATOR_FORMS } from "./operators";

/**
 * Whether a request meets all conditions of a statement. What IAM does with an absent key is settled here, once:
 *
 * | operator                       | key absent          |
 * |--------------------------------|---------------------|
 * | StringEquals and other positive | false              |
 * | StringNotEquals and other negated | true             |
 * | …IfExists, positive or negated  | true               |
 * | Null "true" / "false"           | true / false       |
 * | ForAllValues: / ForAnyValue:    | true / false       |
 *
 * So `StringNotEqualsIfExists` does not spare a request without the key; only `Null … "false"` beside it does.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionsHold(conditions: Conditions | undefined, context: Context): boolean {
  // No short cut: an unknown key must come to light wherever it stands, not only when it is reached.
  let all = true;
  for (const operator in conditions) {
    const keys = conditions[operator];
    for (const key in keys) all = holds(operator, key, list(keys[key]), context) && all;
  }
  return all;
}

/** A list of one may be written bare in a policy. */
export function list(values: OneOrMany | undefined): string[] {
  if (values === undefined) return [];
  return Array.isArray(values) ? values : [values];
}

function holds(name: string, key: string, policyValues: string[], context: Context): boolean {
  const value = context.get(key);
  const values = policyValues.map((text) => substitute(String(text), context));
  const lowerCaseName = name.toLowerCase();
  if (lowerCaseName === "null") return policyValues.some((text) => isTrue(text) === (value === undefined));
  const form = OPERATOR_FORMS.get(lowerCaseName);
  if (!form) throw new UnknownToSimulator(`condition operator ${name}`);
  const { operator, ifExists, quantifier } = form;
  if (value === undefined) {
    if (quantifier) return quantifier === "forallvalues";
    return ifExists || operator.negated;
  }
  // AWS does not say whether a negated operator holds for a policy variable that the request does not carry.
  if (operator.negated && values.includes(undefined)) {
    throw new UnknownToSimulator(
      `what ${name} does with the absent policy variable in ${policyValues.join(", ")}`,
    );
  }
  const matches = values.some((text) => text !== undefined && operator.matches(value, text));
  return operator.negated ? !matches : matches;
}

function isTrue(text: string): boolean {
  return String(text).toLowerCase() === "true";
}

/** A policy variable takes the request's value; an absent one makes its text match nothing. */
function substitute(text: string, context: Context): string | undefined {
  if (!text.includes("${")) return text;
  let complete = true;
  const result = text.replace(/\$\{([^}]*)\}/g, (_, variable: string) => {
    if (/^[*?$]$|,/.test(variable)) throw new UnknownToSimulator(`policy variable \${${variable}}`);
    const value = context.get(variable);
    if (value === undefined) complete = false;
    return String(value);
  });
  return complete ? result : undefined;
}
