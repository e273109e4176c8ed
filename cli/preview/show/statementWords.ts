import type { OneOrMany, Principal, Statement } from "../../../policy/document";
import { list } from "../../../simulator/condition";

/** How values of the bucket at hand are called: its ARN is "the bucket". */
export type Called = (value: string) => string;

/** Names for the ARNs of one bucket and its key. */
export function callNames(bucketArn: string, keyArn: string): Called {
  const account = `arn:${keyArn.split(":")[1]}:iam::${keyArn.split(":")[4]}:`;
  const names = new Map([
    [bucketArn, "the bucket"],
    [`${bucketArn}/*`, "its objects"],
    [keyArn, "its key"],
    [`${account}root`, "the account"],
  ]);
  return (value) => names.get(value) ?? value.replace(account, "").replace(`${bucketArn}/`, "objects ");
}

const MANY = 5;

/** A statement in plain words. Made from what it says and not from its Sid: a statement may not do what its name says. */
export function inWords(statement: Statement, called: Called): string {
  const effect = statement.Effect === "Deny" ? "refuses" : "allows";
  const who = statement.Principal
    ? principalsOf(statement.Principal, called)
    : `everyone but ${principalsOf(statement.NotPrincipal, called)}`;
  const actions = statement.Action
    ? actionsOf(statement.Action)
    : `all but ${actionsOf(statement.NotAction)}`;
  const on = statement.Resource ? ` on ${resourcesOf(statement.Resource, called)}` : "";
  const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => conditionOf(operator, key, list(values).map(called))),
  );
  // On a key policy every statement is about the key itself, and `*` is the only resource there is.
  const where = on === " on *" ? "" : on;
  return `${effect} ${who}: ${actions}${where}${conditions.length > 0 ? `, when ${conditions.join(" and ")}` : ""}`;
}

function principalsOf(principal: Principal | undefined, called: Called): string {
  if (principal === undefined || principal === "*") return "everyone";
  const all = Object.values(principal).flatMap((values) => list(values));
  return all.map((one) => (one === "*" ? "everyone" : called(one))).join(", ");
}

function actionsOf(actions: OneOrMany | undefined): string {
  const all = list(actions);
  if (all.length === 1 && all[0] === "s3:*") return "everything";
  if (all.length <= MANY) return all.join(", ");
  return `${all.slice(0, 3).join(", ")} and ${all.length - 3} more`;
}

function resourcesOf(resources: OneOrMany, called: Called): string {
  return list(resources).map(called).join(" and ");
}

const KEYS: Record<string, string> = {
  "s3:x-amz-server-side-encryption": "the algorithm",
  "s3:x-amz-server-side-encryption-aws-kms-key-id": "the KMS key",
  "s3:x-amz-server-side-encryption-customer-algorithm": "a key of the customer's own",
  "s3:tlsversion": "the TLS version",
  "kms:viaservice": "the service it comes through",
  "kms:encryptioncontext:aws:s3:arn": "what is encrypted",
  "aws:principalarn": "the caller",
  "aws:sourcearn": "what it is done for",
  "aws:sourceaccount": "the account it is done for",
};

const OPERATORS: Record<string, string> = {
  StringEquals: "is",
  StringEqualsIgnoreCase: "is",
  StringNotEquals: "is not",
  StringNotEqualsIgnoreCase: "is not",
  StringLike: "is",
  StringNotLike: "is not",
  ArnEquals: "is",
  ArnLike: "is",
  ArnNotEquals: "is not",
  ArnNotLike: "is not",
  NumericLessThan: "is below",
  NumericLessThanEquals: "is at most",
  NumericGreaterThan: "is above",
  NumericGreaterThanEquals: "is at least",
  NumericEquals: "is",
  NumericNotEquals: "is not",
  Bool: "is",
};

function conditionOf(operator: string, key: string, values: string[]): string {
  const isTrue = values.length === 1 && values[0] === "true";
  const isFalse = values.length === 1 && values[0] === "false";
  if (operator === "Bool" && key.toLowerCase() === "aws:securetransport") {
    return isFalse ? "the connection is not encrypted" : "the connection is encrypted";
  }
  const what = KEYS[key.toLowerCase()] ?? key;
  if (operator === "Null" && (isTrue || isFalse)) return `${what} is ${isFalse ? "given" : "not given"}`;
  return `${what} ${OPERATORS[operator] ?? operator} ${values.join(" or ")}`;
}
