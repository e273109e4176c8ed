import { BUCKET_POLICY_SIDS } from "./bucketPolicy";
import { Effect } from "./choices";
import type { Conditions, Principal, Statement } from "./document";
import { show, type Issue } from "./issue";
import { CONDITION_KEYS } from "./limits";

/** A statement of the user's own for the bucket policy, all values known. */
export interface OwnStatement {
  sid: string;
  effect: Effect;
  principals?: { aws?: string[]; services?: string[] };
  actions: string[];
  resources?: string[];
  conditions?: { [operator: string]: { [key: string]: string[] } };
}

const FIELDS = ["sid", "effect", "principals", "actions", "resources", "conditions"];

/** Checks the user's own statements: each by itself, and that no two share a Sid. */
export function checkOwnStatements(statements: unknown, path: string): Issue[] {
  if (!Array.isArray(statements)) {
    return [refusal(path, "not a list", statements, "a list of statements", "put them in a list")];
  }
  return statements.flatMap((statement: unknown, index) => {
    const at = `${path}[${index}]`;
    if (typeof statement !== "object" || statement === null) {
      return [
        refusal(at, "not a statement", statement, "an object with sid, effect and actions", "write it so"),
      ];
    }
    const own = statement as OwnStatement;
    const shape = checkShape(own, at);
    // The rules between the fields speak of fields that are there.
    if (shape.length > 0) return shape;
    const twice =
      statements.findIndex((other: unknown) => (other as OwnStatement | null)?.sid === own.sid) !== index;
    return [
      ...(twice ? [refusal(`${at}.sid`, "stands twice", own.sid, "each Sid once", "rename one")] : []),
      ...checkMeaning(own, at),
    ];
  });
}

/** The user's own statements in AWS's form. */
export function renderOwnStatements(statements: OwnStatement[], bucketArn: string): Statement[] {
  return statements.map(({ sid, effect, principals, actions, resources, conditions }) => ({
    Sid: sid,
    Effect: effect,
    Principal: renderPrincipal(principals),
    Action: actions,
    Resource: (resources ?? ["", "*"]).map((inside) =>
      inside === "" ? bucketArn : `${bucketArn}/${inside}`,
    ),
    ...(conditions && Object.keys(conditions).length > 0 ? { Condition: conditions as Conditions } : {}),
  }));
}

function renderPrincipal(principals: OwnStatement["principals"]): Principal {
  if (!principals) return "*";
  return {
    ...(principals.aws ? { AWS: principals.aws } : {}),
    ...(principals.services ? { Service: principals.services } : {}),
  };
}

function checkShape(own: OwnStatement, at: string): Issue[] {
  const unknown = Object.keys(own).filter((name) => !FIELDS.includes(name));
  return [
    ...unknown.map((name) =>
      refusal(
        `${at}.${name}`,
        "no such field",
        name,
        FIELDS.join(", "),
        "NotPrincipal, NotAction and the like are not offered",
      ),
    ),
    ...(typeof own.sid === "string" && /^[A-Za-z0-9]+$/.test(own.sid)
      ? []
      : [refusal(`${at}.sid`, "not a Sid", own.sid, "letters and digits", "name the statement")]),
    ...(Object.values(Effect).includes(own.effect)
      ? []
      : [
          refusal(
            `${at}.effect`,
            "not an effect",
            own.effect,
            Object.values(Effect).join(" or "),
            "give one of the two",
          ),
        ]),
    ...checkTexts(own.actions, `${at}.actions`, "at least one S3 action", "name the actions"),
    ...(own.resources === undefined
      ? []
      : checkTexts(
          own.resources,
          `${at}.resources`,
          'paths inside the bucket: "", "*" or "prefix/*"',
          "leave it out for all",
        )),
    ...checkPrincipalsShape(own.principals, `${at}.principals`),
    ...checkConditionsShape(own.conditions, `${at}.conditions`),
  ];
}

function checkTexts(values: unknown, path: string, allowed: string, fix: string): Issue[] {
  const good =
    Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === "string");
  return good ? [] : [refusal(path, "not a list of texts", values, allowed, fix)];
}

function checkPrincipalsShape(principals: OwnStatement["principals"], path: string): Issue[] {
  if (principals === undefined) return [];
  const names = Object.keys(principals);
  if (names.length === 0 || names.some((name) => name !== "aws" && name !== "services")) {
    return [
      refusal(
        path,
        "not principals",
        principals,
        "aws, services or both",
        "leave it out for everyone, in a Deny",
      ),
    ];
  }
  return Object.entries(principals).flatMap(([name, values]) =>
    checkTexts(values, `${path}.${name}`, "at least one principal", "name them, or leave the list out"),
  );
}

