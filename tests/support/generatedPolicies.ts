import fc from "fast-check";
import type { Conditions, PolicyDocument, Principal, Statement } from "../../policy/document";
import { callerContext, principal, type Caller } from "../../simulator/caller";
import { Context } from "../../simulator/context";
import type { ApiCall } from "../../simulator/evaluate";
import { ACCOUNT } from "./buckets";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`;
const USER = `arn:aws:iam::${ACCOUNT}:user/app`;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const OUTSIDER = "arn:aws:iam::999999999999:role/app";
const BUCKET = "arn:aws:s3:::ledger-exports";
const KEY = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const STRINGS = ["red", "Red", "re", "aws:kms", "aws:kms:dsse", "AES256", "a.b", KEY];
const ARNS = [BUCKET, `${BUCKET}/a/b`, ROLE, USER, "arn:aws:sns:eu-central-1:999999999999:a:b"];

const callers: fc.Arbitrary<Caller> = fc.constantFrom<Caller>(
  ...[ROLE, USER, ROOT, OUTSIDER].map((arn) => principal(arn)),
  { kind: "anonymous" },
);

/** What the values of a condition key look like; the operators that suit it follow from that. */
type Kind = "string" | "number" | "bool" | "arn" | "ip";

const EVERYWHERE: Record<string, Kind> = {
  "aws:PrincipalTag/team": "string",
  "aws:Referer": "string",
  "aws:SecureTransport": "bool",
  "aws:MultiFactorAuthAge": "number",
  "aws:SourceArn": "arn",
  "aws:SourceIp": "ip",
};
const IN_S3: Record<string, Kind> = { "s3:TlsVersion": "number" };
const IN_UPLOADS: Record<string, Kind> = {
  "s3:x-amz-server-side-encryption": "string",
  "s3:x-amz-server-side-encryption-aws-kms-key-id": "arn",
  "s3:x-amz-server-side-encryption-customer-algorithm": "string",
};
const IN_KMS: Record<string, Kind> = {
  "kms:ViaService": "string",
  "kms:EncryptionContext:aws:s3:arn": "string",
};
const ALL_KEYS = { ...EVERYWHERE, ...IN_S3, ...IN_UPLOADS, ...IN_KMS };

const REQUESTED: Record<Kind, string[]> = {
  string: [...STRINGS, BUCKET],
  number: ["1", "1.0", "1.1", "1.2", "10"],
  bool: ["true", "false"],
  arn: [...ARNS, KEY],
  ip: ["203.0.113.10", "203.0.114.10", "10.0.0.1"],
};

/* Without 0.0.0.0/0: iam-simulate takes it to hold no address. `operators.test.ts` has it by hand. */
const VARIABLES = ["${aws:PrincipalTag/team}", "x${aws:Referer}"];
const PATTERNS: Record<Kind, string[]> = {
  string: [...REQUESTED.string, ...VARIABLES, "*", "r*", "?ed", "aws:*", "*b", `${BUCKET}*`, ""],
  number: [...REQUESTED.number, "1.3"],
  bool: REQUESTED.bool,
  arn: [
    ...REQUESTED.arn,
    `${BUCKET}/*`,
    "arn:aws:s3:::*",
    `arn:aws:iam::*:role/a?p`,
    "arn:aws:sns:*:*:a",
    "arn:aws:*:*:*:*",
  ],
  ip: [...REQUESTED.ip, "203.0.113.0/24", "203.0.112.0/22", "10.0.0.0/8"],
};

const STRING_OPERATORS = [
  "Equals",
  "NotEquals",
  "EqualsIgnoreCase",
  "NotEqualsIgnoreCase",
  "Like",
  "NotLike",
].map((name) => `String${name}`);
const OPERATORS: Record<Kind, string[]> = {
  string: STRING_OPERATORS,
  number: ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"].map(
    (name) => `Numeric${name}`,
  ),
  bool: ["Bool", "StringEquals"],
  arn: ["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike", ...STRING_OPERATORS],
  ip: ["IpAddress", "NotIpAddress"],
};

/** One value bare, or several in a list. */
function oneOrMany<T>(values: readonly T[]): fc.Arbitrary<T | T[]> {
  const one = fc.constantFrom(...values);
  return fc.oneof(one, fc.uniqueArray(one, { minLength: 1, maxLength: 3 }));
}

type Condition = [operator: string, key: string, values: string | string[]];

const condition: fc.Arbitrary<Condition> = fc.constantFrom(...Object.entries(ALL_KEYS)).chain(([key, kind]) =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom(...OPERATORS[kind]).chain((operator) => comparison(operator, key, kind)),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom("true", "false").map((value): Condition => ["Null", key, value]),
    },
  ),
);

