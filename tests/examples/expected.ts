/** What becomes of a request: `depends` is accepted if S3 shows the policy the key it will use, else refused. */
export type Fate = "accepted" | "refused" | "depends";

type Table = Record<string, Fate>;

function all(fate: Fate, ...names: string[]): Table {
  return Object.fromEntries(names.map((name) => [name, fate]));
}

/** Under `EffectiveKey`, by AWS's rules: only the bucket's own key, named or by the bucket's default. */
export const UPLOADS: Table = {
  ...all("depends", "put-silent", "copy-silent", "post-silent", "multipart-create-silent"),
  ...all("accepted", "put-key-arn", "copy-key-arn", "post-key-arn", "multipart-create-key-arn"),
  ...all("refused", "put-aes256", "copy-aes256", "post-aes256", "multipart-create-aes256"),
  ...all("refused", "put-another-key", "copy-another-key", "post-another-key"),
  ...all("refused", "multipart-create-another-key", "put-foreign-key", "put-no-key"),
  ...all("refused", "put-other-kms-algorithm", "put-sse-c"),
  ...all("depends", "put-key-id", "put-key-alias"),
  ...all("accepted", "put-without-bucket-key"),
  ...all("depends", "part-of-silent", "part-of-key-arn", "complete-silent", "complete-key-arn"),
  ...all("accepted", "reencrypt-key-arn"),
  ...all("refused", "reencrypt-another-key", "reencrypt-sse-s3"),
  ...all("refused", "drift-sse-s3-silent", "drift-another-key-silent"),
  ...all("accepted", "drift-sse-s3-key-arn"),
  ...all("refused", "put-plain-http", "read-plain-http", "list-plain-http"),
  ...all("refused", "put-tls-1-1", "read-tls-1-1", "list-tls-1-1"),
};

/** Whom neither key policy nor bucket policy names. */
export const STRANGERS: Table = {
  ...all("refused", "other-account-uploads", "other-account-reads", "anonymous-uploads", "anonymous-reads"),
};

const KEY_OF_ITS_OWN: Table = {
  ...STRANGERS,
  ...all("refused", "outsider-uses-key", "outsider-describes-key", "outsider-puts-key-policy"),
  ...all("refused", "outsider-schedules-deletion", "outsider-creates-grant"),
  ...all("accepted", "account-puts-key-policy", "account-schedules-deletion"),
  ...all("accepted", "role-puts-key-policy", "role-schedules-deletion"),
  ...all("refused", "account-creates-grant", "role-creates-grant"),
};

/** Nobody is listed: the account's IAM policies decide, through S3 and for this bucket. */
export const NOBODY_LISTED: Table = {
  ...KEY_OF_ITS_OWN,
  ...all("accepted", "role-uploads", "role-reads", "role-reads-without-bucket-key"),
  ...all("refused", "role-direct", "role-other-service", "role-other-bucket"),
};

/** Administrators and users are listed: the ones manage the key, the others use it, nobody does both. */
export const ROLES_LISTED: Table = {
  ...KEY_OF_ITS_OWN,
  ...all("accepted", "user-uploads", "user-reads", "user-reads-without-bucket-key", "user-describes-key"),
  ...all("refused", "user-direct", "user-other-service", "user-other-bucket"),
  ...all("refused", "user-puts-key-policy", "user-schedules-deletion", "user-creates-grant"),
  ...all("refused", "administrator-uploads", "administrator-reads", "administrator-encrypts"),
  ...all("accepted", "administrator-puts-key-policy", "administrator-schedules-deletion"),
  ...all("refused", "administrator-creates-grant"),
  ...all("refused", "unlisted-role-uploads", "unlisted-role-reads"),
};
