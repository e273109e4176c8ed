import type { PolicyDocument, Principal, Statement } from "../../policy/document";
import { list } from "../condition";
import { UnknownToSimulator } from "../context";
import { actionApplies, resourceApplies } from "../evaluate";
import { OPERATOR_FORMS, wildcardMatches } from "../operators";

/** The condition keys that say how an object is encrypted and how a request travels, as IAM compares them. */
export const KEY = {
  algorithm: "s3:x-amz-server-side-encryption",
  keyId: "s3:x-amz-server-side-encryption-aws-kms-key-id",
  customerAlgorithm: "s3:x-amz-server-side-encryption-customer-algorithm",
  secureTransport: "aws:securetransport",
  tlsVersion: "s3:tlsversion",
} as const;

/** One operator and key of a condition. */
export interface Clause {
  /** As it is written. */
  operator: string;
  kind: "null" | "negated" | "positive";
  ifExists: boolean;
  /** In lower case. */
  key: string;
  values: string[];
}

/** A statement, taken apart. */
export interface StatementFacts {
  /** Its Sid, or its position where it has none. */
  sid: string;
  statement: Statement;
  denies: boolean;
  clauses: Clause[];
}

/** A bucket policy, taken apart. */
export interface PolicyFacts {
  statements: StatementFacts[];
  bucketArn: string;
  keyArn: string;
}

/** Takes a policy apart. Operators that nobody knows are left out: the judge reports those. */
export function factsOf(document: PolicyDocument, bucketArn: string, keyArn: string): PolicyFacts {
  const statements = document.Statement.map((statement, index) => ({
    sid: statement.Sid ?? `Statement[${index}]`,
    statement,
    denies: statement.Effect === "Deny",
    clauses: clausesOf(statement),
  }));
  return { statements, bucketArn, keyArn };
}

/** What the condition of a statement asks, operator by operator and key by key. */
export function clausesOf({ Condition }: Statement): Clause[] {
  return Object.entries(Condition ?? {}).flatMap(([operator, keys]) => {
    const form = formOf(operator);
    if (!form) return [];
    return Object.entries(keys).map(([key, values]) => ({
      operator,
      ...form,
      key: key.toLowerCase(),
      values: list(values),
    }));
  });
}

function formOf(written: string): Pick<Clause, "kind" | "ifExists"> | undefined {
  const name = written.toLowerCase();
  if (name === "null") return { kind: "null", ifExists: false };
  const form = OPERATOR_FORMS.get(name);
  return form && { kind: form.operator.negated ? "negated" : "positive", ifExists: form.ifExists };
}

/** The clauses of a statement about one key. */
export function about({ clauses }: StatementFacts, key: string): Clause[] {
  return clauses.filter((clause) => clause.key === key);
}

/** The clauses about one key that compare it with values. */
export function comparing(statement: StatementFacts, key: string): Clause[] {
  return about(statement, key).filter(({ kind }) => kind !== "null");
}

/** Whether a statement asks by `Null` that a key be absent (`true`) or present (`false`). */
export function asksNull(statement: StatementFacts, key: string, value: "true" | "false"): boolean {
  return about(statement, key).some(
    ({ kind, values }) => kind === "null" && values.some((one) => one.toLowerCase() === value),
  );
}

/** Whether a statement speaks of how an upload is encrypted. */
export function isAboutEncryption({ clauses }: StatementFacts): boolean {
  return clauses.some(
    ({ key }) => key === KEY.algorithm || key === KEY.keyId || key === KEY.customerAlgorithm,
  );
}

/** The Deny statements that apply to an action, uploads unless said otherwise. */
export function denying({ statements }: PolicyFacts, action = "s3:PutObject"): StatementFacts[] {
  return statements.filter(({ denies, statement }) => denies && actionApplies(statement, action));
}

/** Whether a statement reaches a bucket or object. One whose resource holds a policy variable is taken to. */
export function reaches({ statement }: StatementFacts, resource: string): boolean {
  try {
    return resourceApplies(statement, resource);
  } catch (error) {
    if (error instanceof UnknownToSimulator) return true;
    throw error;
  }
}

/** Whether a statement is about everyone. */
export function isForEveryone({ statement: { Principal } }: StatementFacts): boolean {
  return Principal !== undefined && namesEveryone(Principal);
}

function namesEveryone(principal: Principal): boolean {
  return principal === "*" || list(principal.AWS).includes("*");
}

/** Whether a value of a condition holds for the bucket's key, and for other keys too. */
export function holdsManyKeys({ operator, values }: Clause, keyArn: string): boolean {
  const takesWildcards = /string(not)?like|arn/i.test(operator);
  return takesWildcards && values.some((value) => value !== keyArn && wildcardMatches(value, keyArn));
}
