import assert from "node:assert/strict";
import type { Conditions, Statement } from "../../policy/document";
import { checkPolicy, type CheckedBucket, type PolicyCheck } from "../../simulator/checkPolicy";

/** The bucket that all these policies are about. */
export const BUCKET = "arn:aws:s3:::reports";
/** Its key. */
export const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
/** A key that is not its key. */
export const OTHER = "arn:aws:kms:eu-west-1:111122223333:key/99999999-12ab-34cd-56ef-1234567890ab";
/** Condition key: the algorithm. */
export const ALGORITHM = "s3:x-amz-server-side-encryption";
/** Condition key: the KMS key. */
export const KEY_ID = `${ALGORITHM}-aws-kms-key-id`;
/** Condition key: SSE-C. */
export const CUSTOMER = `${ALGORITHM}-customer-algorithm`;

/** A Deny on uploads with a condition. */
export function deny(condition: Conditions, change: Partial<Statement> = {}): Statement {
  const own = {
    Sid: "S",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `${BUCKET}/*`,
  } as const;
  return { ...own, Condition: condition, ...change };
}

/** Checks statements as one policy. */
export function check(
  statements: Statement[],
  enforcement: CheckedBucket["enforcement"] = "EffectiveKey",
): PolicyCheck {
  const document = { Version: "2012-10-17", Statement: statements };
  return checkPolicy(document, { bucketArn: BUCKET, keyArn: KEY, enforcement });
}

/** How one case went. */
export function verdict({ uploads }: PolicyCheck, name: string): string | undefined {
  return uploads.find((upload) => upload.case === name)?.verdict;
}

/** The first mistake of a kind; fails where there is none. */
export function mistake(
  result: PolicyCheck,
  kind: string,
): { sid: string | null; explanation: string; shownBy: string[] } {
  const found = result.mistakes.find((one) => one.kind === kind);
  assert.ok(found, `${kind} is not among ${result.mistakes.map((one) => one.kind).join(", ")}`);
  return found;
}
