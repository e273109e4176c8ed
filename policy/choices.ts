/**
 * How new objects are encrypted.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html
 */
export const Encryption = {
  /** SSE-KMS: one layer of encryption under the key. */
  Kms: "aws:kms",
  /** DSSE-KMS: two layers of encryption under the key. Has no S3 Bucket Key, so every object costs a KMS request. */
  KmsDsse: "aws:kms:dsse",
} as const;
export type Encryption = (typeof Encryption)[keyof typeof Encryption];

/** What the bucket policy demands of an upload. */
export const Enforcement = {
  /**
   * The key that S3 will use must be the bucket's own key, whether the upload names it or the bucket's default
   * supplies it. Safe whatever S3 tells the policy about an upload that names no key; such an upload passes if S3
   * tells it the key of the bucket's default (as AWS documents), and is refused if not.
   */
  EffectiveKey: "EffectiveKey",
  /**
   * As EffectiveKey, and every upload must name the algorithm and the key itself. Breaks whoever relies on the
   * bucket's default: AWS services that deliver without headers (AWS Config, EC2 Image Builder, log delivery),
   * simple scripts, most SDK defaults, and the parts of multipart uploads if S3 judges those by what they carry.
   */
  RequireHeaders: "RequireHeaders",
  /**
   * Only what an upload declares is judged: another algorithm or key is refused, silence always passes. The price:
   * nothing refuses a silent upload after somebody has changed the bucket's default encryption.
   */
  DeclaredKeyOnly: "DeclaredKeyOnly",
  /** The policy says nothing about encryption; the bucket's default alone encrypts what names nothing else. */
  DefaultOnly: "DefaultOnly",
} as const;
export type Enforcement = (typeof Enforcement)[keyof typeof Enforcement];

/** Where the key's users may use it. */
export const KeyUse = {
  /** Only through S3 in the key's region, and only for this bucket's objects. */
  ThroughS3: "ThroughS3",
  /** Anywhere, by calling KMS directly too. */
  Anywhere: "Anywhere",
} as const;
export type KeyUse = (typeof KeyUse)[keyof typeof KeyUse];

/** What happens to key and bucket when they leave the program or the stack is destroyed. */
export const Retention = {
  /** Pulumi refuses to delete or replace them until the protection is taken off. */
  Protect: "Protect",
  /** They leave Pulumi's state and stay in AWS, with every protection in place. */
  Retain: "Retain",
  /** They are deleted; a bucket that is not empty only with `forceDestroy`. The key waits out its deletion window. */
  Destroy: "Destroy",
} as const;
export type Retention = (typeof Retention)[keyof typeof Retention];

/** What a statement does to the requests it applies to. A Deny wins over every Allow. */
export const Effect = {
  Allow: "Allow",
  Deny: "Deny",
} as const;
export type Effect = (typeof Effect)[keyof typeof Effect];

/** What an AWS service that is not known by name does with the key. */
export const KeyAccess = {
  /** Writes objects. */
  Encrypt: "Encrypt",
  /** Reads objects. */
  Decrypt: "Decrypt",
  /** Both; whatever writes into a bucket with a Bucket Key needs both. */
  EncryptDecrypt: "EncryptDecrypt",
} as const;
export type KeyAccess = (typeof KeyAccess)[keyof typeof KeyAccess];
