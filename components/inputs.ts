import * as pulumi from "@pulumi/pulumi";
import { formatIssue, type Issue } from "../policy/issue";

/** Whether a value is known only later: an Output or a promise, also of a whole list or object. */
export function isEventual(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** Whether any part of a value is known only later. */
export function hasEventual(value: unknown): boolean {
  if (isEventual(value)) return true;
  if (Array.isArray(value)) return value.some(hasEventual);
  return typeof value === "object" && value !== null && Object.values(value).some(hasEventual);
}

/**
 * The error for a list of issues. Pulumi shows only the message in a program and only the list in a plugin host, so
 * both carry everything.
 */
export function issuesError(issues: Issue[]): pulumi.InputPropertiesError {
  const lines = issues.map(formatIssue);
  const message = `EncryptedBucket: ${issues.length === 1 ? "an argument is" : `${issues.length} arguments are`} wrong\n${lines.map((line) => `  ${line}`).join("\n")}`;
  const error = new pulumi.InputPropertiesError({
    message,
    errors: issues.map((one, index) => ({ propertyPath: one.path, reason: lines[index] ?? "" })),
  });
  // The program's host knows errors that are for the user by this mark and prints their message alone; without it the
  // user gets our stack trace.
  Object.defineProperty(error, "__pulumiRunError", { value: true });
  return error;
}

/** The value itself, checked in its own chain when it is known only later: what flows on has been checked. */
export function checkedLater<T>(
  input: pulumi.Input<T>,
  check: (value: pulumi.Unwrap<T>) => Issue[],
): pulumi.Output<pulumi.Unwrap<T>> {
  return pulumi.output(input).apply((value) => {
    const issues = check(value as pulumi.Unwrap<T>);
    if (issues.length > 0) throw issuesError(issues);
    return value as pulumi.Unwrap<T>;
  });
}
