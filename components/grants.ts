import type * as pulumi from "@pulumi/pulumi";
import { checkPrefix, grantStatements } from "../policy/identityPolicy";
import type { PolicyStatement } from "./args";
import { issuesError } from "./inputs";

/** Whom to let in from another account, and to what. */
export interface Grant {
  /** Sid of the statement, letters and digits. */
  sid: string;
  /** ARNs of the other account's roles or users. */
  principals: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * What the keys of the objects begin with.
   * @default "" (all objects)
   */
  prefix?: string;
}

/**
 * The bucket's half of letting principals of another account list and download, for `policyStatements`. They also
 * need {@link EncryptedBucket.readPolicy} on their side and a place among the key's users.
 */
export function readStatements(grant: Grant): PolicyStatement[] {
  return statements("read", grant);
}

/** As {@link readStatements}, for uploading. */
export function writeStatements(grant: Grant): PolicyStatement[] {
  return statements("write", grant);
}

function statements(access: "read" | "write", { sid, principals, prefix = "" }: Grant): PolicyStatement[] {
  const issues = checkPrefix(prefix);
  if (issues.length > 0) throw issuesError(issues);
  return grantStatements(access, sid, prefix).map((statement) => ({
    ...statement,
    principals: { aws: principals },
  }));
}
