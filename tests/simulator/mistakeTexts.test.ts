import assert from "node:assert/strict";
import type { Statement } from "../../policy/document";
import { ALGORITHM, BUCKET, check, CUSTOMER, deny, KEY, KEY_ID, OTHER } from "../support/checkedPolicies";

/* What is told of each mistake, whole: it is what a reader of `check` acts on. */

const everyWay = (suffix: string): string[] =>
  ["put", "copy", "post", "multipart-create"].map((way) => `${way}-${suffix}`);
const ANOTHER = [...everyWay("another-key"), "put-no-key"];
const OTHER_KEYS = [...ANOTHER, "put-foreign-key"];
const SSE_S3 = everyWay("aes256");
const SILENT = [...everyWay("silent"), "part-of-silent", "complete-silent"];
const NAMED = [
  ...everyWay("key-arn"),
  "put-key-id",
  "put-key-alias",
  "put-without-bucket-key",
  "part-of-key-arn",
  "complete-key-arn",
  "drift-sse-s3-key-arn",
];
const DRIFTED = ["drift-sse-s3-silent", "drift-another-key-silent"];
const PLAIN_HTTP = ["put-plain-http", "read-plain-http", "list-plain-http"];

const ANY_KEY = KEY.replace(/key\/.*/, "key/*");
const BOTH = [BUCKET, `${BUCKET}/*`];
const said = (sid: string, action: string, resource: string | string[], condition: object): string =>
  JSON.stringify({
    Sid: sid,
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: resource,
    Condition: condition,
  });
const onObjects = `${BUCKET}/*`;
const DEMAND_KEY = said("DenyOtherKeys", "s3:PutObject", onObjects, { StringNotEquals: { [KEY_ID]: KEY } });
const TLS_REPAIR = `The bucket and its objects, in one statement: ${said(
  "DenyInsecureTransport",
  "s3:*",
  BOTH,
  {
    Bool: { "aws:SecureTransport": "false" },
  },
)}`;
const IFEXISTS_REPAIR =
  'To spare uploads without the header, put "Null": {"<the key>": "false"} beside the comparison in the same ' +
  "statement. On the key id leave out the word: there an absent key is what has to be refused.";
const NULL_REPAIR = 'Turn it round: "true" means that the key is absent, "false" that it is there.';
const CANCEL_REPAIR =
  'Two statements: one with the comparison, one with Null "true" if a missing header is to be refused.';
const HTTPS = { Bool: { "aws:SecureTransport": "false" } };

interface Told {
  kind: string;
  policy: Statement;
  title: string;
  /** Default: the statement's. */
  sid?: null;
  explanation: string;
  repair: string;
  shownBy: string[];
}

