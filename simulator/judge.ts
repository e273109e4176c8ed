import { keyAccountOf, placeOf, type SimulatedBucket } from "./bucket";
import type { Caller } from "./caller";
import { objectArn, objectEncryption, type ObjectEncryption } from "./encryption";
import { evaluateIdentityPolicy, evaluateResourcePolicy, type ApiCall, type Match } from "./evaluate";
import { isKmsRequest, OPERATIONS, type KmsRequest, type S3Request, type SimulatedRequest } from "./request";
import { kmsContext, onEach, s3Context, throughS3Context, type Hypothesis } from "./requestContext";

/** What decided, where it was not a statement with a Sid. */
export const DECIDERS = {
  /** S3 blocks the encryption type on this bucket, whatever the policies say. */
  blockedEncryptionTypes: "BlockedEncryptionTypes",
  /** No statement of the key policy lets the caller do it. */
  keyPolicy: "KeyPolicy",
  /** Neither IAM nor the bucket policy lets the caller do it. */
  noPermission: "NoPermission",
  /** The caller's own IAM policies allow it, or deny it. */
  identityPolicy: "IdentityPolicy",
} as const;

/** What happens to a request, and why. */
export interface Verdict {
  decision: "allow" | "deny";
  /** Every Sid that denies, or what allowed it: in order S3, then KMS. */
  decidedBy: string[];
  /** What the object ends up encrypted with; for a write that is let through. */
  endsUpUnder?: ObjectEncryption;
}

/**
 * Judges a request against a bucket. Everything that refuses it is reported, not only the first: a statement that
 * is lost must show even where another one still refuses.
 * @throws UnknownToSimulator for an operator or condition key it cannot judge
 */
export function judge(request: SimulatedRequest, bucket: SimulatedBucket, hypothesis: Hypothesis): Verdict {
  if (isKmsRequest(request)) return verdictOn(kmsFindings(request, bucket));
  const byPolicy = bucketPolicyFindings(request, bucket, hypothesis);
  const written = objectWritten(request, bucket);
  return verdictOn([...byPolicy, ...furtherFindings(request, written, bucket)], written);
}

/** The same under both hypotheses: only the bucket policy is asked for each. */
export function judgeUnderBoth(
  request: SimulatedRequest,
  bucket: SimulatedBucket,
): Record<Hypothesis, Verdict> {
  if (isKmsRequest(request)) {
    const verdict = verdictOn(kmsFindings(request, bucket));
    return onEach(() => verdict);
  }
  const byPolicy = onEach((hypothesis) => bucketPolicyFindings(request, bucket, hypothesis));
  const written = objectWritten(request, bucket);
  const further = furtherFindings(request, written, bucket);
  return onEach((hypothesis) => verdictOn([...byPolicy[hypothesis], ...further], written));
}

/** One party's word on a request. */
interface Finding {
  allowed: boolean;
  by: string[];
}

function verdictOn(findings: Finding[], written?: ObjectEncryption): Verdict {
  const denies = findings.filter((finding) => !finding.allowed);
  const decidedBy = unique((denies.length > 0 ? denies : findings).flatMap((finding) => finding.by));
  if (denies.length > 0) return { decision: "deny", decidedBy };
  return { decision: "allow", decidedBy, ...(written ? { endsUpUnder: written } : {}) };
}

function objectWritten(request: S3Request, bucket: SimulatedBucket): ObjectEncryption | undefined {
  return OPERATIONS[request.operation].writes ? objectEncryption(request, bucket) : undefined;
}

function bucketPolicyFindings(
  request: S3Request,
  bucket: SimulatedBucket,
  hypothesis: Hypothesis,
): Finding[] {
  const { action, on } = OPERATIONS[request.operation];
  const resource = on === "bucket" ? bucket.bucketArn : objectArn(request, bucket);
  const context = s3Context(request, bucket, hypothesis);
  return authoriseS3({ action, resource, caller: request.caller, context }, bucket);
}

/** What S3 itself and KMS say: it hangs on neither hypothesis. */
function furtherFindings(
  request: S3Request,
  written: ObjectEncryption | undefined,
  bucket: SimulatedBucket,
): Finding[] {
  return [...blockedTypes(written, bucket), ...throughS3Findings(request, bucket)];
}

