import type { S3Operation } from "../request";

/** What a bucket promises; the expectations of the cases hang on nothing else. */
export interface Promised {
  enforcement: EnforcementName;
  /** The algorithm of the bucket's default: `aws:kms` or `aws:kms:dsse`. */
  encryption: string;
  /** `ThroughS3` or `Anywhere`. */
  keyUse: string;
  /** Whether the key has listed users. */
  users: boolean;
  /** Whether the key has listed administrators. */
  administrators: boolean;
}

export type EnforcementName = "EffectiveKey" | "RequireHeaders" | "DeclaredKeyOnly" | "DefaultOnly";

/** One thing that can be tried on a bucket, and what must come of it. */
export interface Case {
  /** Stable, unique, in kebab-case. */
  name: string;
  description: string;
  request: S3Template | KmsTemplate;
  expected: Record<EnforcementName, Expected>;
  /** Absent: always. */
  when?: (promised: Promised) => boolean;
  /** Whether it says something about the bucket's own key policy: meaningless where that is unknown. */
  needsKeyPolicy?: boolean;
  /** A fact about AWS that no public document settles and on which the result rests. */
  restsOn?: string;
}

/** A request in relative terms; `scene.ts` puts the names of a bucket in. */
export interface S3Template {
  operation: S3Operation;
  by: CallerName;
  says?: Declared;
  createdWith?: Declared;
  /** What somebody has changed the bucket's default encryption to. */
  drift?: "SSE-S3" | "another key";
  transport?: "plain HTTP" | "TLS 1.1";
  storedWithBucketKey?: boolean;
}

/** What a request says about encryption. Nothing at all: the bucket's default decides. */
export interface Declared {
  /** `own`: the bucket's own KMS algorithm; `other`: the other of the two. */
  algorithm?: "own" | "other" | "AES256";
  key?: "arn" | "id" | "alias" | "another" | "foreign" | { exactly: string };
  customerKey?: true;
  bucketKey?: false;
}

/** A call to KMS in relative terms. */
export interface KmsTemplate {
  operation: `kms:${string}`;
  by: CallerName;
  via?: "S3" | "another service";
  context?: "this bucket" | "another bucket";
}

/**
 * Who sends it. `writer`: whoever may use the key, a listed user or, without users, a role of the account. The ones
 * `without IAM` have no IAM policies of their own, all others may do everything as far as IAM is concerned.
 */
export type CallerName =
  | "writer"
  | "user"
  | "user without IAM"
  | "administrator"
  | "administrator without IAM"
  | "role"
  | "account root"
  | "another account"
  | "anonymous";

/** What must come of a case under each hypothesis. */
export interface Expected {
  effectiveKey: Outcome;
  headerOnly: Outcome;
}

export interface Outcome {
  decision: "allow" | "deny";
  /** What must be among those that decide. */
  by: string[];
  /** What a write that is let through ends up under. */
  under?: EndsUpUnder;
}

export type EndsUpUnder =
  | "the key"
  | "another key"
  | "the AWS managed key"
  | "SSE-S3"
  | "a key of the uploader"
  | "the key, other algorithm";

/** Let through, and encrypted under the bucket's own key unless said otherwise. */
export function allowed(under: EndsUpUnder = "the key", ...by: string[]): Outcome {
  return { decision: "allow", by, under };
}

/** Refused, and these must be among what refuses it. */
export function denied(...by: string[]): Outcome {
  return { decision: "deny", by };
}

/** The same under both hypotheses. */
export function both(outcome: Outcome): Expected {
  return { effectiveKey: outcome, headerOnly: outcome };
}

/** One result when S3 shows the policy the effective key, another when only the headers. */
export function depends(effectiveKey: Outcome, headerOnly: Outcome): Expected {
  return { effectiveKey, headerOnly };
}

/** The same under every enforcement. */
export function always(expected: Expected): Record<EnforcementName, Expected> {
  return {
    EffectiveKey: expected,
    RequireHeaders: expected,
    DeclaredKeyOnly: expected,
    DefaultOnly: expected,
  };
}
