import type { PolicyDocument } from "../../../policy/document";
import {
  CASES,
  Context,
  HYPOTHESES,
  principal,
  type ApiCall,
  type Caller,
  type Case,
  type Hypothesis,
  type Promised,
  type S3Request,
  type SimulatedBucket,
} from "../../../simulator";
import { placeOf } from "../../../simulator/bucket";
import { list } from "../../../simulator/condition";
import { objectArn } from "../../../simulator/encryption";
import { isKmsRequest, OPERATIONS } from "../../../simulator/request";
import { s3Context } from "../../../simulator/requestContext";
import { scenesOf } from "../../../simulator/scene";
import { code } from "../words";

/** One request as the bucket policy sees it, and what it is called. */
export interface Probe {
  /** What is tried: the case's own words. */
  description: string;
  /** Under which hypothesis; absent where both come to the same. */
  hypothesis?: Hypothesis;
  call: ApiCall;
}

/** The simulator's cases, on every place in the bucket that one of the policies names, under both hypotheses. */
export function caseProbes(bucket: SimulatedBucket, documents: readonly PolicyDocument[]): Probe[] {
  const objects = [undefined, ...objectsIn(documents, bucket.bucketArn)];
  return objects.flatMap((object) => [
    ...CASES.filter((one) => !one.needsKeyPolicy).flatMap((one) => probesOf(one, bucket, object)),
    ...actionProbes(documents, bucket, object ?? "an-object"),
  ]);
}

const PROMISED: Omit<Promised, "encryption"> = {
  enforcement: "EffectiveKey",
  keyUse: "ThroughS3",
  users: false,
  administrators: false,
};

function probesOf(one: Case, bucket: SimulatedBucket, object: string | undefined): Probe[] {
  const encryption = bucket.defaultEncryption?.algorithm ?? "aws:kms";
  return scenesOf(one, bucket, { ...PROMISED, encryption }, object).flatMap((scene) => {
    const { request } = scene;
    if (isKmsRequest(request)) return [];
    const place = object === undefined ? "" : ` to ${code(object)}`;
    const probe = (description: string, of: S3Request): Probe[] =>
      HYPOTHESES.map((hypothesis) => ({
        description: description + place,
        hypothesis,
        call: callOf(of, scene.bucket, hypothesis),
      }));
    return [
      ...probe(one.description, request),
      // The list has no request between TLS 1.1 and 1.3, and a policy may move between those two.
      ...(request.tlsVersion === "1.1"
        ? probe(one.description.replace("1.1", "1.2"), { ...request, tlsVersion: "1.2" })
        : []),
    ];
  });
}

function callOf(request: S3Request, bucket: SimulatedBucket, hypothesis: Hypothesis): ApiCall {
  const { action, on } = OPERATIONS[request.operation];
  return {
    action,
    resource: on === "bucket" ? bucket.bucketArn : objectArn(request, bucket),
    caller: request.caller,
    context: s3Context(request, bucket, hypothesis),
  };
}

/** Actions that a statement names and that no case is about, on the bucket and on an object. */
function actionProbes(
  documents: readonly PolicyDocument[],
  bucket: SimulatedBucket,
  object: string,
): Probe[] {
  const named = documents.flatMap(({ Statement }) =>
    Statement.flatMap(({ Action, NotAction }) => [...list(Action), ...list(NotAction)]),
  );
  const caller = roleOf(bucket);
  const request: S3Request = { operation: "GetObject", caller, object, headers: {}, tlsVersion: "1.3" };
  const context = s3Context(request, bucket, "effectiveKey");
  return [...new Set(named)].flatMap((action) =>
    [bucket.bucketArn, `${bucket.bucketArn}/${object}`].map((resource) => ({
      description: code(action),
      call: { action: concrete(action), resource, caller, context },
    })),
  );
}

/** An object for each place that a resource names. */
function objectsIn(documents: readonly PolicyDocument[], bucketArn: string): string[] {
  const named = documents.flatMap(({ Statement }) =>
    Statement.flatMap(({ Resource, NotResource }) => [...list(Resource), ...list(NotResource)]),
  );
  const paths = named
    .filter((arn) => arn.startsWith(`${bucketArn}/`))
    .map((arn) => arn.slice(bucketArn.length + 1));
  return [...new Set(paths.filter((path) => path !== "*").map(concrete))];
}

/** A text that a pattern matches. */
export function concrete(pattern: string): string {
  return pattern.replaceAll("*", "x").replaceAll("?", "x");
}

/** Any role of the bucket's account, with IAM policies that allow everything. */
export function roleOf(bucket: SimulatedBucket): Caller {
  const { partition, account } = placeOf(bucket);
  return principal(`arn:${partition}:iam::${account}:role/any-role-of-the-account`);
}

/** A role of an account of somebody's own. */
export const OUTSIDER = principal("arn:aws:iam::999999999999:role/an-outsider-nobody-named");

/** The same call by somebody else, or with other facts about it. */
export function variant(call: ApiCall, caller: Caller | undefined, facts: Record<string, string>): ApiCall {
  const by = caller ?? call.caller;
  const who: Record<string, string> =
    caller && "arn" in caller
      ? { "aws:principalarn": caller.arn, "aws:principalaccount": caller.account }
      : {};
  const context = new Context(Object.fromEntries(call.context.entries()), who, facts);
  return { ...call, caller: by, context };
}
