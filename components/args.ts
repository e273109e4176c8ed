import type * as pulumi from "@pulumi/pulumi";
import type { Effect, Encryption, Enforcement, KeyAccess, KeyUse, Retention } from "../policy/choices";

/** Arguments of an {@link EncryptedBucket}. All are optional: `new EncryptedBucket("reports")` is complete. */
export interface EncryptedBucketArgs {
  /**
   * The key that protects the bucket. Omitted: a new key that the account's own IAM policies share out. Going from one
   * key to another leaves objects that are already there under the old one.
   * @example { administrators: [adminRole.arn], users: [writerRole.arn, readerRole.arn] }
   */
  key?: EncryptionKey;
  /**
   * Name of the bucket, 3 to 63 characters. Omitted: Pulumi names it. Changing it replaces the bucket; under
   * `Retention.Protect` Pulumi refuses to.
   * @example "quarterly-reports-prod"
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
   */
  bucketName?: pulumi.Input<string>;
  /**
   * How new objects are encrypted. Changing it leaves objects that are already there as they are.
   * @default Encryption.Kms
   * @example Encryption.KmsDsse
   */
  encryption?: Encryption;
  /**
   * Whether S3 keeps a short-lived key per bucket, so that most uploads cost no KMS request. DSSE-KMS has none.
   * Changing it leaves objects that are already there as they are; both kinds stay readable.
   * @default true, false with Encryption.KmsDsse
   * @example false
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
   */
  bucketKeyEnabled?: pulumi.Input<boolean>;
  /**
   * What the bucket policy demands of an upload. Changing it counts for uploads from then on.
   * @default Enforcement.EffectiveKey
   * @example Enforcement.DeclaredKeyOnly
   */
  enforcement?: Enforcement;
  /**
   * The oldest TLS version a request may use: 1.2 or 1.3. Raising it cuts off clients that do not speak the newer one.
   * @default 1.2
   * @example 1.3
   */
  minimumTlsVersion?: pulumi.Input<number>;
  /**
   * Statements of your own, merged into the one policy a bucket can have; they stand behind the component's. Each may
   * hold Outputs. The whole policy may have 20 KB. Omitted: none.
   * @example [{ sid: "AllowPartner", effect: "Allow", principals: { aws: [partnerRoleArn] }, actions: ["s3:GetObject"], resources: ["shared/*"] }]
   */
  policyStatements?: pulumi.Input<pulumi.Input<PolicyStatement>[]>;
  /**
   * Whether S3 keeps earlier versions of an object. Turning it off later suspends it: versions stay.
   * @default true
   * @example false
   */
  versioning?: pulumi.Input<boolean>;
  /**
   * Days after which S3 removes the parts of multipart uploads that were never completed; 1 or more. Omitted: they
   * stay, unseen, and cost. Giving either this or the next makes a lifecycle configuration, taking both away removes
   * it.
   * @example 7
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html
   */
  abortIncompleteMultipartUploadAfterDays?: pulumi.Input<number>;
  /**
   * Days after which S3 deletes versions that are no longer current; 1 or more. Omitted: they stay. Cannot be undone
   * for versions already deleted.
   * @example 90
   */
  expireNoncurrentVersionsAfterDays?: pulumi.Input<number>;
  /**
   * Where S3 writes its access logs. Omitted: nowhere. Its presence decides, so it is plain; its fields may be Outputs.
   * Changing it counts for requests from then on.
   * @example { bucket: logs.bucket, prefix: "reports/" }
   */
  accessLogs?: AccessLogs;
  /**
   * What happens to key and bucket when they leave the program. It counts from the `up` after the one that sets it.
   * @default Retention.Protect
   * @example Retention.Destroy
   */
  retention?: Retention;
  /**
   * Whether destroying the bucket deletes every object in it. Only with `Retention.Destroy`.
   * @default false
   * @example true
   */
  forceDestroy?: pulumi.Input<boolean>;
  /**
   * Tags for key and bucket. Omitted: only those of the provider's `defaultTags`.
   * @example { team: "reporting" }
   */
  tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** An AWS service that uses the key. `sourceArn`, `sourceAccount` or both must say for whom it works. */
export interface KeyService {
  /**
   * Its principal.
   * @example "cloudtrail.amazonaws.com"
   */
  service: pulumi.Input<string>;
  /**
   * What it does with the key: required for a service that is not known by name, refused for one that is. Omitted:
   * what is known.
   * @example KeyAccess.EncryptDecrypt
   */
  access?: KeyAccess;
  /**
   * ARN of the resource the service works for; a wildcard only in its resource part, the account fixed. Omitted:
   * every resource of `sourceAccount`.
   * @example "arn:aws:cloudtrail:eu-central-1:123456789012:trail/audit"
   */
  sourceArn?: pulumi.Input<string>;
  /**
   * Id of the account the service works for, twelve digits. Omitted: the one in `sourceArn`.
   * @example "123456789012"
   */
  sourceAccount?: pulumi.Input<string>;
}

/** A statement of the bucket policy. Lists throughout, so that every Pulumi language can write it. */
export interface PolicyStatement {
  /**
   * Letters and digits; unique in the policy, and none of the component's own.
   * @example "AllowPartner"
   */
  sid: pulumi.Input<string>;
  /**
   * Allow or Deny. A Deny for everyone needs a condition, or it would lock the account out.
   * @example Effect.Allow
   */
  effect: Effect;
  /**
   * Whom it is about. Omitted: everyone, in a Deny; an Allow names somebody.
   * @example { aws: [partnerRoleArn] }
   */
  principals?: PolicyPrincipals;
  /**
   * S3 actions.
   * @example ["s3:GetObject"]
   */
  actions: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Paths inside the bucket: `""` is the bucket itself, `"*"` all objects, `"prefix/*"` some. Omitted: all of it.
   * @example ["shared/*"]
   */
  resources?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * operator → condition key → values; all must hold. Omitted: no condition.
   * @example { StringEquals: { "aws:PrincipalOrgID": ["o-exampleorgid"] } }
   */
  conditions?: pulumi.Input<{
    [operator: string]: pulumi.Input<{ [key: string]: pulumi.Input<pulumi.Input<string>[]> }>;
  }>;
}

/** Whom a {@link PolicyStatement} is about: at least one of the two. */
export interface PolicyPrincipals {
  /**
   * ARNs of roles, users or accounts. Omitted: none.
   * @example [partnerRoleArn]
   */
  aws?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Service principals. Omitted: none.
   * @example ["cloudtrail.amazonaws.com"]
   */
  services?: pulumi.Input<pulumi.Input<string>[]>;
}

/** Where S3 writes the access logs of an {@link EncryptedBucket}. */
export interface AccessLogs {
  /**
   * Name of another bucket of the same account and region, with SSE-S3 as its default: S3 does not deliver access
   * logs into a bucket whose default is SSE-KMS.
   * @example logs.bucket
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html
   */
  bucket: pulumi.Input<string>;
  /**
   * What the names of the log objects begin with.
   * @default the component's name and a slash
   * @example "reports/"
   */
  prefix?: pulumi.Input<string>;
}

/** The customer managed key of an {@link EncryptedBucket}. */
export interface EncryptionKey {
  /**
   * Use this key instead of a new one: its full ARN, in the bucket's region, of any account. Excludes every other
   * field; the component then makes no key, alias or key policy, and its output `keyPolicy` holds the statements that
   * the key's owner must add. Whether it is given is decided at once; the ARN itself may be an Output. Changing it
   * leaves objects that are already there under the old key. Omitted: a new key.
   * @example "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
   */
  existingKeyArn?: pulumi.Input<string>;
  /**
   * Alias, with or without `alias/`: letters, digits, `/`, `_`, `-`; up to 256 characters. Omitted: Pulumi names it.
   * Changing it moves to a new alias; the key stays.
   * @example "reports-prod"
   */
  alias?: pulumi.Input<string>;
  /**
   * Description, up to 8192 characters. Omitted: says which component's bucket the key encrypts.
   * @example "Encrypts the quarterly reports"
   */
  description?: pulumi.Input<string>;
  /**
   * ARNs of roles and users of the key's account that manage the key and cannot use it. Omitted: whoever the
   * account's IAM policies let manage keys. An administrator can still rewrite the key policy: this separates
   * duties, it is no wall.
   * @example ["arn:aws:iam::123456789012:role/KeyAdministrator"]
   */
  administrators?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * ARNs of roles and users that may encrypt and decrypt; naming one cuts off all others. Omitted: whoever the
   * account's IAM policies let use keys, administrators excepted.
   * @example [writerRole.arn, readerRole.arn]
   */
  users?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * AWS services that use the key of their own accord: CloudTrail, Config, S3 Inventory, CloudFront (with origin
   * access control) and vended logs are known, with what they need of key and bucket. Omitted: none.
   * @example [{ service: "cloudtrail.amazonaws.com", sourceArn: trailArn }]
   */
  services?: pulumi.Input<pulumi.Input<KeyService>[]>;
  /**
   * Where users may use the key.
   * @default KeyUse.ThroughS3
   * @example KeyUse.Anywhere
   */
  use?: KeyUse;
  /**
   * Days between automatic rotations, 90 to 2560. Rotation itself is always on; old objects stay readable.
   * @default 365
   * @example 180
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
   */
  rotationPeriodInDays?: pulumi.Input<number>;
  /**
   * Days a deleted key waits, 7 to 30, during which its deletion can be cancelled. After it, every object under the
   * key is lost.
   * @default 30
   * @example 7
   */
  deletionWindowInDays?: pulumi.Input<number>;
  /**
   * Whether replicas of the key can be made in other regions. Changing it replaces the key, and objects under the old
   * one are lost when its deletion window ends; under `Retention.Protect` Pulumi refuses to.
   * @default false
   * @example true
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
   */
  multiRegion?: pulumi.Input<boolean>;
}
