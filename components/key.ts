import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keyArnParts } from "../policy/arn";
import { KeyUse } from "../policy/choices";
import { keyPolicy } from "../policy/keyPolicy";
import { DELETION_WINDOW_DAYS, ROTATION_PERIOD_DAYS } from "../policy/limits";
import { checkAdministratorAccounts, checkRoles, withAliasPrefix } from "../policy/validate";
import type { EncryptedBucketArgs, EncryptionKey } from "./args";
import { issuesError } from "./inputs";
import { checkedKeyArg } from "./validateArgs";

/** The key: symmetric, rotating, with no inline policy, which could not name the bucket yet. */
export function createKey(
  name: string,
  key: EncryptionKey,
  tags: EncryptedBucketArgs["tags"],
  options: pulumi.CustomResourceOptions,
): aws.kms.Key {
  return new aws.kms.Key(
    `${name}-key`,
    {
      description: checkedKeyArg(key, "description") ?? `Encrypts the objects of the bucket of ${name}`,
      enableKeyRotation: true,
      rotationPeriodInDays: checkedKeyArg(key, "rotationPeriodInDays") ?? ROTATION_PERIOD_DAYS.default,
      deletionWindowInDays: checkedKeyArg(key, "deletionWindowInDays") ?? DELETION_WINDOW_DAYS.default,
      ...(key.multiRegion === undefined ? {} : { multiRegion: checkedKeyArg(key, "multiRegion") }),
      ...(tags === undefined ? {} : { tags }),
    },
    options,
  );
}

/** The key's alias. */
export function createAlias(
  name: string,
  key: EncryptionKey,
  target: aws.kms.Key,
  options: pulumi.CustomResourceOptions,
): aws.kms.Alias {
  const alias = checkedKeyArg(key, "alias");
  const named = alias === undefined ? {} : { name: pulumi.output(alias).apply(withAliasPrefix) };
  // By id: a key whose creation broke off half-way has an id, but no ARN yet.
  return new aws.kms.Alias(`${name}-alias`, { ...named, targetKeyId: target.id }, options);
}

/** The key policy as JSON. What is wrong with a principal that is only known later comes to light here. */
export function keyPolicyOf(
  args: EncryptionKey,
  key: aws.kms.Key,
  bucket: aws.s3.Bucket,
): pulumi.Output<string> {
  const administrators = pulumi.output(checkedKeyArg(args, "administrators")).apply((names) => names ?? []);
  const users = pulumi.output(checkedKeyArg(args, "users")).apply((names) => names ?? []);
  const multiRegion = pulumi.output(checkedKeyArg(args, "multiRegion")).apply((on) => on ?? false);
  return pulumi
    .all([key.arn, bucket.arn, administrators, users, multiRegion])
    .apply(([keyArn, bucketArn, admins, named, replicable]) => {
      const issues = [
        ...checkRoles(admins, named),
        ...checkAdministratorAccounts(admins, keyArnParts(keyArn).account),
      ];
      if (issues.length > 0) throw issuesError(issues);
      const use = args.use ?? KeyUse.ThroughS3;
      return JSON.stringify(
        keyPolicy({ keyArn, bucketArn, administrators: admins, users: named, use, multiRegion: replicable }),
      );
    });
}