function authoriseS3(call: ApiCall, bucket: SimulatedBucket): Finding[] {
  const policy = evaluateResourcePolicy(bucket.bucketPolicy, call);
  const identity = identityWord(call);
  const sameAccount = accountOf(call.caller) === placeOf(bucket).account;
  const granted = effectiveGrants(policy.allows, call.caller, sameAccount, identity.allows);
  const allowed = granted.length > 0 || (sameAccount && identity.allows);
  const by = [...(identity.allows ? [DECIDERS.identityPolicy] : []), ...sids(granted)];
  return [
    ...refusals(policy.denies, identity),
    allowed ? { allowed, by } : { allowed, by: [DECIDERS.noPermission] },
  ];
}

/**
 * The statements of a resource policy that let this caller in: inside the account a caller named itself needs
 * nothing else, one named by its account needs IAM as well; from another account IAM is always needed.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
function effectiveGrants(allows: Match[], caller: Caller, sameAccount: boolean, iamAllows: boolean): Match[] {
  const byName = allows.filter((match) => match.naming !== "account");
  if (caller.kind === "anonymous" || caller.kind === "service") return byName;
  if (iamAllows) return allows;
  return sameAccount ? byName : [];
}

function blockedTypes(written: ObjectEncryption | undefined, bucket: SimulatedBucket): Finding[] {
  const blocked = written?.algorithm === "SSE-C" && bucket.blockedEncryptionTypes.includes("SSE-C");
  return blocked ? [{ allowed: false, by: [DECIDERS.blockedEncryptionTypes] }] : [];
}

/** S3 calls KMS with the caller's own credentials. Keys other than the bucket's are taken to let everybody in. */
function throughS3Findings(request: S3Request, bucket: SimulatedBucket): Finding[] {
  const object = objectEncryption(request, bucket);
  if (object.keyArn !== bucket.keyArn) return [];
  const call = {
    resource: bucket.keyArn,
    caller: request.caller,
    context: throughS3Context(request, bucket, object),
  };
  return OPERATIONS[request.operation].kmsActions.flatMap((action) => authorise({ ...call, action }, bucket));
}

function kmsFindings(request: KmsRequest, bucket: SimulatedBucket): Finding[] {
  const { operation: action, caller } = request;
  const context = kmsContext(request, bucket);
  return authorise({ action, resource: bucket.keyArn, caller, context }, bucket);
}

/**
 * KMS: IAM alone never suffices, the key policy must let the caller in. Nobody is anonymous to KMS.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/policy-evaluation.html
 */
function authorise(call: ApiCall, bucket: SimulatedBucket): Finding[] {
  if (bucket.keyPolicy === null) return [];
  const policy = evaluateResourcePolicy(bucket.keyPolicy, call);
  const identity = identityWord(call);
  const sameAccount = accountOf(call.caller) === keyAccountOf(bucket);
  const anonymous = call.caller.kind === "anonymous";
  const granted = anonymous ? [] : effectiveGrants(policy.allows, call.caller, sameAccount, identity.allows);
  const allowed = granted.length > 0;
  return [
    ...refusals(policy.denies, identity),
    { allowed, by: allowed ? sids(granted) : [DECIDERS.keyPolicy] },
  ];
}

function identityWord(call: ApiCall): { allows: boolean; denies: boolean } {
  const iam = "iam" in call.caller ? call.caller.iam : "nothing";
  if (iam === "everything" || iam === "nothing") return { allows: iam === "everything", denies: false };
  const { allows, denies } = evaluateIdentityPolicy(iam, call);
  return { allows: allows.length > 0, denies: denies.length > 0 };
}

function refusals(denies: Match[], identity: { denies: boolean }): Finding[] {
  const by = [...sids(denies), ...(identity.denies ? [DECIDERS.identityPolicy] : [])];
  return by.length > 0 ? [{ allowed: false, by }] : [];
}

function accountOf(caller: Caller): string | undefined {
  return "account" in caller ? caller.account : undefined;
}

const sids = (matches: Match[]): string[] => matches.map((match) => match.sid);
const unique = (names: string[]): string[] => [...new Set(names)];
