import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { PolicyDocument } from "../../policy/document";

/** A file of `.github/roles/`. */
export type RoleFile = "preview" | "deploy" | "destroy" | "verify";

const FOLDER = join(__dirname, "../../.github/roles");

/** What a user puts in for the names in capitals. */
export const PUT_IN = {
  ACCOUNT: "111122223333",
  REGION: "eu-central-1",
  BUCKET: "reports-",
  ALIAS: "reports-",
} as const;

/** The text of a role's policy as it stands in the repository. */
export function roleText(file: RoleFile): string {
  return readFileSync(join(FOLDER, `${file}.json`), "utf8");
}

/** The policy with the names put in. */
export function rolePolicy(file: RoleFile): PolicyDocument {
  const text = roleText(file).replace(
    /\b(ACCOUNT|REGION|BUCKET|ALIAS)\b/g,
    (name) => PUT_IN[name as "ACCOUNT"],
  );
  return JSON.parse(text) as PolicyDocument;
}

/** A call as the role makes it. */
export interface RoleCall {
  action: string;
  resource: string;
  /** Default: the role's own. */
  account?: string;
  /** The aliases that the key has. */
  aliases?: readonly string[];
  region?: string;
  viaService?: string;
}

/** Whether a role with these policies may make a call, where the key or bucket has this policy. */
export async function mayCall(
  files: readonly RoleFile[],
  { action, resource, account = PUT_IN.ACCOUNT, aliases, region = PUT_IN.REGION, viaService }: RoleCall,
  resourcePolicy?: PolicyDocument,
): Promise<boolean> {
  const isKeyCall = aliases !== undefined;
  const simulation = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${PUT_IN.ACCOUNT}:role/Deployer`,
        action,
        resource: { resource, accountId: account },
        contextVariables: {
          "aws:RequestedRegion": region,
          "aws:ResourceAccount": account,
          ...(isKeyCall ? { "kms:ResourceAliases": [...aliases] } : {}),
          ...(viaService === undefined ? {} : { "kms:ViaService": viaService }),
        },
      },
      identityPolicies: files.map((name) => ({ name, policy: rolePolicy(name) })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: resourcePolicy ?? (isKeyCall ? BY_DEFAULT : undefined),
    },
    { simulationMode: "Strict" },
  );
  if (simulation.resultType !== "single")
    throw new Error(`the oracle does not answer for ${action}: ${JSON.stringify(simulation)}`);
  const { ignoredContextKeys = [] } = simulation.result;
  if (ignoredContextKeys.length > 0)
    throw new Error(`the oracle ignores ${ignoredContextKeys.join()} for ${action}`);
  return simulation.overallResult === "Allowed";
}

/** The key policy that KMS gives a key made without one: the account's IAM policies decide. */
const BY_DEFAULT: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Enable IAM User Permissions",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${PUT_IN.ACCOUNT}:root` },
      Action: "kms:*",
      Resource: "*",
    },
  ],
};