function checkConditionsShape(conditions: unknown, path: string): Issue[] {
  if (conditions === undefined) return [];
  const form = '{ operator: { "condition:key": ["value"] } }';
  if (typeof conditions !== "object" || conditions === null || Array.isArray(conditions)) {
    return [refusal(path, "not conditions", conditions, form, "write them so")];
  }
  return Object.entries(conditions as Record<string, unknown>).flatMap(([operator, keys]) => {
    const at = `${path}.${operator}`;
    const empty = typeof keys !== "object" || keys === null || Object.keys(keys).length === 0;
    // An operator without a key holds for every request: the statement would say less than it seems to.
    if (empty) return [refusal(at, "no condition key", keys, form, "give it a key, or leave it out")];
    return Object.entries(keys as Record<string, unknown>).flatMap(([key, values]) =>
      checkTexts(values, `${at}["${key}"]`, "at least one value, as text", "name the values"),
    );
  });
}

function checkMeaning(own: OwnStatement, at: string): Issue[] {
  return [
    ...((BUCKET_POLICY_SIDS as readonly string[]).includes(own.sid)
      ? [refusal(`${at}.sid`, "a Sid of the component's own", own.sid, "any other", "rename the statement")]
      : []),
    ...own.actions.flatMap((action, index) =>
      /^(s3:[A-Za-z*?]+|\*)$/.test(action)
        ? []
        : [
            refusal(
              `${at}.actions[${index}]`,
              "not an S3 action",
              action,
              "s3:…",
              "a bucket policy speaks of S3 alone",
            ),
          ],
    ),
    ...(own.resources ?? []).flatMap((resource, index) =>
      /^(arn:|\/)/.test(resource) || resource.includes("${")
        ? [
            refusal(
              `${at}.resources[${index}]`,
              "outside the bucket, or not known to be inside",
              resource,
              'paths inside the bucket: "" for itself, "*", "prefix/*"',
              "leave the ARN out, the component puts it in front",
            ),
          ]
        : [],
    ),
    ...(own.effect === Effect.Allow ? checkAllow(own, at) : checkDeny(own, at)),
  ];
}

function checkAllow(own: OwnStatement, at: string): Issue[] {
  if (!speaksOfEveryone(own) || isConfined(own)) return [];
  return [
    refusal(
      `${at}.principals`,
      "an Allow to everyone, which public access block rejects",
      own.principals?.aws ?? "nobody in particular",
      `named principals, or everyone under a fixed value of ${CONFINING_KEYS.join(", ")}`,
      "name who is allowed",
    ),
  ];
}

/** Condition keys whose fixed value keeps an Allow to everyone from being public. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status */
const CONFINING_KEYS = [
  CONDITION_KEYS.principalArn,
  "aws:PrincipalOrgID",
  CONDITION_KEYS.sourceArn,
  CONDITION_KEYS.sourceAccount,
  "aws:SourceVpc",
  "aws:SourceVpce",
];

function isConfined({ conditions = {} }: OwnStatement): boolean {
  const confining = CONFINING_KEYS.map((key) => key.toLowerCase());
  return Object.entries(conditions).some(
    ([operator, keys]) =>
      /^(String|Arn)(Equals|Like)$/.test(operator) &&
      Object.entries(keys).some(
        ([key, values]) =>
          confining.includes(key.toLowerCase()) && values.every((value) => !/[*?$]/.test(value)),
      ),
  );
}

function speaksOfEveryone({ principals }: OwnStatement): boolean {
  return principals === undefined || (principals.aws?.includes("*") ?? false);
}

/** What the deployer needs to mend a policy; a Deny of these that holds for everyone can only be undone by root. */
const MENDING_ACTIONS = ["s3:PutBucketPolicy", "s3:GetBucketPolicy", "s3:DeleteBucketPolicy"];

function checkDeny(own: OwnStatement, at: string): Issue[] {
  const unconditional = Object.keys(own.conditions ?? {}).length === 0;
  const wholeAccount =
    own.principals?.aws?.some((name) => /^(\d{12}|arn:[^:]*:iam::\d{12}:root)$/.test(name)) ?? false;
  const ofBucket = (own.resources ?? [""]).includes("");
  const mending = own.actions.filter((action) => MENDING_ACTIONS.some((needed) => covers(action, needed)));
  if (!unconditional || !(speaksOfEveryone(own) || wholeAccount) || !ofBucket || mending.length === 0)
    return [];
  return [
    refusal(
      `${at}.actions`,
      "an unconditional Deny that would lock out whoever deploys",
      mending,
      "a Deny with a condition, of named principals, or of other actions",
      "narrow it",
    ),
  ];
}

function covers(pattern: string, action: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "i").test(action);
}

function refusal(path: string, problem: string, got: unknown, allowed: string, fix: string): Issue {
  return { path, problem, got: show(got), allowed, fix };
}
