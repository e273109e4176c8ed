import { actionApplies } from "../evaluate";
import {
  about,
  denying,
  isAboutEncryption,
  isForEveryone,
  KEY,
  reaches,
  type PolicyFacts,
  type StatementFacts,
} from "./facts";
import { DRIFTED, OTHER_KEYS, SSE_S3, statement, type Finder, type Found } from "./finder";

const PLAIN_HTTP = ["put-plain-http", "read-plain-http", "list-plain-http"];
const OLD_TLS = ["put-tls-1-1", "read-tls-1-1", "list-tls-1-1"];
const ANY_UPLOAD = [...OTHER_KEYS, ...SSE_S3, ...DRIFTED];

/** Mistakes in what a statement reaches: which resources, actions and callers. */
export const SCOPE_MISTAKES: readonly Finder[] = [
  {
    kind: "tls-on-one-resource",
    title: "Only one of the two resources for TLS",
    letsThrough: PLAIN_HTTP,
    refuses: [],
    find: tlsOnOneResource,
    repair: tlsRepair,
  },
  {
    kind: "tls-for-some-actions",
    title: "TLS is demanded for some actions only",
    letsThrough: PLAIN_HTTP,
    refuses: [],
    find: tlsForSomeActions,
    repair: tlsRepair,
  },
  {
    kind: "tls-not-demanded",
    title: "Nothing refuses plain HTTP",
    missing: true,
    letsThrough: PLAIN_HTTP,
    refuses: [],
    find: (policy) =>
      aboutTls(policy).length > 0
        ? []
        : [{ sid: null, explanation: "S3 still answers over plain HTTP; only a policy refuses that." }],
    repair: tlsRepair,
  },
  {
    kind: "old-tls-not-refused",
    title: "Nothing about the TLS version",
    missing: true,
    letsThrough: OLD_TLS,
    refuses: [],
    find: (policy) =>
      policy.statements.some((one) => one.denies && about(one, KEY.tlsVersion).length > 0)
        ? []
        : [{ sid: null, explanation: "The policy itself takes TLS below 1.2." }],
    repair: ({ bucketArn }) =>
      `Add ${statement({
        sid: "DenyOutdatedTls",
        action: "s3:*",
        resource: [bucketArn, `${bucketArn}/*`],
        condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
      })}`,
  },
  {
    kind: "condition-on-an-allow",
    title: "The encryption is a condition of an Allow",
    letsThrough: ANY_UPLOAD,
    refuses: [],
    find: ({ statements }) =>
      statements
        .filter(
          (one) => !one.denies && actionApplies(one.statement, "s3:PutObject") && isAboutEncryption(one),
        )
        .map(({ sid }) => ({
          sid,
          explanation:
            "An Allow refuses nobody: whoever may upload by IAM still may, encrypted as they like.",
        })),
    repair: () => "Turn it into a Deny with the opposite condition.",
  },
  {
    kind: "not-every-object",
    title: "The statement does not reach every object",
    letsThrough: ANY_UPLOAD,
    refuses: [],
    find: (policy) =>
      denying(policy)
        .filter((one) => isAboutEncryption(one) && !reaches(one, `${policy.bucketArn}/${ANY_OBJECT}`))
        .map(({ sid }) => ({ sid, explanation: "Uploads to other places in the bucket are not looked at." })),
    repair: ({ bucketArn }) => `Resource: "${bucketArn}/*"`,
  },
  {
    kind: "not-for-everyone",
    title: "The statement is not about everyone",
    letsThrough: ANY_UPLOAD,
    refuses: [],
    find: (policy) =>
      denying(policy)
        .filter((one) => isAboutEncryption(one) && !isForEveryone(one))
        .map(({ sid }) => ({ sid, explanation: "Whoever it does not name uploads as they like." })),
    repair: () => 'Principal: "*"',
  },
];

/** An object that no policy names by its prefix; also what the cases upload when a policy is checked. */
export const ANY_OBJECT = "an-object-no-policy-names";

function aboutTls({ statements }: PolicyFacts): StatementFacts[] {
  return statements.filter(
    (one) => one.denies && about(one, KEY.secureTransport).some(({ values }) => values.some(isFalse)),
  );
}

function isFalse(value: string): boolean {
  return value.toLowerCase() === "false";
}

function missedResources({ bucketArn }: PolicyFacts, demanding: StatementFacts[]): string | undefined {
  if (demanding.length === 0) return undefined;
  if (!demanding.some((one) => reaches(one, bucketArn)))
    return `${bucketArn}, the bucket itself, so its content is listed over plain HTTP`;
  if (!demanding.some((one) => reaches(one, `${bucketArn}/${ANY_OBJECT}`)))
    return `${bucketArn}/*, the objects, so they travel over plain HTTP`;
  return undefined;
}

function tlsRepair({ bucketArn }: PolicyFacts): string {
  return `The bucket and its objects, in one statement: ${statement({
    sid: "DenyInsecureTransport",
    action: "s3:*",
    resource: [bucketArn, `${bucketArn}/*`],
    condition: { Bool: { "aws:SecureTransport": "false" } },
  })}`;
}

function tlsOnOneResource(policy: PolicyFacts): Found[] {
  const demanding = aboutTls(policy);
  const missed = missedResources(policy, demanding);
  return missed === undefined
    ? []
    : demanding.map(({ sid }) => ({ sid, explanation: `It does not reach ${missed}.` }));
}

function tlsForSomeActions(policy: PolicyFacts): Found[] {
  const demanding = aboutTls(policy);
  const missed = ["s3:PutObject", "s3:GetObject", "s3:ListBucket"].filter(
    (action) => !demanding.some((one) => actionApplies(one.statement, action)),
  );
  if (missed.length === 0) return [];
  return demanding.map(({ sid }) => ({ sid, explanation: `It does not reach ${missed.join(", ")}.` }));
}