/**
 * No variables under negated operators: where the request lacks the variable, iam-simulate says that nothing mismatches
 * it, this simulator that nothing matches it, and AWS nothing.
 */
function comparison(operator: string, key: string, kind: Kind): fc.Arbitrary<Condition> {
  const values = PATTERNS[kind].filter((value) => !operator.includes("Not") || !VARIABLES.includes(value));
  return fc
    .tuple(
      fc.constantFrom("", "", "", "ForAllValues:", "ForAnyValue:"),
      fc.constantFrom("", "IfExists"),
      oneOrMany(values),
    )
    .map(([quantifier, suffix, chosen]) => [quantifier + operator + suffix, key, chosen]);
}

const conditions: fc.Arbitrary<Conditions> = fc.array(condition, { maxLength: 3 }).map((some) => {
  const result: Conditions = {};
  for (const [operator, key, values] of some) result[operator] = { ...result[operator], [key]: values };
  return result;
});

const principals: fc.Arbitrary<Principal> = fc.oneof(
  fc.constant<Principal>("*"),
  fc.constant<Principal>({ Service: "s3.amazonaws.com" }),
  oneOrMany([ROLE, USER, ROOT, ACCOUNT, OUTSIDER, "arn:aws:iam::999999999999:root", "*"]).map(
    (AWS): Principal => ({ AWS }),
  ),
);

const ACTIONS = ["s3:PutObject", "s3:Put*", "S3:putobject", "s3:*", "s3:GetObject", "s3:List*", "*", "kms:*"];
const KMS_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey*", "kms:De?rypt", "kms:DescribeKey"];
const RESOURCES = [
  "*",
  BUCKET,
  `${BUCKET}/*`,
  `${BUCKET}*`,
  `${BUCKET}/reports/?.csv`,
  "arn:aws:s3:::other/*",
  KEY,
];

const statement: fc.Arbitrary<Statement> = fc
  .record({
    Effect: fc.constantFrom("Allow" as const, "Deny" as const),
    who: principals,
    what: oneOrMany([...ACTIONS, ...KMS_ACTIONS]),
    where: oneOrMany(RESOURCES),
    not: fc.record({ who: seldom(), what: seldom(), where: seldom() }),
    Condition: conditions,
  })
  .map(({ Effect, who, what, where, not, Condition }) => ({
    Effect,
    ...(not.who && Effect === "Deny" ? { NotPrincipal: who } : { Principal: who }),
    ...(not.what ? { NotAction: what } : { Action: what }),
    ...(not.where ? { NotResource: where } : { Resource: where }),
    ...(Object.keys(Condition).length > 0 ? { Condition } : {}),
  }));

function seldom(): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 9 }).map((n) => n === 0);
}

const policies: fc.Arbitrary<PolicyDocument> = fc
  .array(statement, { minLength: 1, maxLength: 4 })
  .map((statements) => ({
    Version: "2012-10-17",
    Statement: statements.map((one, index) => ({ Sid: `S${index}`, ...one })),
  }));

const TARGETS: { action: string; resource: string; keys: Record<string, Kind> }[] = [
  {
    action: "s3:PutObject",
    resource: `${BUCKET}/reports/a.csv`,
    keys: { ...EVERYWHERE, ...IN_S3, ...IN_UPLOADS },
  },
  { action: "s3:GetObject", resource: `${BUCKET}/reports/a.csv`, keys: { ...EVERYWHERE, ...IN_S3 } },
  { action: "s3:ListBucket", resource: BUCKET, keys: { ...EVERYWHERE, ...IN_S3 } },
  { action: "kms:Decrypt", resource: KEY, keys: { ...EVERYWHERE, ...IN_KMS } },
  { action: "kms:GenerateDataKey", resource: KEY, keys: { ...EVERYWHERE, ...IN_KMS } },
];

const calls: fc.Arbitrary<ApiCall> = fc
  .tuple(fc.constantFrom(...TARGETS), callers)
  .chain(([target, caller]) =>
    fc
      .tuple(
        ...Object.entries(target.keys).map(([key, kind]) =>
          fc
            .option(fc.constantFrom(...REQUESTED[kind]), { nil: undefined })
            .map((value): [string, string | undefined] => [key, value]),
        ),
      )
      .map((values) => ({
        action: target.action,
        resource: target.resource,
        caller,
        context: new Context({ ...callerContext(caller), ...Object.fromEntries(values) }),
      })),
  );

/** A policy, and a call to judge by it. */
export const evaluations: fc.Arbitrary<{ policy: PolicyDocument; call: ApiCall }> = fc.record({
  policy: policies,
  call: calls,
});
