import { Enforcement } from "../../policy/choices";
import type { Conditions, OneOrMany, PolicyDocument, Principal, Statement } from "../../policy/document";

/** A policy with one thing wrong. */
export interface Mutant {
  name: string;
  document: PolicyDocument;
}

/** Every way in which a policy can lose something: a statement, a condition, a value, a resource, a principal. */
export function mutantsOf(document: PolicyDocument): Mutant[] {
  return document.Statement.flatMap((statement, index) => {
    const sid = statement.Sid ?? String(index);
    const withStatement = (replacement: Statement[]): PolicyDocument => ({
      ...document,
      Statement: document.Statement.flatMap((one, i) => (i === index ? replacement : [one])),
    });
    const changed = (name: string, change: Partial<Statement>): Mutant => ({
      name: `${sid}: ${name}`,
      document: withStatement([{ ...statement, ...change }]),
    });
    return [
      { name: `${sid}: removed`, document: withStatement([]) },
      ...conditionMutants(statement.Condition ?? {}).map(({ name, conditions }) =>
        changed(name, { Condition: conditions }),
      ),
      ...withoutEach(statement.Resource).map(({ left, gone }) =>
        changed(`resource ${gone} dropped`, { Resource: left }),
      ),
      ...principalMutants(statement.Principal).map(({ name, change }) => changed(name, change)),
      ...(statement.Effect === "Allow" ? [changed("action widened to kms:*", { Action: "kms:*" })] : []),
    ];
  });
}

/** Who is named: everybody in place of the named, a stranger in place of the named, one of several left out. */
function principalMutants(named: Principal | undefined): { name: string; change: Partial<Statement> }[] {
  if (named === undefined) return [];
  const stranger = { AWS: "arn:aws:iam::444455556666:root" };
  const replaced = { name: "principal replaced by a stranger", change: { Principal: stranger } };
  if (named === "*") return [replaced];
  return [
    replaced,
    { name: "principal widened to everybody", change: { Principal: "*" } },
    ...withoutEach(named.AWS).map(({ left, gone }) => ({
      name: `principal ${gone} dropped`,
      change: { Principal: { AWS: left } },
    })),
  ];
}

function conditionMutants(conditions: Conditions): { name: string; conditions: Conditions }[] {
  return Object.entries(conditions).flatMap(([operator, keys]) => [
    { name: `${operator} removed`, conditions: without(conditions, operator) },
    ...Object.entries(keys).flatMap(([key, values]) => {
      const put = (value: OneOrMany): Conditions => ({
        ...conditions,
        [operator]: { ...keys, [key]: value },
      });
      const onlyKey = Object.keys(keys).length === 1;
      return [
        ...(onlyKey
          ? []
          : [
              {
                name: `${operator} ${key} removed`,
                conditions: { ...conditions, [operator]: without(keys, key) },
              },
            ]),
        {
          name: `${operator} ${key} set to ${widened(operator)(values)}`,
          conditions: put(widened(operator)(values)),
        },
        ...withoutEach(values).map(({ left, gone }) => ({
          name: `${operator} ${key} loses ${gone}`,
          conditions: put(left),
        })),
      ];
    }),
  ]);
}

/** A value that lets more through (or refuses less) under an operator. */
function widened(operator: string): (values: OneOrMany) => string {
  if (/^(Bool|Null)/.test(operator)) return (values) => (String(values) === "true" ? "false" : "true");
  return () => (operator.startsWith("Numeric") ? "1.0" : "*");
}

function without<T>(record: Record<string, T>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

/** A list of several with each one gone; nothing for a single value. */
function withoutEach(values: OneOrMany | undefined): { left: string[]; gone: string }[] {
  if (!Array.isArray(values) || values.length < 2) return [];
  return values.map((gone) => ({ gone, left: values.filter((value) => value !== gone) }));
}

/** Mutants that no case can catch, by a pattern of their name, and why that is right. */
const NOT_CAUGHT: { enforcement?: Enforcement; mutant: RegExp; reason: string }[] = [
  {
    enforcement: Enforcement.RequireHeaders,
    mutant: /^DenyOtherEncryptionAlgorithms: Null removed$/,
    reason:
      "it comes to refuse uploads that name no algorithm, which DenyMissingEncryptionHeader refuses anyway",
  },
  {
    mutant: /^(AllowKeyUsers|AllowAccountUseThroughS3): action widened to kms:\*$/,
    reason: "its conditions let only S3's own calls through, and S3 makes no others than those of key use",
  },
  {
    mutant: /^(AllowKeyUsers|AllowKeyAdministrators): principal .* dropped$/,
    reason: "it is stricter, and nothing but the policy itself says who is listed",
  },
];

/** Why no case can catch a mutant; undefined when one must. */
export function reasonNotCaught(name: string, enforcement: string): string | undefined {
  return NOT_CAUGHT.find((one) => (one.enforcement ?? enforcement) === enforcement && one.mutant.test(name))
    ?.reason;
}
