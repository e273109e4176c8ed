/**
 * The condition operators of IAM. Each says whether one value of the request matches one value of the policy, and
 * whether it is negated; absence, lists and set operators are the same for all and are settled in `condition.ts`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export interface Operator {
  /** Whether it holds when the value does NOT match: then it also holds for an absent key. */
  negated: boolean;
  matches(requested: string, allowed: string): boolean;
}

const ignoreCase = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function numeric(compare: (a: number, b: number) => boolean): Operator["matches"] {
  // What is no number becomes NaN, of which none of the comparisons holds.
  return (requested, allowed) => compare(Number(requested), Number(allowed));
}

const holds = (matches: Operator["matches"]): Operator => ({ negated: false, matches });
const holdsNot = (matches: Operator["matches"]): Operator => ({ negated: true, matches });

/** Lower-case operator name → operator. */
const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    StringEquals: holds((a, b) => a === b),
    StringNotEquals: holdsNot((a, b) => a === b),
    StringEqualsIgnoreCase: holds(ignoreCase),
    StringNotEqualsIgnoreCase: holdsNot(ignoreCase),
    StringLike: holds((a, b) => wildcardMatches(b, a)),
    StringNotLike: holdsNot((a, b) => wildcardMatches(b, a)),
    NumericEquals: holds(numeric((a, b) => a === b)),
    NumericNotEquals: holdsNot(numeric((a, b) => a === b)),
    NumericLessThan: holds(numeric((a, b) => a < b)),
    NumericLessThanEquals: holds(numeric((a, b) => a <= b)),
    NumericGreaterThan: holds(numeric((a, b) => a > b)),
    NumericGreaterThanEquals: holds(numeric((a, b) => a >= b)),
    Bool: holds(ignoreCase),
    ArnEquals: holds(arnMatches),
    ArnLike: holds(arnMatches),
    ArnNotEquals: holdsNot(arnMatches),
    ArnNotLike: holdsNot(arnMatches),
    IpAddress: holds(addressInRange),
    NotIpAddress: holdsNot(addressInRange),
  }).map(([name, operator]) => [name.toLowerCase(), operator]),
);

/** An operator as a policy writes it: with a set prefix before it, `IfExists` behind it, or both. */
export interface OperatorForm {
  operator: Operator;
  ifExists: boolean;
  quantifier: "forallvalues" | "foranyvalue" | undefined;
}

/**
 * Every form of every operator in lower case: a policy's operators are looked up for each request anew. `Null` is not
 * among them.
 */
export const OPERATOR_FORMS: ReadonlyMap<string, OperatorForm> = new Map(
  [...OPERATORS].flatMap(([name, operator]) =>
    ([undefined, "forallvalues", "foranyvalue"] as const).flatMap((quantifier) =>
      ["", "ifexists"].map((suffix): [string, OperatorForm] => [
        `${quantifier ? `${quantifier}:` : ""}${name}${suffix}`,
        { operator, ifExists: suffix !== "", quantifier },
      ]),
    ),
  ),
);

/** ARN operators compare the six parts one by one, so that a wildcard never reaches across a colon. */
function arnMatches(requested: string, pattern: string): boolean {
  const [parts, patterns] = [arnParts(requested), arnParts(pattern)];
  if (!parts || !patterns) return false;
  return patterns.every((part, index) => wildcardMatches(part, String(parts[index])));
}

function arnParts(arn: string): string[] | undefined {
  const parts = arn.split(":");
  if (parts.length < 6 || parts[0] !== "arn") return undefined;
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

/** `*` stands for any characters, `?` for one. Case counts. */
export function wildcardMatches(pattern: string, text: string): boolean {
  let [inPattern, inText] = [0, 0];
  let lastStar: { inPattern: number; inText: number } | undefined;
  while (inText < text.length) {
    const sign = pattern[inPattern];
    if (sign === "*") {
      lastStar = { inPattern: ++inPattern, inText };
    } else if (sign === "?" || sign === text[inText]) {
      inPattern++;
      inText++;
    } else if (lastStar) {
      // What followed the last star does not fit here: the star takes one character more.
      inPattern = lastStar.inPattern;
      inText = ++lastStar.inText;
    } else {
      return false;
    }
  }
  while (pattern[inPattern] === "*") inPattern++;
  return inPattern === pattern.length;
}

/** IPv4 only: the simulated caller has an IPv4 address, so an IPv6 range never holds it. */
function addressInRange(address: string, range: string): boolean {
  const [base, bits = "32"] = range.split("/") as [string, string?];
  const size = 2 ** (32 - Number(bits));
  return Math.floor(ipv4(address) / size) === Math.floor(ipv4(base) / size);
}

/** The address as a number; NaN, which equals nothing, for what is none. */
function ipv4(text: string): number {
  const parts = text.split(".").map(Number);
  const isAddress = parts.length === 4 && parts.every((part) => part >= 0 && part <= 255);
  return isAddress ? parts.reduce((sum, part) => sum * 256 + part, 0) : NaN;
}
