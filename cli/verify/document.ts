import type { Finding, Question } from "./hypotheses";
import type { Judged } from "./judgement";
import type { Remains } from "./traces";
import type { Verification } from "./verification";

/** What `verify --json` prints. Fields may be added within a version, none is renamed or removed. */
export interface VerifyDocument {
  version: 1;
  bucket: string;
  keyArn: string;
  enforcement: string;
  encryption: string;
  /** Whether everything went as promised, to its end, and nothing was left behind. */
  holds: boolean;
  /** Why it ended early, if it did. */
  stopped: string | null;
  /** Which hypothesis the account shows. */
  hypotheses: Record<Question, Finding>;
  cases: DocumentCase[];
  /** What could not be removed. */
  remains: Remains[];
}

/** One kind of request. */
export interface DocumentCase {
  case: string;
  description: string;
  outcome: "accepted" | "let through" | "refused" | "lacks" | "unclear" | "not tried";
  /** S3's own words, or why it was not tried. */
  why: string | null;
  expected: { effectiveKey: "allow" | "deny"; headerOnly: "allow" | "deny" };
  stored: { algorithm: string; keyArn: string | null; bucketKey: boolean } | null;
  holds: boolean;
  complaint: string | null;
}

/** The document of a verification. */
export function documentOf(verification: Verification): VerifyDocument {
  const { target, heldTo, holds, stopped, findings, cases, remains } = verification;
  return {
    version: 1,
    bucket: target.bucket,
    keyArn: target.keyArn,
    enforcement: heldTo.enforcement,
    encryption: heldTo.encryption,
    holds,
    stopped: stopped ?? null,
    hypotheses: findings,
    cases: cases.map(caseOf),
    remains,
  };
}

function caseOf({ of, outcome, expected, holds, complaint }: Judged): DocumentCase {
  const stored = outcome.kind === "accepted" ? outcome.stored : undefined;
  return {
    case: of.name,
    description: of.description,
    outcome: outcome.kind,
    why: "why" in outcome ? outcome.why : null,
    expected,
    stored: stored
      ? { algorithm: stored.algorithm, keyArn: stored.keyArn ?? null, bucketKey: stored.bucketKey }
      : null,
    holds,
    complaint: complaint ?? null,
  };
}
