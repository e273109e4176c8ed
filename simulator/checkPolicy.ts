import type { PolicyDocument, Statement } from "../policy/document";
import type { SimulatedBucket } from "./bucket";
import {
  always,
  both,
  denied,
  type Case,
  type EnforcementName,
  type Expected,
  type Promised,
} from "./cases/case";
import { CHANGE_CASES, TRANSPORT_CASES, UPLOAD_CASES } from "./cases/uploads";
import { UnknownToSimulator } from "./context";
import { mistakesIn, type Mistake, type WrongUpload } from "./mistakes";
import { clausesOf, KEY } from "./mistakes/facts";
import { ANY_OBJECT } from "./mistakes/scopeMistakes";
import { HYPOTHESES } from "./requestContext";
import { runCase, type CaseResult } from "./run";

/** Whose policy it is, and by what it is to be judged. */
export interface CheckedBucket {
  bucketArn: string;
  /** The full ARN of the key that every object is to end up under; the bucket's default is taken to be it. */
  keyArn: string;
  enforcement: EnforcementName;
  /** The algorithm of the bucket's default. Not given: what the policy demands, else `aws:kms`. */
  algorithm?: string;
}

/** What a bucket policy does to every kind of upload, and which mistakes it makes. */
export interface PolicyCheck extends CheckedBucket {
  /** The algorithm that the bucket's default has, or is taken to have. */
  algorithm: string;
  /** What the simulator cannot judge. Not empty: nothing was judged, and it does not pass. */
  unknown: string[];
  /** Deny statements left out, because they ask who comes or with what else, not how it is encrypted or travels. */
  setAside: string[];
  uploads: CheckedUpload[];
  mistakes: Mistake[];
  /** Whether every wrong upload is refused and every right one accepted. */
  passes: boolean;
}

/** One kind of upload on a policy that promises nothing. */
export type CheckedUpload = Pick<
  CaseResult,
  "case" | "description" | "request" | "decision" | "decidedBy" | "unverified" | "endsUpUnder"
> & { verdict: "as it should" | WrongUpload["verdict"] };

/** Runs the upload cases on any bucket policy, as if everybody might use the key and IAM allowed everything. */
export function checkPolicy(document: PolicyDocument, checked: CheckedBucket): PolicyCheck {
  const algorithm = checked.algorithm ?? demandedAlgorithm(document);
  const subject = { ...checked, algorithm };
  const unknown = unknownIn(document, subject);
  const aside = unknown.length > 0 ? [] : document.Statement.filter(isAboutSomethingElse);
  const kept = sidsGiven(document).filter(({ statement }) => !aside.includes(statement));
  const judged = { ...document, Statement: kept.map(({ sid, statement }) => ({ ...statement, Sid: sid })) };
  const uploads =
    unknown.length > 0 ? [] : casesFor(judged, subject).map((one) => checkedUpload(one, judged, subject));
  const wrong = uploads.flatMap(({ case: name, verdict, decidedBy }) =>
    verdict === "as it should" ? [] : [{ case: name, verdict, decidedBy }],
  );
  return {
    ...subject,
    unknown,
    setAside: sidsGiven(document)
      .filter(({ statement }) => aside.includes(statement))
      .map(({ sid }) => sid),
    uploads,
    mistakes: mistakesIn(judged, checked, wrong),
    passes: unknown.length === 0 && wrong.length === 0,
  };
}

type Subject = CheckedBucket & { algorithm: string };

function sidsGiven({ Statement }: PolicyDocument): { sid: string; statement: Statement }[] {
  return Statement.map((statement, index) => ({ sid: statement.Sid ?? `Statement[${index}]`, statement }));
}

function demandedAlgorithm({ Statement }: PolicyDocument): string {
  const named = Statement.flatMap((one) => clausesOf(one))
    .filter(({ key, kind }) => key === KEY.algorithm && kind !== "null")
    .flatMap(({ values }) => values);
  return named.includes("aws:kms:dsse") && !named.includes("aws:kms") ? "aws:kms:dsse" : "aws:kms";
}

const LOOKED_AT: readonly string[] = Object.values(KEY);

