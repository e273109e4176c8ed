import {
  about,
  asksNull,
  comparing,
  denying,
  holdsManyKeys,
  isAboutEncryption,
  KEY,
  type Clause,
  type PolicyFacts,
} from "./facts";
import {
  DRIFTED,
  keyStatement,
  OTHER_KEYS,
  RIGHT,
  SILENT,
  SSE_S3,
  statement,
  type Finder,
  type Found,
} from "./finder";

/** Mistakes in which key a policy demands, and whether it demands one. */
export const KEY_MISTAKES: readonly Finder[] = [
  {
    kind: "both-keys-in-one-deny",
    title: "Algorithm and key under one Deny",
    letsThrough: [...OTHER_KEYS, ...DRIFTED],
    refuses: [],
    find: (policy) =>
      denying(policy)
        .filter((one) =>
          [KEY.algorithm, KEY.keyId].every((key) => about(one, key).some(({ kind }) => kind === "negated")),
        )
        .map(({ sid }) => ({
          sid,
          explanation:
            "All conditions of a statement must hold at once, so it refuses only what has the wrong algorithm " +
            "and the wrong key. The right algorithm with anybody's key passes.",
        })),
    repair: (policy) => `Give the key a statement of its own: ${keyStatement(policy)}`,
  },
  {
    kind: "algorithm-without-key",
    title: "The algorithm is demanded, the key is not",
    letsThrough: [...OTHER_KEYS, ...DRIFTED],
    refuses: [],
    find: algorithmAlone,
    repair: (policy) => `Demand the key: ${keyStatement(policy)}`,
  },
  {
    kind: "sse-s3-allowed",
    title: "SSE-S3 is among the algorithms that are allowed",
    letsThrough: SSE_S3,
    refuses: RIGHT,
    find: (policy) =>
      denying(policy)
        .filter((one) =>
          comparing(one, KEY.algorithm).some(
            ({ kind, values }) => kind === "negated" && values.includes("AES256"),
          ),
        )
        .map(({ sid }) => ({
          sid,
          explanation: "AES256 is SSE-S3, under a key that belongs to S3 and that no key policy guards.",
        })),
    repair: (policy) => `Allow only aws:kms, and demand the key: ${keyStatement(policy)}`,
  },
  {
    kind: "any-key",
    title: "Some KMS key is demanded, not which",
    letsThrough: [...OTHER_KEYS, "drift-another-key-silent"],
    refuses: [],
    find: anyKey,
    repair: (policy) => `Compare with the one key: ${keyStatement(policy)}`,
  },
  {
    kind: "key-not-by-its-arn",
    title: "The condition names the key in a form that does not match it, or another key",
    letsThrough: ["put-listed-key-*"],
    refuses: [...RIGHT, ...SILENT],
    find: (policy) =>
      denying(policy).flatMap((one) =>
        comparing(one, KEY.keyId).flatMap((clause) =>
          clause.values
            .map((value) => whatIsWrongWith(value, clause, policy.keyArn))
            .filter((problem) => problem !== undefined)
            .map((problem) => ({ sid: one.sid, explanation: problem })),
        ),
      ),
    repair: ({ keyArn }) => `Write the full ARN of the key and nothing else: ${keyArn}`,
  },
  {
    kind: "default-change-not-refused",
    title: "The key is only checked where an upload names one",
    letsThrough: DRIFTED,
    refuses: [],
    find: (policy) =>
      denying(policy)
        .filter((one) => comparing(one, KEY.keyId).length > 0 && asksNull(one, KEY.keyId, "false"))
        .map(({ sid }) => ({
          sid,
          explanation:
            'Null "false" spares every upload that shows no key. After somebody changed the bucket\'s default, ' +
            "those end up under whatever it says then, and nothing refuses them.",
        })),
    repair: (policy) =>
      `Leave out the Null, and no other encryption than the key's passes: ${keyStatement(policy)}`,
  },
  {
    kind: "encryption-not-demanded",
    title: "Nothing says how an upload is to be encrypted",
    missing: true,
    letsThrough: [...SSE_S3, ...OTHER_KEYS, ...DRIFTED],
    refuses: [],
    find: (policy) =>
      denying(policy).some((one) => about(one, KEY.algorithm).length > 0 || about(one, KEY.keyId).length > 0)
        ? []
        : [
            {
              sid: null,
              explanation:
                "The bucket's default is only a default: an upload that names something else gets it.",
            },
          ],
    repair: (policy) => `Add ${keyStatement(policy)}`,
  },
  {
    kind: "sse-c-not-refused",
    title: "Keys that the uploader brings (SSE-C) are not refused",
    missing: true,
    letsThrough: ["put-sse-c"],
    refuses: [],
    find: (policy) =>
      denying(policy).some((one) => asksNull(one, KEY.customerAlgorithm, "false"))
        ? []
        : [
            {
              sid: null,
              explanation:
                "What is encrypted with a key that only the uploader has can be read by nobody else. S3 may block " +
                "that on the bucket; the policy does not.",
            },
          ],
    repair: ({ bucketArn }) =>
      `Add ${statement({
        sid: "DenyCustomerProvidedKeys",
        action: "s3:PutObject",
        resource: `${bucketArn}/*`,
        condition: { Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } },
      })}`,
  },
  {
    kind: "re-encryption-not-refused",
    title: "Nothing about s3:UpdateObjectEncryption",
    missing: true,
    letsThrough: ["reencrypt-another-key", "reencrypt-sse-s3"],
    refuses: [],
    find: (policy) =>
      denying(policy, "s3:UpdateObjectEncryption").some(isAboutEncryption)
        ? []
        : [
            {
              sid: null,
              explanation:
                "It puts a stored object under another key without an upload, and it has a permission of its own, " +
                "which a Deny on s3:PutObject does not touch.",
            },
          ],
    repair: ({ bucketArn, keyArn }) =>
      `Add ${statement({
        sid: "DenyReencryptionUnderOtherKeys",
        action: "s3:UpdateObjectEncryption",
        resource: `${bucketArn}/*`,
        condition: { StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn } },
      })}`,
  },
];

/** S3 shows the policy the full ARN of a key, so a value in another form equals none. */
function whatIsWrongWith(value: string, clause: Clause, keyArn: string): string | undefined {
  if (value === keyArn || holdsManyKeys({ ...clause, values: [value] }, keyArn)) return undefined;
  if (value.includes("${")) return undefined;
  const never = "S3 shows the policy the full ARN of a key, which this never equals.";
  if (/(^|:)alias\//.test(value)) return `${value} is an alias. ${never}`;
  if (!value.startsWith("arn:")) return `${value} is no ARN. ${never}`;
  if (/[*?]/.test(value)) return `${clause.operator} with ${value} does not hold for ${keyArn}.`;
  const [, , , region, account] = keyArn.split(":");
  const [, , , valueRegion, valueAccount] = value.split(":");
  if (valueAccount !== account) return `${value} is a key of account ${valueAccount}, not of ${account}.`;
  if (valueRegion !== region)
    return `${value} is a key of ${valueRegion}, and S3 takes only keys of the bucket's region.`;
  return `${value} is another key, and uploads under it pass.`;
}

function algorithmAlone(policy: PolicyFacts): Found[] {
  const uploads = denying(policy);
  if (uploads.some((one) => about(one, KEY.keyId).length > 0)) return [];
  const demanding =
    uploads.find((one) => comparing(one, KEY.algorithm).length > 0) ??
    uploads.find((one) => about(one, KEY.algorithm).length > 0);
  return demanding
    ? [
        {
          sid: demanding.sid,
          explanation:
            "The algorithm does not say under which key: aws:kms alone means the AWS managed key, whatever the " +
            "bucket's default, and aws:kms with a key means that key, whoever owns it.",
        },
      ]
    : [];
}

function anyKey(policy: PolicyFacts): Found[] {
  const uploads = denying(policy);
  const comparisons = uploads.flatMap((one) => comparing(one, KEY.keyId).map((clause) => ({ one, clause })));
  const broad = comparisons.filter(({ clause }) => holdsManyKeys(clause, policy.keyArn));
  const present = comparisons.length > 0 ? [] : uploads.filter((one) => asksNull(one, KEY.keyId, "true"));
  return [
    ...present.map(({ sid }) => ({
      sid,
      explanation: "Null asks whether there is a key id, and any key has one, also a stranger's.",
    })),
    ...broad.map(({ one, clause }) => ({
      sid: one.sid,
      explanation: `The pattern ${clause.values.join(", ")} holds for other keys too.`,
    })),
  ];
}
