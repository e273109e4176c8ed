import { runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import type { PolicyDocument } from "../../policy/document";
import { list } from "../../simulator/condition";
import type { ApiCall, Match } from "../../simulator/evaluate";

/**
 * What a policy says of a call: the statements that apply, and whether they name the caller only by its account. Of the
 * root user that is not told: it is the account.
 */
export type Says = Record<"denies" | "allows", string[]>;

/** The simulator's own words in the same form. */
export function saysOf(matches: Record<"denies" | "allows", Match[]>, { caller }: ApiCall): Says {
  const shown = (some: Match[]): string[] =>
    some
      .map(({ sid, naming }) => (naming === "account" && caller.kind !== "root" ? `${sid} (account)` : sid))
      .sort();
  return { denies: shown(matches.denies), allows: shown(matches.allows) };
}

/**
 * iam-simulate does not know this key as one of KMS's and drops it in silence, so it is told another key of the same
 * type instead, in policy and request alike.
 */
const RENAMED = { from: "kms:EncryptionContext:aws:s3:arn", to: "kms:RequestAlias" };

const renamed = (key: string): string =>
  key.toLowerCase() === RENAMED.from.toLowerCase() ? RENAMED.to : key;

/**
 * What @cloud-copilot/iam-simulate says of a call. It is told those values of the request that the policy asks for,
 * under the policy's own spelling, and must not ignore any of them.
 */
export async function oracleSays(policy: PolicyDocument, call: ApiCall): Promise<Says> {
  const { caller, action } = call;
  const simulation = await runSimulation(questionFor(policy, call), { simulationMode: "Strict" });
  if (simulation.resultType !== "single")
    throw new Error(`the oracle does not answer: ${JSON.stringify(simulation)}`);
  const { analysis, ignoredContextKeys = [] } = simulation.result;
  if (ignoredContextKeys.length > 0)
    throw new Error(`the oracle ignores ${ignoredContextKeys.join()} for ${action}`);
  const { denyStatements = [], allowStatements = [] } = analysis.resourceAnalysis ?? {};
  const shown = (statements: typeof denyStatements): string[] =>
    statements
      .map(({ statement, principalMatch }) => {
        const sid = statement.sid() ?? `Statement[${statement.index() - 1}]`;
        return principalMatch === "AccountLevelMatch" && caller.kind !== "root" ? `${sid} (account)` : sid;
      })
      .sort();
  return { denies: shown(denyStatements), allows: shown(allowStatements) };
}

/** A policy and a call as the oracle wants them. */
export function questionFor(policy: PolicyDocument, call: ApiCall): Simulation {
  const { caller, resource, action } = call;
  if (caller.kind === "service") throw new Error("the oracle is not asked about services");
  return {
    request: {
      principal: caller.kind === "anonymous" ? { type: "Anonymous" } : caller.arn,
      action,
      resource: { resource, accountId: resource.split(":")[4] || "111122223333" },
      contextVariables: contextFor(policy, call),
    },
    identityPolicies: [],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: withRenamedKeys(policy),
  };
}

function contextFor(policy: PolicyDocument, { context }: ApiCall): Record<string, string> {
  const asked = policy.Statement.flatMap(({ Condition = {} }) =>
    Object.values(Condition).flatMap((keys) => [
      ...Object.keys(keys),
      ...Object.values(keys).flatMap(variables),
    ]),
  );
  return Object.fromEntries(
    asked.flatMap((key) => {
      const value = context.get(key);
      return value === undefined ? [] : [[renamed(key), value]];
    }),
  );
}

function variables(values: string | string[]): string[] {
  return list(values).flatMap((text) => [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, name = ""]) => name));
}

function withRenamedKeys(policy: PolicyDocument): PolicyDocument {
  return {
    ...policy,
    Statement: policy.Statement.map((statement) => ({
      ...statement,
      ...(statement.Condition ? { Condition: mapKeys(statement.Condition) } : {}),
    })),
  };
}

function mapKeys(
  conditions: NonNullable<PolicyDocument["Statement"][number]["Condition"]>,
): typeof conditions {
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [renamed(key), values])),
    ]),
  );
}