const TOLD: Told[] = [
  {
    kind: "both-keys-in-one-deny",
    policy: deny({ StringNotEquals: { [ALGORITHM]: "aws:kms", [KEY_ID]: KEY } }),
    title: "Algorithm and key under one Deny",
    explanation:
      "All conditions of a statement must hold at once, so it refuses only what has the wrong algorithm and the " +
      "wrong key. The right algorithm with anybody's key passes.",
    repair: `Give the key a statement of its own: ${DEMAND_KEY}`,
    shownBy: OTHER_KEYS,
  },
  {
    kind: "algorithm-without-key",
    policy: deny({ StringNotEquals: { [ALGORITHM]: "aws:kms" } }),
    title: "The algorithm is demanded, the key is not",
    explanation:
      "The algorithm does not say under which key: aws:kms alone means the AWS managed key, whatever the bucket's " +
      "default, and aws:kms with a key means that key, whoever owns it.",
    repair: `Demand the key: ${DEMAND_KEY}`,
    shownBy: OTHER_KEYS,
  },
  {
    kind: "sse-s3-allowed",
    policy: deny({ StringNotEquals: { [ALGORITHM]: ["aws:kms", "AES256"] } }),
    title: "SSE-S3 is among the algorithms that are allowed",
    explanation: "AES256 is SSE-S3, under a key that belongs to S3 and that no key policy guards.",
    repair: `Allow only aws:kms, and demand the key: ${DEMAND_KEY}`,
    shownBy: SSE_S3,
  },
  {
    kind: "any-key",
    policy: deny({ StringNotLike: { [KEY_ID]: ANY_KEY } }),
    title: "Some KMS key is demanded, not which",
    explanation: `The pattern ${ANY_KEY} holds for other keys too.`,
    repair: `Compare with the one key: ${DEMAND_KEY}`,
    shownBy: [...ANOTHER, "drift-another-key-silent"],
  },
  {
    kind: "any-key",
    policy: deny({ Null: { [KEY_ID]: "true" } }),
    title: "Some KMS key is demanded, not which",
    explanation: "Null asks whether there is a key id, and any key has one, also a stranger's.",
    repair: `Compare with the one key: ${DEMAND_KEY}`,
    shownBy: [...OTHER_KEYS, "drift-another-key-silent"],
  },
  {
    kind: "key-not-by-its-arn",
    policy: deny({ StringNotEquals: { [KEY_ID]: OTHER } }),
    title: "The condition names the key in a form that does not match it, or another key",
    explanation: `${OTHER} is another key, and uploads under it pass.`,
    repair: `Write the full ARN of the key and nothing else: ${KEY}`,
    shownBy: [...SILENT, ...NAMED, "put-listed-key-1"],
  },
  {
    kind: "default-change-not-refused",
    policy: deny({ Null: { [KEY_ID]: "false" }, StringNotEquals: { [KEY_ID]: KEY } }),
    title: "The key is only checked where an upload names one",
    explanation:
      'Null "false" spares every upload that shows no key. After somebody changed the bucket\'s default, those end ' +
      "up under whatever it says then, and nothing refuses them.",
    repair: `Leave out the Null, and no other encryption than the key's passes: ${DEMAND_KEY}`,
    shownBy: DRIFTED,
  },
  {
    kind: "encryption-not-demanded",
    policy: deny(HTTPS),
    title: "Nothing says how an upload is to be encrypted",
    sid: null,
    explanation: "The bucket's default is only a default: an upload that names something else gets it.",
    repair: `Add ${DEMAND_KEY}`,
    shownBy: [...SSE_S3, ...OTHER_KEYS, ...DRIFTED],
  },
  {
    kind: "sse-c-not-refused",
    policy: deny(HTTPS),
    title: "Keys that the uploader brings (SSE-C) are not refused",
    sid: null,
    explanation:
      "What is encrypted with a key that only the uploader has can be read by nobody else. S3 may block that on the " +
      "bucket; the policy does not.",
    repair: `Add ${said("DenyCustomerProvidedKeys", "s3:PutObject", onObjects, { Null: { [CUSTOMER]: "false" } })}`,
    shownBy: ["put-sse-c"],
  },
  {
    kind: "re-encryption-not-refused",
    policy: deny(HTTPS),
    title: "Nothing about s3:UpdateObjectEncryption",
    sid: null,
    explanation:
      "It puts a stored object under another key without an upload, and it has a permission of its own, which a Deny " +
      "on s3:PutObject does not touch.",
    repair: `Add ${said("DenyReencryptionUnderOtherKeys", "s3:UpdateObjectEncryption", onObjects, {
      StringNotEquals: { [KEY_ID]: KEY },
    })}`,
    shownBy: ["reencrypt-another-key", "reencrypt-sse-s3"],
  },
  {
    kind: "ifexists-taken-for-a-guard",
    policy: deny({ StringNotEqualsIfExists: { [ALGORITHM]: "aws:kms" } }),
    title: 'IfExists taken for "only when the header is sent"',
    explanation:
      "StringNotEqualsIfExists holds for an absent key, as every IfExists does and as it would without that word. So " +
      "it does not spare an upload that sends no header.",
    repair: IFEXISTS_REPAIR,
    shownBy: SILENT,
  },
  {
    kind: "ifexists-taken-for-a-guard",
    policy: deny({ StringEqualsIfExists: { [ALGORITHM]: "AES256" } }),
    title: 'IfExists taken for "only when the header is sent"',
    explanation:
      "StringEqualsIfExists holds for an absent key, as every IfExists does. So it does not spare an upload that " +
      "sends no header.",
    repair: IFEXISTS_REPAIR,
    shownBy: SILENT,
  },
  {
    kind: "null-wrong-way-round",
    policy: deny({ Null: { [CUSTOMER]: "true" } }),
    title: "Null the wrong way round",
    explanation:
      'Null "true" means absent: it refuses all who bring no key of their own, and SSE-C is what it spares.',
    repair: NULL_REPAIR,
    shownBy: [...SILENT, ...NAMED, "put-sse-c"],
  },
  {
    kind: "null-wrong-way-round",
    policy: deny({ Null: { [ALGORITHM]: "false" } }),
    title: "Null the wrong way round",
    explanation: 'Null "false" means present: it refuses exactly those who name their encryption.',
    repair: NULL_REPAIR,
    shownBy: [...NAMED, "put-sse-c"],
  },
  {
    kind: "null-cancels-comparison",
    policy: deny({ Null: { [ALGORITHM]: "true" }, StringNotEquals: { [ALGORITHM]: "aws:kms" } }),
    title: 'Null "true" and a comparison of the same key in one statement',
    explanation:
      'A key that is absent has no value to compare: Null "true" and StringNotEquals are not both about something. ' +
      "So it refuses only what sends no header, and whoever sends one may name anything.",
    repair: CANCEL_REPAIR,
    shownBy: [...SSE_S3, ...OTHER_KEYS],
  },
  {
    kind: "null-cancels-comparison",
    policy: deny({ Null: { [ALGORITHM]: "true" }, StringEquals: { [ALGORITHM]: "AES256" } }),
    title: 'Null "true" and a comparison of the same key in one statement',
    explanation:
      'A key that is absent has no value to compare: Null "true" and StringEquals are not both about something. ' +
      "So it never refuses anything.",
    repair: CANCEL_REPAIR,
    shownBy: [...SSE_S3, ...OTHER_KEYS],
  },
  {
    kind: "null-cancels-comparison",
    policy: deny({ Null: { [KEY_ID]: "true" }, StringEqualsIfExists: { [KEY_ID]: KEY } }),
    title: 'Null "true" and a comparison of the same key in one statement',
    explanation:
      'A key that is absent has no value to compare: Null "true" and StringEqualsIfExists are not both about ' +
      "something. So it refuses only what sends no header, and whoever sends one may name anything.",
    repair: CANCEL_REPAIR,
    shownBy: OTHER_KEYS,
  },
  {
    kind: "header-demanded",
    policy: deny({ Null: { [ALGORITHM]: "true" } }),
    title: "The header is demanded of clients that rely on the bucket's default",
    explanation:
      "S3 shows the algorithm only where the request names it. An upload that names nothing would get the bucket's " +
      "default, which is right, and is refused all the same: services that deliver without headers, and most clients.",
    repair:
      'Put "Null": {"s3:x-amz-server-side-encryption": "false"} beside the comparison, and leave a statement out that ' +
      "asks only for the header; a Deny on the key id refuses what must not be. Where every client does send it, this " +
      "is a choice: check with --enforcement RequireHeaders.",
    shownBy: SILENT,
  },
  {
    kind: "tls-on-one-resource",
    policy: deny(HTTPS, { Action: "s3:*" }),
    title: "Only one of the two resources for TLS",
    explanation: `It does not reach ${BUCKET}, the bucket itself, so its content is listed over plain HTTP.`,
    repair: TLS_REPAIR,
    shownBy: ["list-plain-http"],
  },
  {
    kind: "tls-on-one-resource",
    policy: deny(HTTPS, { Action: "s3:*", Resource: BUCKET }),
    title: "Only one of the two resources for TLS",
    explanation: `It does not reach ${BUCKET}/*, the objects, so they travel over plain HTTP.`,
    repair: TLS_REPAIR,
    shownBy: ["put-plain-http", "read-plain-http"],
  },
  {
    kind: "tls-for-some-actions",
    policy: deny(HTTPS, { Resource: BOTH }),
    title: "TLS is demanded for some actions only",
    explanation: "It does not reach s3:GetObject, s3:ListBucket.",
    repair: TLS_REPAIR,
    shownBy: ["read-plain-http", "list-plain-http"],
  },
  {
    kind: "tls-not-demanded",
    policy: deny({ Null: { [ALGORITHM]: "true" } }),
    title: "Nothing refuses plain HTTP",
    sid: null,
    explanation: "S3 still answers over plain HTTP; only a policy refuses that.",
    repair: TLS_REPAIR,
    shownBy: PLAIN_HTTP,
  },
  {
    kind: "old-tls-not-refused",
    policy: deny({ Null: { [ALGORITHM]: "true" } }),
    title: "Nothing about the TLS version",
    sid: null,
    explanation: "The policy itself takes TLS below 1.2.",
    repair: `Add ${said("DenyOutdatedTls", "s3:*", BOTH, { NumericLessThan: { "s3:TlsVersion": "1.2" } })}`,
    shownBy: ["put-tls-1-1", "read-tls-1-1", "list-tls-1-1"],
  },
  {
    kind: "condition-on-an-allow",
    policy: deny({ StringEquals: { [KEY_ID]: KEY } }, { Effect: "Allow" }),
    title: "The encryption is a condition of an Allow",
    explanation: "An Allow refuses nobody: whoever may upload by IAM still may, encrypted as they like.",
    repair: "Turn it into a Deny with the opposite condition.",
    shownBy: [...SSE_S3, ...OTHER_KEYS, ...DRIFTED],
  },
  {
    kind: "not-every-object",
    policy: deny({ StringNotEquals: { [KEY_ID]: KEY } }, { Resource: `${BUCKET}/a/*` }),
    title: "The statement does not reach every object",
    explanation: "Uploads to other places in the bucket are not looked at.",
    repair: `Resource: "${BUCKET}/*"`,
    shownBy: [...SSE_S3, ...OTHER_KEYS, ...DRIFTED],
  },
  {
    kind: "not-for-everyone",
    policy: deny(
      { StringNotEquals: { [KEY_ID]: KEY } },
      { Principal: { AWS: "arn:aws:iam::111122223333:role/one" } },
    ),
    title: "The statement is not about everyone",
    explanation: "Whoever it does not name uploads as they like.",
    repair: 'Principal: "*"',
    shownBy: [...SSE_S3, ...OTHER_KEYS, ...DRIFTED],
  },
];

describe("a mistake is told with its statement, what it does, the repair and the uploads that show it", () => {
  for (const { kind, policy, title, sid = "S", explanation, repair, shownBy } of TOLD) {
    it(`${kind}: ${JSON.stringify(policy.Condition)} ${policy.Effect}`, () => {
      const [found, ...others] = check([policy]).mistakes.filter((one) => one.kind === kind);
      assert.deepEqual(others, []);
      assert.deepEqual(
        { ...found, shownBy: found?.shownBy.sort() },
        {
          kind,
          title,
          sid,
          explanation,
          repair,
          shownBy: [...shownBy].sort(),
        },
      );
    });
  }
});