/** A caller in no VPC, or without an ACL in its request, would be refused whatever it said about encryption. */
function isAboutSomethingElse(statement: Statement): boolean {
  const clauses = clausesOf(statement);
  return (
    statement.Effect === "Deny" && clauses.length > 0 && clauses.every(({ key }) => !LOOKED_AT.includes(key))
  );
}

function casesFor(document: PolicyDocument, subject: Subject): Case[] {
  const all = [...UPLOAD_CASES, ...listedKeyCases(document, subject), ...CHANGE_CASES, ...TRANSPORT_CASES];
  return all.filter((one) => one.when?.(promisedBy(subject)) ?? true);
}

/** A policy that lists a second key lets that one in, which no case with an invented key would show. */
function listedKeyCases({ Statement }: PolicyDocument, { keyArn }: Subject): Case[] {
  const listed = Statement.flatMap((one) => clausesOf(one))
    .filter(({ key, kind }) => key === KEY.keyId && kind !== "null")
    .flatMap(({ values }) => values)
    .filter((value) => /^arn:[^*?$]*:key\/[^*?$]+$/.test(value) && value !== keyArn);
  return [...new Set(listed)].map((arn, index) => ({
    name: `put-listed-key-${index + 1}`,
    description: `upload, naming another key that the policy lists: ${arn}`,
    request: { operation: "PutObject", by: "writer", says: { algorithm: "own", key: { exactly: arn } } },
    expected: always(both(denied())),
  }));
}

function promisedBy({ enforcement, algorithm }: Subject): Promised {
  return { enforcement, encryption: algorithm, keyUse: "Anywhere", users: false, administrators: false };
}

function bucketWith(
  bucketPolicy: PolicyDocument,
  { bucketArn, keyArn, algorithm }: Subject,
): SimulatedBucket {
  return {
    bucketArn,
    keyArn,
    bucketPolicy,
    keyPolicy: null,
    defaultEncryption: { algorithm, keyArn, bucketKeyEnabled: true },
    blockedEncryptionTypes: [],
  };
}

function checkedUpload(one: Case, document: PolicyDocument, subject: Subject): CheckedUpload {
  const result = runCase(one, bucketWith(document, subject), promisedBy(subject), ANY_OBJECT);
  const { description, request, decision, decidedBy, unverified, endsUpUnder } = result;
  return {
    case: result.case,
    description,
    request,
    decision,
    decidedBy,
    unverified,
    ...(endsUpUnder ? { endsUpUnder } : {}),
    verdict: verdictOn(result, one.expected[subject.enforcement]),
  };
}

/**
 * A right upload may be refused where the list itself expects it under that hypothesis. The other KMS algorithm with
 * the right key is neither: the object stands under the key.
 */
function verdictOn({ decision, endsUpUnder }: CaseResult, expected: Expected): CheckedUpload["verdict"] {
  const isWrong = HYPOTHESES.every((hypothesis) => expected[hypothesis].decision === "deny");
  const letThrough = HYPOTHESES.some((hypothesis) => decision[hypothesis] === "allow");
  if (isWrong)
    return letThrough && endsUpUnder !== "the key, other algorithm" ? "let through" : "as it should";
  const refused = HYPOTHESES.some(
    (hypothesis) => decision[hypothesis] === "deny" && isRight(expected, hypothesis),
  );
  return refused ? "refused" : "as it should";
}

function isRight(expected: Expected, hypothesis: (typeof HYPOTHESES)[number]): boolean {
  return expected[hypothesis].under === "the key";
}

/** What of a policy cannot be judged; where there is anything, statement by statement, so that all of it is named at once. */
function unknownIn(document: PolicyDocument, subject: Subject): string[] {
  if (unknownToCases(document, subject).length === 0) return [];
  const named = sidsGiven(document).flatMap(({ sid, statement }) =>
    unknownToCases({ ...document, Statement: [{ ...statement, Sid: sid }] }, subject),
  );
  return [...new Set(named)];
}

function unknownToCases(document: PolicyDocument, subject: Subject): string[] {
  return casesFor(document, subject).flatMap((one) => {
    try {
      runCase(one, bucketWith(document, subject), promisedBy(subject), ANY_OBJECT);
      return [];
    } catch (error) {
      if (error instanceof UnknownToSimulator) return [error.what];
      throw error;
    }
  });
}
