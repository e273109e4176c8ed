import type * as pulumi from "@pulumi/pulumi";
import { Encryption, Enforcement, Retention } from "../policy/choices";
import { checkExistingKeyArn, checkKeyRegion } from "../policy/existingKey";
import { show, type Issue } from "../policy/issue";
import { TLS_VERSIONS } from "../policy/limits";
import { checkOwnStatements, type OwnStatement } from "../policy/ownStatements";
import { checkPolicySize } from "../policy/policySize";
import {
  checkAlias,
  checkBoolean,
  checkBucketName,
  checkChoice,
  checkDeletionWindow,
  checkDescription,
  checkLifecycleDays,
  checkObjectPrefix,
  checkPrincipals,
  checkRoles,
  checkRotationPeriod,
  checkTlsVersion,
  type Check,
} from "../policy/validate";
import type { AccessLogs, EncryptedBucketArgs, EncryptionKey } from "./args";
import { checkedLater, hasEventual, isEventual } from "./inputs";

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
  rotationPeriodInDays: checkRotationPeriod,
  deletionWindowInDays: checkDeletionWindow,
  multiRegion: checkBoolean,
};

const ACCESS_LOGS_CHECKS: Partial<Record<keyof AccessLogs, Check>> = {
  bucket: checkBucketName,
  prefix: checkObjectPrefix,
};

/**
 * Everything that can be said before any resource is registered: all plain values, and the rules between them.
 * `region` is where the bucket will stand, where that is known.
 */
export function plainIssues(
  args: EncryptedBucketArgs,
  opts: pulumi.ComponentResourceOptions,
  region: string | undefined,
): Issue[] {
  const key = args.key;
  if (isEventual(key)) return [notPlain("key", "give its fields one by one; each may be an Output")];
  return [
    ...checkChoice(args.enforcement, "enforcement"),
    ...checkChoice(args.encryption, "encryption"),
    ...checkChoice(args.retention, "retention"),
    ...checkChoice(key?.use, "key.use"),
    ...checkFields(args, CHECKS, ""),
    ...checkFields(key ?? {}, KEY_CHECKS, "key."),
    ...existingKeyIssues(key, region),
    ...accessLogsIssues(args),
    ...unknownFields(args, ARGUMENTS, ""),
    ...unknownFields(key ?? {}, KEY_ARGUMENTS, "key."),
    ...crossIssues(args, opts),
    ...sizeIssues(args),
  ];
}

function sizeIssues(args: EncryptedBucketArgs): Issue[] {
  const { policyStatements, bucketName, minimumTlsVersion } = args;
  if (policyStatements === undefined || hasEventual([policyStatements, bucketName, minimumTlsVersion]))
    return [];
  if (checkOwnStatements(policyStatements, "policyStatements").length > 0) return [];
  return checkPolicySize({
    encryption: args.encryption ?? Encryption.Kms,
    enforcement: args.enforcement ?? Enforcement.EffectiveKey,
    minimumTlsVersion: (minimumTlsVersion as number | undefined) ?? TLS_VERSIONS[0],
    statements: policyStatements as unknown as OwnStatement[],
    ...(bucketName === undefined ? {} : { bucketName: bucketName as string }),
  });
}

/** With an existing key the component makes none, so there is nothing the other fields could shape. */
function existingKeyIssues(key: EncryptionKey = {}, region: string | undefined): Issue[] {
  const { existingKeyArn, ...others } = key;
  if (existingKeyArn === undefined) return [];
  const given = Object.entries(others).filter(([, value]) => value !== undefined);
  const regional = typeof existingKeyArn === "string" && region !== undefined;
  return [
    ...given.map(([name, value]) =>
      conflict(
        `key.${name}`,
        "given beside existingKeyArn",
        hasEventual(value) ? "an Output" : value,
        "nothing beside existingKeyArn",
        "leave one of the two out",
      ),
    ),
    ...(regional ? checkKeyRegion(existingKeyArn, region, "key.existingKeyArn") : []),
  ];
}

function accessLogsIssues({ accessLogs, bucketName }: EncryptedBucketArgs): Issue[] {
  if (accessLogs === undefined) return [];
  if (isEventual(accessLogs))
    return [notPlain("accessLogs", "give its fields one by one; each may be an Output")];
  if (accessLogs.bucket === undefined) {
    return [
      conflict(
        "accessLogs.bucket",
        "missing",
        undefined,
        "the name of another bucket",
        "name the bucket for the logs",
      ),
    ];
  }
  const itself = !isEventual(bucketName) && bucketName !== undefined && bucketName === accessLogs.bucket;
  return [
    ...checkFields(accessLogs, ACCESS_LOGS_CHECKS, "accessLogs."),
    ...unknownFields(accessLogs, Object.keys(ACCESS_LOGS_CHECKS), "accessLogs."),
    ...(itself
      ? [
          conflict(
            "accessLogs.bucket",
            "the bucket itself",
            bucketName,
            "another bucket, with SSE-S3",
            "log into a bucket of its own",
          ),
        ]
      : []),
  ];
}

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

function crossIssues(args: EncryptedBucketArgs, opts: pulumi.ComponentResourceOptions): Issue[] {
  const retention = args.retention ?? Retention.Protect;
  const { administrators, users } = args.key ?? {};
  const issues: Issue[] = [];
  if (args.encryption === Encryption.KmsDsse && args.bucketKeyEnabled === true) {
    issues.push(
      conflict(
        "bucketKeyEnabled",
        "DSSE-KMS has no Bucket Key",
        true,
        "false with Encryption.KmsDsse",
        "leave it out",
      ),
    );
  }
  if (args.forceDestroy === true && retention !== Retention.Destroy) {
    issues.push(
      conflict(
        "forceDestroy",
        `contradicts retention ${retention}`,
        true,
        "only with Retention.Destroy",
        "set retention to Destroy, or leave forceDestroy out",
      ),
    );
  }
  if (opts.retainOnDelete === true && retention !== Retention.Retain) {
    issues.push(
      conflict(
        "opts.retainOnDelete",
        "would not reach the key and the bucket",
        true,
        "only with Retention.Retain",
        "set retention to Retain instead",
      ),
    );
  }
  for (const name of [
    "abortIncompleteMultipartUploadAfterDays",
    "expireNoncurrentVersionsAfterDays",
  ] as const) {
    if (isEventual(args[name])) issues.push(notPlain(name, "give the number itself, its presence decides"));
  }
  if (!hasEventual(administrators) && !hasEventual(users))
    issues.push(...checkRoles(plainList(administrators), plainList(users)));
  return issues;
}

function plainList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];
}

function conflict(path: string, problem: string, got: unknown, allowed: string, fix: string): Issue {
  return { path, problem, got: show(got), allowed, fix };
}

function notPlain(path: string, fix: string): Issue {
  return {
    path,
    problem: "decides what is made, so it must be known at once",
    got: "an Output",
    allowed: "a plain value",
    fix,
  };
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
