import type { PolicyDocument, Principal } from "../policy/document";
import { list } from "./condition";
import { UnknownToSimulator } from "./context";

/** Who sends a request. */
export type Caller =
  | {
      kind: "role" | "user" | "root";
      /** The ARN of the role or user, or of the account root. */
      arn: string;
      account: string;
      /** What the caller's own IAM policies allow. */
      iam: "everything" | "nothing" | PolicyDocument;
    }
  | { kind: "service"; service: string; sourceArn?: string; sourceAccount?: string }
  | { kind: "anonymous" };

/** A role or user by its ARN, with IAM policies that allow everything unless said otherwise. */
export function principal(
  arn: string,
  iam: "everything" | "nothing" | PolicyDocument = "everything",
): Caller {
  const [, , , , account = "", resource = ""] = arn.split(":");
  const kind = resource === "root" ? "root" : resource.startsWith("user/") ? "user" : "role";
  return { kind, arn, account, iam };
}

/** How a policy names a caller: by name, by account (whose IAM then decides), or as everyone. */
export type Naming = "name" | "account" | "everyone";

/** How the Principal element of a statement names this caller, undefined when it does not. */
export function namedBy(element: Principal, caller: Caller): Naming | undefined {
  if (element === "*") return "everyone";
  if (caller.kind === "service") return list(element.Service).includes(caller.service) ? "name" : undefined;
  const names = list(element.AWS).map((name) => naming(name, caller));
  // The account comes last: being named by it gives least, IAM must agree.
  return (["name", "everyone", "account"] as const).find((way) => names.includes(way));
}

function naming(name: string, caller: Caller): Naming | undefined {
  if (name === "*") return "everyone";
  if (/[*?]/.test(name)) throw new UnknownToSimulator(`principal ${name} (IAM takes no wildcard in it)`);
  if (!("arn" in caller)) return undefined;
  if (name === caller.arn) return "name";
  const account = /^(\d{12})$|^arn:[^:]*:iam::(\d{12}):root$/.exec(name);
  return account && (account[1] ?? account[2]) === caller.account ? "account" : undefined;
}

/** What the request context says about its caller. */
export function callerContext(caller: Caller): Record<string, string | undefined> {
  switch (caller.kind) {
    case "anonymous":
      return { "aws:PrincipalType": "Anonymous" };
    case "service":
      return {
        "aws:PrincipalIsAWSService": "true",
        "aws:PrincipalServiceName": caller.service,
        "aws:SourceArn": caller.sourceArn,
        "aws:SourceAccount": caller.sourceAccount,
      };
    case "role":
    case "user":
    case "root":
      return {
        "aws:PrincipalArn": caller.arn,
        "aws:PrincipalAccount": caller.account,
        "aws:PrincipalIsAWSService": "false",
        "aws:PrincipalType": { role: "AssumedRole", user: "User", root: "Account" }[caller.kind],
      };
  }
}
