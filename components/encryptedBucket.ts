import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Encryption, Enforcement, KeyUse, Retention } from "../policy/choices";
import type { PolicyDocument } from "../policy/document";
import { checkKeyRegion } from "../policy/existingKey";
import { checkPrefix, readPolicy, writePolicy, type IdentityPolicyInput } from "../policy/identityPolicy";
import type { EncryptedBucketArgs } from "./args";
import {
  bucketPolicyOf,
  createBucket,
  createEncryption,
  createLifecycle,
  createLogging,
  createSettings,
  policyWishes,
} from "./bucket";
import { issuesError } from "./inputs";
import { existingKey, keyPolicyOf, newKey } from "./key";
import { resourceOptions } from "./retention";
import { plainIssues } from "./validateArgs";

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
    const issues = plainIssues(args, opts, knownRegion(opts));
    if (issues.length > 0) throw issuesError(issues);
    const choices = choicesOf(args);
    super("encrypted-bucket:index:EncryptedBucket", name, choices, opts);

    const keyArgs = args.key ?? {};
    const options = resourceOptions(this, choices.retention as Retention);
    const key =
      keyArgs.existingKeyArn === undefined ? newKey(name, keyArgs, args.tags, options) : existingKey(keyArgs);
    const wishes = policyWishes(args);
    // The bucket waits for all that its policy is made of: what is wrong there must not leave it without one.
    const ready = pulumi.all([wishes, key.arn]).apply((): pulumi.Input<pulumi.Resource>[] => key.resources);
    const bucket = createBucket(name, args, { ...options.bucket, dependsOn: ready });
    const arn = key.kmsKey ? key.arn : inRegionOf(bucket, key.arn);
    const bucketDocument = bucketPolicyOf(args, wishes, arn, bucket);
    const keyDocument = keyPolicyOf(keyArgs, key, bucket);
    const appliedKeyPolicy =
      key.kmsKey &&
      new aws.kms.KeyPolicy(
        `${name}-key-policy`,
        { keyId: key.kmsKey.id, policy: keyDocument },
        options.setting,
      );
    const settings = createSettings(name, args, bucket, bucketDocument, options.setting);
    const encryption = createEncryption(name, args, bucket, arn, {
      ...options.setting,
      dependsOn: appliedKeyPolicy ? [...settings, appliedKeyPolicy] : settings,
    });

    // Neither protected nor kept: taking the option away takes the setting away.
    const optional = { parent: this, dependsOn: [encryption] };
    createLifecycle(name, args, bucket, optional);
    createLogging(name, args, bucket, optional);

    this.s3Bucket = bucket;
    this.kmsKey = key.kmsKey;
    // Taken through what they wait for, without losing a value that is already known in a preview.
    this.bucketName = encryption.bucket;
    this.bucketArn = pulumi.all([bucket.arn, encryption.bucket]).apply(([arn]) => arn);
    const inPlace = appliedKeyPolicy?.keyId;
    this.keyArn = pulumi.all([arn, inPlace]).apply(([known]) => known);
    this.keyId = pulumi.all([key.id, inPlace]).apply(([known]) => known);
    this.keyAlias = key.aliasName;
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

  /**
   * An identity policy, as JSON, that lets a role list and download objects: the S3 half and the KMS half. Suffices
   * for a role of the account when it is among the key's users or no users are listed; for one of another account
   * add {@link readStatements} to `policyStatements`, and the role to the key's users.
   * @param prefix what the keys of the objects begin with; omitted, all objects
   */
  readPolicy(prefix = ""): pulumi.Output<string> {
    return identityPolicyOf(this, prefix, readPolicy);
  }

  /**
   * An identity policy, as JSON, that lets a role upload objects, in parts too: the S3 half and the KMS half. As
   * {@link readPolicy}; with `Enforcement.RequireHeaders` the role must still name the key in each upload.
   * @param prefix what the keys of the objects begin with; omitted, all objects
   */
  writePolicy(prefix = ""): pulumi.Output<string> {
    return identityPolicyOf(this, prefix, writePolicy);
  }
}

function identityPolicyOf(
  { bucketArn, keyArn }: EncryptedBucket,
  prefix: string,
  build: (input: IdentityPolicyInput) => PolicyDocument,
): pulumi.Output<string> {
  const issues = checkPrefix(prefix);
  if (issues.length > 0) throw issuesError(issues);
  return pulumi
    .all([bucketArn, keyArn])
    .apply(([bucket, key]) => JSON.stringify(build({ bucketArn: bucket, keyArn: key, prefix })));
}

/** The region of the bucket where it is known before anything is registered: not when a provider is handed in. */
function knownRegion(opts: pulumi.ComponentResourceOptions): string | undefined {
  return opts.provider || opts.providers || opts.parent ? undefined : aws.config.region;
}

/** The ARN of an existing key, once it is clear that the bucket stands in its region: S3 takes no other. */
function inRegionOf(bucket: aws.s3.Bucket, keyArn: pulumi.Output<string>): pulumi.Output<string> {
  return pulumi.all([keyArn, bucket.region]).apply(([arn, region]) => {
    const issues = checkKeyRegion(arn, region, "key.existingKeyArn");
    if (issues.length > 0) throw issuesError(issues);
    return arn;
  });
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
