/** A stack as deployed, and what each change of its configuration is called. */
export interface Scenario {
  /** Its buckets; undefined: nothing is deployed before the previews. */
  readonly deployed: Readonly<Record<string, unknown>> | undefined;
  /** Preview by name: the configuration that differs from the deployed one. */
  readonly changes: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const ROLE = "arn:aws:iam::123456789012:role/";
const WRITER = `${ROLE}writer`;
const READER = `${ROLE}reader`;
const ADMIN = `${ROLE}key-admin`;
const OTHER_ADMIN = `${ROLE}other-admin`;

type Args = Readonly<Record<string, unknown>> & { key?: object };

const named = (more: Args = {}): Args => ({
  bucketName: "acme-reports",
  ...more,
  key: { alias: "acme-reports", ...more.key },
});

const DELETION = { sid: "DenyDeletion", effect: "Deny", actions: ["s3:DeleteObject"] };
const VPC = { conditions: { StringNotEquals: { "aws:SourceVpce": ["vpce-1"] } } };
const PARTNER = {
  sid: "AllowPartner",
  effect: "Allow",
  principals: { aws: ["arn:aws:iam::999988887777:role/partner"] },
  actions: ["s3:GetObject"],
  resources: ["shared/*"],
};

const reports = (args: Args): { buckets: object } => ({ buckets: { reports: named(args) } });

/** One bucket under Protect, as `new EncryptedBucket("reports")` makes it. */
const PROTECTED: Scenario = {
  deployed: reports({}),
  changes: {
    "no-change": {},
    tags: reports({ tags: { team: "reports" } }),
    description: reports({ key: { description: "other words" } }),
    "rotation-slower": reports({ key: { rotationPeriodInDays: 730 } }),
    "rotation-faster": reports({ key: { rotationPeriodInDays: 90 } }),
    "deletion-window-shorter": reports({ key: { deletionWindowInDays: 7 } }),
    "statement-added": reports({ policyStatements: [{ ...DELETION, ...VPC }] }),
    "partner-added": reports({ policyStatements: [PARTNER] }),
    "declared-key-only": reports({ enforcement: "DeclaredKeyOnly" }),
    "default-only": reports({ enforcement: "DefaultOnly" }),
    "require-headers": reports({ enforcement: "RequireHeaders" }),
    dsse: reports({ encryption: "aws:kms:dsse" }),
    "no-bucket-key": reports({ bucketKeyEnabled: false }),
    "versioning-suspended": reports({ versioning: false }),
    "first-user": reports({ key: { users: [WRITER] } }),
    "use-anywhere": reports({ key: { use: "Anywhere" } }),
    "retention-destroy": reports({ retention: "Destroy" }),
    "retention-retain": reports({ retention: "Retain" }),
    "tls-newer": reports({ minimumTlsVersion: 1.3 }),
    "lifecycle-added": reports({ abortIncompleteMultipartUploadAfterDays: 7 }),
    "rename-refused": reports({ bucketName: "acme-reports-2" }),
    "removal-refused": { buckets: {} },
    "rotation-off": { override: { "aws:kms/key:Key": { enableKeyRotation: false } } },
    "public-access-opened": {
      override: { "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": { blockPublicPolicy: false } },
    },
    "acls-let-in": {
      override: {
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
          rule: { objectOwnership: "ObjectWriter" },
        },
      },
    },
    "default-sse-s3": {
      override: {
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
          rules: [
            {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
              blockedEncryptionTypes: ["SSE-C"],
            },
          ],
        },
      },
    },
    "policy-unknown": { around: ["source"] },
    "another-provider": { region: "eu-central-1" },
    "another-region": { region: "eu-west-1" },
  },
};

const two = (
  reportsArgs: Args,
  ledgerArgs: Args = {},
): { buckets: Record<string, object>; around: string[] } => ({
  buckets: {
    reports: named({
      retention: "Destroy",
      minimumTlsVersion: 1.3,
      policyStatements: [DELETION],
      bucketName: "acme-daily",
      ...reportsArgs,
      key: { alias: "acme-daily", users: [WRITER, READER], administrators: [ADMIN], ...reportsArgs.key },
    }),
    ledger: { retention: "Destroy", bucketName: "acme-ledger", ...ledgerArgs },
  },
  around: ["key", "bucket", "policy"],
});

/** Two buckets that can be destroyed, users and administrators listed, and resources of other kinds around them. */
const DESTROYABLE: Scenario = {
  deployed: two({}),
  changes: {
    "bucket-renamed": two({ bucketName: "acme-weekly" }),
    "multi-region": two({ key: { multiRegion: true } }),
    "alias-renamed": two({ key: { alias: "acme-other" } }),
    "component-removed": { buckets: { ledger: two({}).buckets["ledger"] } },
    "user-added": two({ key: { users: [WRITER, READER, `${ROLE}auditor`] } }),
    "user-removed": two({ key: { users: [WRITER] } }),
    "last-user-removed": two({ key: { users: undefined } }),
    "administrator-exchanged": two({ key: { administrators: [OTHER_ADMIN] } }),
    "statement-removed": two({ policyStatements: [] }),
    "statement-narrowed": two({ policyStatements: [{ ...DELETION, ...VPC }] }),
    "tls-older": two({ minimumTlsVersion: 1.2 }),
    "force-destroy": two({ forceDestroy: true }),
    "others-removed": { around: [] },
    "two-at-once": two({ versioning: false }, { key: { rotationPeriodInDays: 1000 } }),
    "region-changed": { "aws:region": "eu-west-1" },
    "component-added": {
      buckets: { ...two({}).buckets, third: { bucketName: "acme-third" } },
    },
  },
};

const ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
const existing = (id: string): Args => ({
  bucketName: "acme-shared-key",
  key: { existingKeyArn: `arn:aws:kms:eu-central-1:123456789012:key/${id}` },
});

const ALL_PARTS = ["policy", "key-policy", "public-access", "encryption"];
const without = (part: string): { fork: string[] } => ({ fork: ALL_PARTS.filter((one) => one !== part) });

/** Every scenario, by the name of its stack. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  "first-create": {
    deployed: undefined,
    changes: { "first-create": { buckets: { reports: named(), ledger: {} }, around: ["key", "bucket"] } },
  },
  failing: {
    deployed: undefined,
    changes: { "program-fails": { buckets: { reports: { bucketName: "Not a name" } } } },
  },
  protected: PROTECTED,
  destroyable: DESTROYABLE,
  retained: {
    deployed: {
      buckets: {
        reports: named({ retention: "Retain", bucketName: "acme-kept", key: { alias: "acme-kept" } }),
      },
    },
    changes: { "retained-removed": { buckets: {} } },
  },
  existing: {
    deployed: { buckets: { shared: existing(ID) } },
    changes: {
      "another-existing-key": { buckets: { shared: existing("abcd1234-12ab-34cd-56ef-1234567890ab") } },
    },
  },
  forked: {
    deployed: { fork: ALL_PARTS },
    changes: {
      "policy-removed": without("policy"),
      "key-policy-removed": without("key-policy"),
      "public-access-removed": without("public-access"),
      "encryption-removed": without("encryption"),
    },
  },
};
