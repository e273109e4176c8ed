import type * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../policy/issue";
import { checkChoice } from "../policy/validate";
import type { EncryptedBucketArgs } from "./args";
import { fieldIssues } from "./checkedArgs";
import { accessLogsIssues, addedIssues, crossIssues, existingKeyIssues, notPlain } from "./crossRules";
import { isEventual } from "./inputs";

/**
 * Everything that can be said before any resource is registered: all plain values, and the rules between them.
 * `region` is where the bucket will stand, where that is known.
 */
export function plainIssues(
  args: EncryptedBucketArgs,
  opts: pulumi.ComponentResourceOptions,
  region: string | undefined,
): Issue[] {
  const { key, accessLogs } = args;
  if (isEventual(key)) return [notPlain("key", "give its fields one by one; each may be an Output")];
  if (isEventual(accessLogs))
    return [notPlain("accessLogs", "give its fields one by one; each may be an Output")];
  const issues = [
    ...checkChoice(args.enforcement, "enforcement"),
    ...checkChoice(args.encryption, "encryption"),
    ...checkChoice(args.retention, "retention"),
    ...checkChoice(key?.use, "key.use"),
    ...fieldIssues(args),
    ...existingKeyIssues(key, region),
    ...accessLogsIssues(args),
    ...crossIssues(args, opts),
  ];
  // All statements together can only be looked at when each is right by itself.
  return issues.length > 0 ? issues : addedIssues(args);
}
