import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keyArnParts } from "../policy/arn";
import { bucketPolicy } from "../policy/bucketPolicy";
import { Encryption, Enforcement, KeyUse, Retention } from "../policy/choices";
import { keyPolicy } from "../policy/keyPolicy";
import { DELETION_WINDOW_DAYS, ROTATION_PERIOD_DAYS } from "../policy/limits";
import { checkAdministratorAccounts, checkRoles, withAliasPrefix } from "../policy/validate";
import type { EncryptedBucketArgs, EncryptionKey } from "./args";
import { issuesError } from "./inputs";
import { resourceOptions } from "./retention";
import { checkedArg, checkedKeyArg, plainIssues } from "./validateArgs";

/**
 * An S3 bucket that only takes objects encrypted under a key of its own.
 *
 * ```ts
 * const reports = new EncryptedBucket("reports", { key: { administrators: [adminRole.arn], users: [appRole.arn] } });
 * export const bucketName = reports.bucketName;
 * ```
 *
 * @throws InputPropertiesError naming every argument that is wrong, before any resource is registered
 */
export class EncryptedBucket extends pulumi.ComponentResource {
  /** Name of the bucket. Resolves only when an upload is safe. */
  readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket. Resolves only when an upload is safe. */
  readonly bucketArn: pulumi.Output<string>;
  /** ARN of the key. Resolves only when the key policy is in place. */
  readonly keyArn: pulumi.Output<string>;
  /** Id of the key. Resolves only when the key policy is in place. */
  readonly keyId: pulumi.Output<string>;
  /** Name of the key's alias, `alias/` included. */
  readonly keyAlias: pulumi.Output<string | undefined>;
  /** The bucket policy that was sent, as JSON. */
  readonly bucketPolicy: pulumi.Output<string>;
  /** The key policy that was sent, as JSON. */
  readonly keyPolicy: pulumi.Output<string>;
  /** The bucket itself, for whatever else needs it. Its name is known before an upload is safe. */
  readonly s3Bucket: aws.s3.Bucket;
  /** The key itself. */
  readonly kmsKey: aws.kms.Key | undefined;

  constructor(name: string, args: EncryptedBucketArgs = {}, opts: pulumi.ComponentResourceOptions = {}) {
    const issues = plainIssues(args, opts);
    if (issues.length > 0) throw issuesError(issues);
    const choices = choicesOf(args);
    super("encrypted-bucket:index:EncryptedBucket", name, choices, opts);

    const keyArgs = args.key ?? {};
    const options = resourceOptions(this, choices.retention as Retention);
    const key = createKey(name, keyArgs, args.tags, options.key);
    const alias = createAlias(name, keyArgs, key, options.alias);
    const bucket = createBucket(name, args, { ...options.bucket, dependsOn: [key, alias] });
    const bucketDocument = bucketPolicyOf(args, key, bucket);
    const keyDocument = keyPolicyOf(keyArgs, key, bucket);
    const appliedKeyPolicy = new aws.kms.KeyPolicy(
      `${name}-key-policy`,
      { keyId: key.id, policy: keyDocument },
      options.setting,
    );
    const settings = createSettings(name, args, bucket, bucketDocument, options.setting);
    const encryption = createEncryption(name, args, bucket, key, {
      ...options.setting,
      dependsOn: [...settings, appliedKeyPolicy],
    });

    this.s3Bucket = bucket;
    this.kmsKey = key;
    // Taken through what they wait for, without losing a value that is already known in a preview.
    this.bucketName = encryption.bucket;
    this.bucketArn = pulumi.all([bucket.arn, encryption.bucket]).apply(([arn]) => arn);
    this.keyArn = pulumi.all([key.arn, appliedKeyPolicy.keyId]).apply(([arn]) => arn);
    this.keyId = pulumi.all([key.keyId, appliedKeyPolicy.keyId]).apply(([id]) => id);
    this.keyAlias = alias.name;
    this.bucketPolicy = bucketDocument;
    this.keyPolicy = keyDocument;
    this.registerOutputs({
      bucketName: this.bucketName,
      bucketArn: this.bucketArn,
      keyArn: this.keyArn,
      keyId: this.keyId,
      keyAlias: this.keyAlias,
      bucketPolicy: this.bucketPolicy,
      keyPolicy: this.keyPolicy,
      s3Bucket: this.s3Bucket,
      kmsKey: this.kmsKey,
    });
  }
}

