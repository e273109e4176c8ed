import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keyArnParts } from "../policy/arn";
import { KeyUse } from "../policy/choices";
import { keyPolicy, useStatements } from "../policy/keyPolicy";
import { keyServiceStatements, type KnownKeyService } from "../policy/keyServices";
import { DELETION_WINDOW_DAYS, ROTATION_PERIOD_DAYS } from "../policy/limits";
import { checkAdministratorAccounts, checkRoles, withAliasPrefix } from "../policy/validate";
import type { EncryptedBucketArgs, EncryptionKey } from "./args";
import { issuesError } from "./inputs";
import type { ChildOptions } from "./retention";
import { checkedKeyArg } from "./checkedArgs";

/** The key of a bucket, made by the component or not. */
export interface BucketKey {
  arn: pulumi.Output<string>;
  id: pulumi.Output<string>;
  aliasName: pulumi.Output<string | undefined>;
  /** What must be there before the bucket. */
  resources: pulumi.Resource[];
  /** Absent for a key that exists already. */
  kmsKey?: aws.kms.Key;
}

/** A key of the bucket's own with its alias: symmetric, rotating, with no inline policy, which could not name the bucket yet. */
export function newKey(
  name: string,
  args: EncryptionKey,
  tags: EncryptedBucketArgs["tags"],
  options: ChildOptions,
): BucketKey {
  const kmsKey = new aws.kms.Key(
    `${name}-key`,
    {
      description: checkedKeyArg(args, "description") ?? `Encrypts the objects of the bucket of ${name}`,
      enableKeyRotation: true,
      rotationPeriodInDays: checkedKeyArg(args, "rotationPeriodInDays") ?? ROTATION_PERIOD_DAYS.default,
      deletionWindowInDays: checkedKeyArg(args, "deletionWindowInDays") ?? DELETION_WINDOW_DAYS.default,
      ...(args.multiRegion === undefined ? {} : { multiRegion: checkedKeyArg(args, "multiRegion") }),
      ...(tags === undefined ? {} : { tags }),
    },
    options.key,
  );
  const wanted = checkedKeyArg(args, "alias");
  const named = wanted === undefined ? {} : { name: pulumi.output(wanted).apply(withAliasPrefix) };
  // By id: a key whose creation broke off half-way has an id, but no ARN yet.
  const alias = new aws.kms.Alias(`${name}-alias`, { ...named, targetKeyId: kmsKey.id }, options.alias);
  const arn = onceMade(kmsKey.arn);
  return { arn, id: onceMade(kmsKey.keyId), aliasName: alias.name, resources: [kmsKey, alias], kmsKey };
}

/**
 * A key whose creation broke off half-way has neither ARN nor key id in the state; the update that mends it brings
 * them. Until then they are unknown, so that its preview does not break.
 */
function onceMade(value: pulumi.Output<string>): pulumi.Output<string> {
  return value.apply((known: string | undefined) => known ?? (pulumi.unknown as unknown as string));
}

/** A key that exists already, by its ARN. */
export function existingKey(args: EncryptionKey): BucketKey {
  const arn = pulumi.output(checkedKeyArg(args, "existingKeyArn")).apply((given) => given as string);
  const id = arn.apply((known) => keyArnParts(known).resource.replace(/^key\//, ""));
  return { arn, id, aliasName: pulumi.output(undefined), resources: [] };
}

/**
 * The key policy as JSON. What is wrong with a principal that is only known later comes to light here. For an
 * existing key: just the statements that its owner must add.
 */
export function keyPolicyOf(
  args: EncryptionKey,
  key: BucketKey,
  bucket: aws.s3.Bucket,
): pulumi.Output<string> {
  const administrators = checkedKeyArg(args, "administrators");
  const users = checkedKeyArg(args, "users");
  const multiRegion = checkedKeyArg(args, "multiRegion");
  const services = checkedKeyArg(args, "services");
  return pulumi
    .all([key.arn, bucket.arn, administrators, users, multiRegion, services])
    .apply(([keyArn, bucketArn, admins, named, replicable, known]) => {
      const input = {
        keyArn,
        bucketArn,
        administrators: admins ?? [],
        users: named ?? [],
        use: args.use ?? KeyUse.ThroughS3,
        multiRegion: replicable ?? false,
        serviceStatements: keyServiceStatements((known ?? []) as KnownKeyService[]),
      };
      const issues = [
        ...checkRoles(input.administrators, input.users),
        ...checkAdministratorAccounts(input.administrators, keyArnParts(keyArn).account),
      ];
      if (issues.length > 0) throw issuesError(issues);
      const added = { Version: "2012-10-17", Statement: useStatements(input, keyArnParts(keyArn)) };
      return JSON.stringify(args.existingKeyArn === undefined ? keyPolicy(input) : added);
    });
}
