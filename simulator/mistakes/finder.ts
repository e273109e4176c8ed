import type { PolicyFacts } from "./facts";

/** A well-known mistake: how to tell it, what comes of it, and what to do. */
export interface Finder {
  /** Stable, in kebab-case. */
  kind: string;
  title: string;
  /** Something is missing: a mistake only where an upload goes wrong by it. */
  missing?: true;
  /** Cases that it lets through; `*` at the end stands for any continuation. */
  letsThrough: readonly string[];
  /** Cases that it refuses and should not. */
  refuses: readonly string[];
  find(policy: PolicyFacts): Found[];
  repair(policy: PolicyFacts): string;
}

/** One place where a mistake is made. */
export interface Found {
  /** Null: no statement makes it, one is missing. */
  sid: string | null;
  explanation: string;
}

const WAYS = ["put", "copy", "post", "multipart-create"];

/** The names of a case in every way to upload. */
export function everyWay(suffix: string): string[] {
  return WAYS.map((way) => `${way}-${suffix}`);
}

/** Cases that name nothing and rely on the bucket's default. */
export const SILENT = [...everyWay("silent"), "part-of-silent", "complete-silent"];

/** Cases that name the right key. */
export const RIGHT = [
  "put-key-id",
  "put-key-alias",
  ...everyWay("key-arn"),
  "put-without-bucket-key",
  "part-of-key-arn",
  "complete-key-arn",
  "reencrypt-key-arn",
  "drift-sse-s3-key-arn",
];

/** Cases that end up under another key. */
export const OTHER_KEYS = [...everyWay("another-key"), "put-foreign-key", "put-no-key", "put-listed-key-*"];

/** Cases that end up under SSE-S3 because they ask for it. */
export const SSE_S3 = everyWay("aes256");

/** Cases that name nothing after somebody changed the bucket's default. */
export const DRIFTED = ["drift-sse-s3-silent", "drift-another-key-silent"];

/** A statement of ours as JSON in one line, to be put into a policy. */
export function statement(parts: {
  sid: string;
  action: string;
  resource: string | string[];
  condition: Record<string, Record<string, string>>;
}): string {
  const { sid, action, resource, condition } = parts;
  return JSON.stringify({
    Sid: sid,
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resource,
    Condition: condition,
  });
}

/** The Deny that keeps every upload under the key. */
export function keyStatement({ bucketArn, keyArn }: PolicyFacts): string {
  return statement({
    sid: "DenyOtherKeys",
    action: "s3:PutObject",
    resource: `${bucketArn}/*`,
    condition: { StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn } },
  });
}
