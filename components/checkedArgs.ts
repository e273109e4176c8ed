import type * as pulumi from "@pulumi/pulumi";
import { checkExistingKeyArn } from "../policy/existingKey";
import { checkKeyServices } from "../policy/keyServiceChecks";
import { checkOwnStatements } from "../policy/ownStatements";
import { show, type Issue } from "../policy/issue";
import {
  checkAlias,
  checkBoolean,
  checkBucketName,
  checkDeletionWindow,
  checkDescription,
  checkLifecycleDays,
  checkObjectPrefix,
  checkPrincipals,
  checkRotationPeriod,
  checkTlsVersion,
  type Check,
} from "../policy/validate";
import type { AccessLogs, EncryptedBucketArgs, EncryptionKey } from "./args";
import { checkedLater, hasEventual } from "./inputs";

const CHECKS: Partial<Record<keyof EncryptedBucketArgs, Check>> = {
  bucketName: checkBucketName,
  bucketKeyEnabled: checkBoolean,
  minimumTlsVersion: checkTlsVersion,
  versioning: checkBoolean,
  forceDestroy: checkBoolean,
  abortIncompleteMultipartUploadAfterDays: checkLifecycleDays,
  expireNoncurrentVersionsAfterDays: checkLifecycleDays,
  policyStatements: checkOwnStatements,
};

const KEY_CHECKS: Partial<Record<keyof EncryptionKey, Check>> = {
  existingKeyArn: checkExistingKeyArn,
  alias: checkAlias,
  description: checkDescription,
  administrators: checkPrincipals,
  users: checkPrincipals,
  services: checkKeyServices,
  rotationPeriodInDays: checkRotationPeriod,
  deletionWindowInDays: checkDeletionWindow,
  multiRegion: checkBoolean,
};

const ACCESS_LOGS_CHECKS: Partial<Record<keyof AccessLogs, Check>> = {
  bucket: checkBucketName,
  prefix: checkObjectPrefix,
};

/** Every argument there is. */
const ARGUMENTS = [
  "key",
  "accessLogs",
  "enforcement",
  "encryption",
  "retention",
  "tags",
  ...Object.keys(CHECKS),
];
const KEY_ARGUMENTS = ["use", ...Object.keys(KEY_CHECKS)];

/** Every plain field, by itself. */
export function fieldIssues(args: EncryptedBucketArgs): Issue[] {
  const { key = {}, accessLogs = {} } = args;
  return [
    ...checkFields(args, CHECKS, ""),
    ...checkFields(key, KEY_CHECKS, "key."),
    ...checkFields<Partial<AccessLogs>>(accessLogs, ACCESS_LOGS_CHECKS, "accessLogs."),
    ...unknownFields(args, ARGUMENTS, ""),
    ...unknownFields(key, KEY_ARGUMENTS, "key."),
    ...unknownFields(accessLogs, Object.keys(ACCESS_LOGS_CHECKS), "accessLogs."),
  ];
}

function checkFields<T extends object>(
  fields: T,
  checks: Partial<Record<keyof T, Check>>,
  prefix: string,
): Issue[] {
  return (Object.keys(checks) as (keyof T & string)[]).flatMap((name) => {
    const value = fields[name];
    if (value === undefined || hasEventual(value)) return [];
    return checks[name]?.(value, prefix + name) ?? [];
  });
}

/** JavaScript and stack config know no types: a misspelt option must not be silently without effect. */
function unknownFields(fields: object, known: string[], prefix: string): Issue[] {
  return Object.keys(fields)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      path: prefix + name,
      problem: "no such argument",
      got: show(name),
      allowed: known.join(", "),
      fix: "check the spelling",
    }));
}

/** A field of the arguments as an Output that has been checked; undefined where it was not given. */
export function checkedArg<K extends keyof EncryptedBucketArgs & string>(
  args: EncryptedBucketArgs,
  name: K,
): EncryptedBucketArgs[K] {
  return checkedField(args[name], CHECKS[name], name) as EncryptedBucketArgs[K];
}

/** As {@link checkedArg}, for a field of `key`. */
export function checkedKeyArg<K extends keyof EncryptionKey & string>(
  key: EncryptionKey,
  name: K,
): EncryptionKey[K] {
  return checkedField(key[name], KEY_CHECKS[name], `key.${name}`) as EncryptionKey[K];
}

/** As {@link checkedArg}, for a field of `accessLogs`. */
export function checkedLogsArg<K extends keyof AccessLogs & string>(
  logs: AccessLogs,
  name: K,
): AccessLogs[K] {
  return checkedField(logs[name], ACCESS_LOGS_CHECKS[name], `accessLogs.${name}`) as AccessLogs[K];
}

function checkedField(value: unknown, check: Check | undefined, path: string): unknown {
  if (value === undefined || !check || !hasEventual(value)) return value;
  // An Output that resolves to nothing means the argument was left out, except where its presence has been counted on.
  const optional = check !== checkPrincipals;
  return checkedLater(value as pulumi.Input<unknown>, (known) =>
    known === undefined && optional ? [] : check(known, path),
  );
}
