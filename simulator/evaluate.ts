import type { PolicyDocument, Statement } from "../policy/document";
import { namedBy, type Caller, type Naming } from "./caller";
import { conditionsHold, list } from "./condition";
import { UnknownToSimulator, type Context } from "./context";
import { wildcardMatches } from "./operators";

/** One API call as IAM sees it. */
export interface ApiCall {
  action: string;
  /** ARN of the object, bucket or key. */
  resource: string;
  caller: Caller;
  context: Context;
}

/** A statement that applies to a call: its Sid, or its position where it has none. */
export interface Match {
  sid: string;
  /** How it names the caller; an identity policy always names its owner. */
  naming: Naming;
}

/** The statements of one policy that apply to a call. Any Deny wins over every Allow. */
export interface Evaluation {
  denies: Match[];
  allows: Match[];
}

/** Evaluates a bucket policy or key policy. In a key policy `Resource: "*"` stands for the key itself. */
export function evaluateResourcePolicy(document: PolicyDocument, call: ApiCall): Evaluation {
  return evaluate(document, call, (statement) => resourcePolicyNaming(statement, call.caller));
}

/** Evaluates a policy attached to the caller itself. */
export function evaluateIdentityPolicy(document: PolicyDocument, call: ApiCall): Evaluation {
  return evaluate(document, call, () => "name");
}

function evaluate(
  document: PolicyDocument,
  call: ApiCall,
  naming: (statement: Statement) => Naming | undefined,
): Evaluation {
  const result: Evaluation = { denies: [], allows: [] };
  document.Statement.forEach((statement, index) => {
    const sid = statement.Sid ?? `Statement[${index}]`;
    explained(sid, () => refuseOldVariables(document, statement));
    const named = explained(sid, () => naming(statement));
    // The conditions are read even where the rest does not apply, so that nothing unknown stays hidden.
    const holds = explained(sid, () => conditionsHold(statement.Condition, call.context));
    if (
      !named ||
      !holds ||
      !actionApplies(statement, call.action) ||
      !resourceApplies(statement, call.resource)
    )
      return;
    (statement.Effect === "Deny" ? result.denies : result.allows).push({ sid, naming: named });
  });
  return result;
}

/**
 * Variables came with version 2012-10-17; in an older policy, or one without a version, `${...}` is just a text. Which
 * of the two was meant cannot be told.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
function refuseOldVariables(document: PolicyDocument, statement: Statement): void {
  if (document.Version === "2012-10-17" || !JSON.stringify(statement).includes("${")) return;
  throw new UnknownToSimulator(
    `whether \${…} is meant to the letter in a policy of version ${document.Version ?? "2008-10-17"}`,
  );
}

function explained<T>(sid: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownToSimulator)
      throw new UnknownToSimulator(`${error.what} in statement ${sid}`);
    throw error;
  }
}

function resourcePolicyNaming(statement: Statement, caller: Caller): Naming | undefined {
  if (statement.NotPrincipal !== undefined)
    return namedBy(statement.NotPrincipal, caller) ? undefined : "everyone";
  return statement.Principal === undefined ? undefined : namedBy(statement.Principal, caller);
}

/** Whether a statement is about an action. */
export function actionApplies(statement: Statement, action: string): boolean {
  const asked = action.toLowerCase();
  const matches = (pattern: string): boolean => wildcardMatches(pattern.toLowerCase(), asked);
  if (statement.NotAction !== undefined) return !list(statement.NotAction).some(matches);
  return list(statement.Action).some(matches);
}

/**
 * Whether a statement is about a resource.
 * @throws UnknownToSimulator for a policy variable
 */
export function resourceApplies(statement: Statement, resource: string): boolean {
  const matches = (pattern: string): boolean => {
    if (pattern.includes("${")) throw new UnknownToSimulator(`policy variable in resource ${pattern}`);
    return wildcardMatches(pattern, resource);
  };
  if (statement.NotResource !== undefined) return !list(statement.NotResource).some(matches);
  return list(statement.Resource).some(matches);
}