/**
 * What the component itself registers: plain values only, because Pulumi waits for a component's inputs and one that
 * hangs on the component's own children would never come. `preview` reads the promises of the bucket here.
 */
function choicesOf(args: EncryptedBucketArgs): Record<string, string | boolean> {
  return {
    enforcement: args.enforcement ?? Enforcement.EffectiveKey,
    encryption: args.encryption ?? Encryption.Kms,
    retention: args.retention ?? Retention.Protect,
    keyUse: args.key?.use ?? KeyUse.ThroughS3,
    administrators: args.key?.administrators !== undefined,
    users: args.key?.users !== undefined,
  };
}

function createKey(
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
      ...(tags === undefined ? {} : { tags }),
    },
    options,
  );
}

function createAlias(
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

function createBucket(
  name: string,
  args: EncryptedBucketArgs,
  options: pulumi.CustomResourceOptions,
): aws.s3.Bucket {
  const bucketName = checkedArg(args, "bucketName");
  return new aws.s3.Bucket(
    `${name}-bucket`,
    {
      ...(bucketName === undefined ? {} : { bucket: bucketName }),
      forceDestroy: checkedArg(args, "forceDestroy") ?? false,
      ...(args.tags === undefined ? {} : { tags: args.tags }),
    },
    options,
  );
}

/** One after the other: S3 refuses changes to one bucket that overlap. The policy comes first, nothing is safe without. */
function createSettings(
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

function createEncryption(
  name: string,
  args: EncryptedBucketArgs,
  bucket: aws.s3.Bucket,
  key: aws.kms.Key,
  options: pulumi.CustomResourceOptions,
): aws.s3.BucketServerSideEncryptionConfiguration {
  const encryption = args.encryption ?? Encryption.Kms;
  return new aws.s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    {
      bucket: bucket.bucket,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: encryption, kmsMasterKeyId: key.arn },
          bucketKeyEnabled: checkedArg(args, "bucketKeyEnabled") ?? encryption === Encryption.Kms,
          // Always said: left out, the provider sees a difference on every run.
          blockedEncryptionTypes: ["SSE-C"],
        },
      ],
    },
    options,
  );
}

function bucketPolicyOf(
  args: EncryptedBucketArgs,
  key: aws.kms.Key,
  bucket: aws.s3.Bucket,
): pulumi.Output<string> {
  const minimumTlsVersion = pulumi.output(checkedArg(args, "minimumTlsVersion"));
  return pulumi.all([bucket.arn, key.arn, minimumTlsVersion]).apply(([bucketArn, keyArn, tls]) =>
    JSON.stringify(
      bucketPolicy({
        bucketArn,
        keyArn,
        encryption: args.encryption ?? Encryption.Kms,
        enforcement: args.enforcement ?? Enforcement.EffectiveKey,
        minimumTlsVersion: tls ?? 1.2,
      }),
    ),
  );
}

function keyPolicyOf(args: EncryptionKey, key: aws.kms.Key, bucket: aws.s3.Bucket): pulumi.Output<string> {
  const administrators = pulumi.output(checkedKeyArg(args, "administrators")).apply((names) => names ?? []);
  const users = pulumi.output(checkedKeyArg(args, "users")).apply((names) => names ?? []);
  return pulumi
    .all([key.arn, bucket.arn, administrators, users])
    .apply(([keyArn, bucketArn, admins, named]) => {
      const issues = [
        ...checkRoles(admins, named),
        ...checkAdministratorAccounts(admins, keyArnParts(keyArn).account),
      ];
      if (issues.length > 0) throw issuesError(issues);
      const use = args.use ?? KeyUse.ThroughS3;
      return JSON.stringify(
        keyPolicy({ keyArn, bucketArn, administrators: admins, users: named, use, multiRegion: false }),
      );
    });
}
