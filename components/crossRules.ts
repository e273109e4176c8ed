import type * as pulumi from "@pulumi/pulumi";
import { checkAddedStatements } from "../policy/addedStatements";
import { Encryption, Enforcement, Retention } from "../policy/choices";
import { checkKeyRegion } from "../policy/existingKey";
import { show, type Issue } from "../policy/issue";
import type { KnownKeyService } from "../policy/keyServices";
import { TLS_VERSIONS } from "../policy/limits";
import type { OwnStatement } from "../policy/ownStatements";
import { checkRoles } from "../policy/validate";
import type { EncryptedBucketArgs, EncryptionKey } from "./args";
import { hasEventual, isEventual } from "./inputs";

/** The rules between plain arguments. */
export function crossIssues(args: EncryptedBucketArgs, opts: pulumi.ComponentResourceOptions): Issue[] {
  const retention = args.retention ?? Retention.Protect;
  const { administrators, users } = args.key ?? {};
  const issues: Issue[] = [];
  issues.push(
    ...bucketKeyIssues(args.bucketKeyEnabled, args),
    ...forceDestroyIssues(args.forceDestroy, args),
  );
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

/** With an existing key the component makes none, so there is nothing the other fields could shape. */
export function existingKeyIssues(key: EncryptionKey = {}, region: string | undefined): Issue[] {
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

/** Access logs need a bucket, and another one. */
export function accessLogsIssues({ accessLogs, bucketName }: EncryptedBucketArgs): Issue[] {
  if (accessLogs === undefined) return [];
  const { bucket } = accessLogs;
  if (bucket === undefined) {
    const fix = "name the bucket for the logs";
    return [conflict("accessLogs.bucket", "missing", undefined, "the name of another bucket", fix)];
  }
  if (isEventual(bucket) || bucket !== bucketName) return [];
  const fix = "log into a bucket of its own";
  return [conflict("accessLogs.bucket", "the bucket itself", bucket, "another bucket, with SSE-S3", fix)];
}

/** What only shows when all of the bucket policy is together, where all of it is plain. */
export function addedIssues(args: EncryptedBucketArgs): Issue[] {
  const { policyStatements = [], bucketName, minimumTlsVersion, key } = args;
  const services = key?.services ?? [];
  if (hasEventual([policyStatements, services, bucketName, minimumTlsVersion])) return [];
  return checkAddedStatements({
    encryption: args.encryption ?? Encryption.Kms,
    enforcement: args.enforcement ?? Enforcement.EffectiveKey,
    minimumTlsVersion: (minimumTlsVersion as number | undefined) ?? TLS_VERSIONS[0],
    statements: policyStatements as OwnStatement[],
    services: services as KnownKeyService[],
    ...(bucketName === undefined ? {} : { bucketName: bucketName as string }),
  });
}

/** DSSE-KMS has no Bucket Key. Asked again of a value that is only known later. */
export function bucketKeyIssues(enabled: unknown, { encryption }: EncryptedBucketArgs): Issue[] {
  if (enabled !== true || encryption !== Encryption.KmsDsse) return [];
  const allowed = "false with Encryption.KmsDsse";
  return [conflict("bucketKeyEnabled", "DSSE-KMS has no Bucket Key", true, allowed, "leave it out")];
}

/** What is to be kept cannot be emptied. Asked again of a value that is only known later. */
export function forceDestroyIssues(
  force: unknown,
  { retention = Retention.Protect }: EncryptedBucketArgs,
): Issue[] {
  if (force !== true || retention === Retention.Destroy) return [];
  const fix = "set retention to Destroy, or leave forceDestroy out";
  return [
    conflict("forceDestroy", `contradicts retention ${retention}`, true, "only with Retention.Destroy", fix),
  ];
}

function plainList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];
}

function conflict(path: string, problem: string, got: unknown, allowed: string, fix: string): Issue {
  return { path, problem, got: show(got), allowed, fix };
}

/** For what decides which resources there are, and so cannot be known only later. */
export function notPlain(path: string, fix: string): Issue {
  return {
    path,
    problem: "decides what is made, so it must be known at once",
    got: "an Output",
    allowed: "a plain value",
    fix,
  };
}
