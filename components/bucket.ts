import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { bucketPolicy } from "../policy/bucketPolicy";
import { Encryption, Enforcement } from "../policy/choices";
import { show, type Issue } from "../policy/issue";
import { TLS_VERSIONS } from "../policy/limits";
import type { KnownKeyService } from "../policy/keyServices";
import type { OwnStatement } from "../policy/ownStatements";
import { addedStatements, checkAddedStatements } from "../policy/addedStatements";
import type { EncryptedBucketArgs } from "./args";
import { bucketKeyIssues, forceDestroyIssues } from "./crossRules";
import { checkedLater, issuesError, isEventual } from "./inputs";
import { checkedArg, checkedKeyArg, checkedLogsArg } from "./checkedArgs";

/** The bucket itself. Everything else is a resource of its own: on the bucket it is deprecated. */
export function createBucket(
  name: string,
  args: EncryptedBucketArgs,
  options: pulumi.CustomResourceOptions,
): aws.s3.Bucket {
  const bucketName = checkedArg(args, "bucketName");
  return new aws.s3.Bucket(
    `${name}-bucket`,
    {
      ...(bucketName === undefined ? {} : { bucket: bucketName }),
      forceDestroy: checkedTogether(checkedArg(args, "forceDestroy") ?? false, (force) =>
        forceDestroyIssues(force, args),
      ),
      ...(args.tags === undefined ? {} : { tags: args.tags }),
    },
    options,
  );
}

/** A value checked against the others in its own chain; a plain one has been checked with them before. */
function checkedTogether(
  value: pulumi.Input<boolean>,
  check: (known: boolean) => Issue[],
): pulumi.Input<boolean> {
  return isEventual(value) ? checkedLater(value, check) : value;
}

/** One after the other: S3 refuses changes to one bucket that overlap. The policy comes first, nothing is safe without. */
export function createSettings(
  name: string,
  args: EncryptedBucketArgs,
  bucket: aws.s3.Bucket,
  policy: pulumi.Output<string>,
  options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
  const on = bucket.bucket;
  const applied = new aws.s3.BucketPolicy(`${name}-policy`, { bucket: on, policy }, options);
  const publicAccess = new aws.s3.BucketPublicAccessBlock(
    `${name}-public-access`,
    {
      bucket: on,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { ...options, dependsOn: [applied] },
  );
  const ownership = new aws.s3.BucketOwnershipControls(
    `${name}-ownership`,
    { bucket: on, rule: { objectOwnership: "BucketOwnerEnforced" } },
    { ...options, dependsOn: [publicAccess] },
  );
  const status = pulumi
    .output(checkedArg(args, "versioning"))
    .apply((on) => (on === false ? "Suspended" : "Enabled"));
  const versioning = new aws.s3.BucketVersioning(
    `${name}-versioning`,
    { bucket: on, versioningConfiguration: { status } },
    { ...options, dependsOn: [ownership] },
  );
  return [applied, publicAccess, ownership, versioning];
}

/** The default encryption: the last thing an upload depends on. */
export function createEncryption(
  name: string,
  args: EncryptedBucketArgs,
  bucket: aws.s3.Bucket,
  keyArn: pulumi.Output<string>,
  options: pulumi.CustomResourceOptions,
): aws.s3.BucketServerSideEncryptionConfiguration {
  const encryption = args.encryption ?? Encryption.Kms;
  return new aws.s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    {
      bucket: bucket.bucket,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: encryption, kmsMasterKeyId: keyArn },
          bucketKeyEnabled: checkedTogether(
            checkedArg(args, "bucketKeyEnabled") ?? encryption === Encryption.Kms,
            (on) => bucketKeyIssues(on, args),
          ),
          // Always said: left out, the provider sees a difference on every run.
          blockedEncryptionTypes: ["SSE-C"],
        },
      ],
    },
    options,
  );
}

