import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Encryption, Enforcement, KeyUse, Retention } from "../policy/choices";
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
import { createAlias, createKey, keyPolicyOf } from "./key";
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
    const issues = plainIssues(args, opts);
    if (issues.length > 0) throw issuesError(issues);
    const choices = choicesOf(args);
    super("encrypted-bucket:index:EncryptedBucket", name, choices, opts);

    const keyArgs = args.key ?? {};
    const options = resourceOptions(this, choices.retention as Retention);
    const key = createKey(name, keyArgs, args.tags, options.key);
    const alias = createAlias(name, keyArgs, key, options.alias);
    const wishes = policyWishes(args);
    const bucket = createBucket(name, args, {
      ...options.bucket,
      dependsOn: [key, alias, wishes.apply(() => alias)],
    });
    const bucketDocument = bucketPolicyOf(args, wishes, key, bucket);
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

    // Neither protected nor kept: taking the option away takes the setting away.
    const optional = { parent: this, dependsOn: [encryption] };
    createLifecycle(name, args, bucket, optional);
    createLogging(name, args, bucket, optional);

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