/** The lifecycle configuration, only when one of its days is given: it takes the provider about a minute to make. */
export function createLifecycle(
  name: string,
  args: EncryptedBucketArgs,
  bucket: aws.s3.Bucket,
  options: pulumi.CustomResourceOptions,
): aws.s3.BucketLifecycleConfiguration | undefined {
  const { abortIncompleteMultipartUploadAfterDays: abort, expireNoncurrentVersionsAfterDays: expire } = args;
  const rule = (id: string): { id: string; status: string; filter: object } => ({
    id,
    status: "Enabled",
    filter: {},
  });
  const rules = [
    ...(abort === undefined
      ? []
      : [
          {
            ...rule("abort-incomplete-multipart-uploads"),
            abortIncompleteMultipartUpload: { daysAfterInitiation: abort },
          },
        ]),
    ...(expire === undefined
      ? []
      : [{ ...rule("expire-noncurrent-versions"), noncurrentVersionExpiration: { noncurrentDays: expire } }]),
  ];
  if (rules.length === 0) return undefined;
  return new aws.s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    { bucket: bucket.bucket, rules },
    options,
  );
}

/** The access logging, only when asked for. */
export function createLogging(
  name: string,
  { accessLogs }: EncryptedBucketArgs,
  bucket: aws.s3.Bucket,
  options: pulumi.CustomResourceOptions,
): aws.s3.BucketLogging | undefined {
  if (accessLogs === undefined) return undefined;
  const targetBucket = pulumi
    .all([checkedLogsArg(accessLogs, "bucket"), bucket.bucket])
    .apply(([target, own]) => {
      if (target !== own) return target;
      throw issuesError([
        {
          path: "accessLogs.bucket",
          problem: "the bucket itself",
          got: show(target),
          allowed: "another bucket, with SSE-S3",
          fix: "log into a bucket of its own",
        },
      ]);
    });
  const targetPrefix = checkedLogsArg(accessLogs, "prefix") ?? `${name}/`;
  return new aws.s3.BucketLogging(
    `${name}-logging`,
    { bucket: bucket.bucket, targetBucket, targetPrefix },
    options,
  );
}

/** What the bucket policy says that is the user's to say, checked. */
export interface PolicyWishes {
  minimumTlsVersion: number;
  statements: OwnStatement[];
  services: KnownKeyService[];
}

/** Known, and right, before the bucket is made: a bucket must not be left without its policy. */
export function policyWishes(args: EncryptedBucketArgs): pulumi.Output<PolicyWishes> {
  const tls = checkedArg(args, "minimumTlsVersion");
  const statements = checkedArg(args, "policyStatements");
  const services = checkedKeyArg(args.key ?? {}, "services");
  const bucketName = checkedArg(args, "bucketName");
  return pulumi
    .all([tls, statements, services, bucketName])
    .apply(([minimumTlsVersion = TLS_VERSIONS[0], own, known, name]) => {
      const wishes = {
        minimumTlsVersion,
        statements: (own ?? []) as OwnStatement[],
        services: (known ?? []) as KnownKeyService[],
      };
      const issues = checkAddedStatements({
        ...policyChoices(args),
        ...wishes,
        ...(name ? { bucketName: name } : {}),
      });
      if (issues.length > 0) throw issuesError(issues);
      return wishes;
    });
}

/** The bucket policy as JSON. */
export function bucketPolicyOf(
  args: EncryptedBucketArgs,
  wishes: pulumi.Output<PolicyWishes>,
  keyArn: pulumi.Output<string>,
  bucket: aws.s3.Bucket,
): pulumi.Output<string> {
  return pulumi.all([bucket.arn, keyArn, wishes]).apply(([bucketArn, key, wish]) =>
    JSON.stringify(
      bucketPolicy({
        ...policyChoices(args),
        bucketArn,
        keyArn: key,
        minimumTlsVersion: wish.minimumTlsVersion,
        statements: addedStatements(wish, bucketArn),
      }),
    ),
  );
}

function policyChoices(args: EncryptedBucketArgs): { encryption: Encryption; enforcement: Enforcement } {
  return {
    encryption: args.encryption ?? Encryption.Kms,
    enforcement: args.enforcement ?? Enforcement.EffectiveKey,
  };
}
