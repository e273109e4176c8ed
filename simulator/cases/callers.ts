import {
  allowed,
  always,
  both,
  denied,
  type Case,
  type CallerName,
  type Outcome,
  type Promised,
} from "./case";

/* Sids of the key policy, written out by hand: the judge does not read them from the builder. */
const ACCOUNT_ADMINISTRATION = "AllowAccountAdministration";
const ADMINISTRATORS = "AllowKeyAdministrators";
const USERS = "AllowKeyUsers";
const DESCRIBE = "AllowKeyUsersToDescribeKey";
const ACCOUNT_USE = "AllowAccountUseThroughS3";
const NOT_IN_KEY_POLICY = "KeyPolicy";
const NO_PERMISSION = "NoPermission";

const listed = ({ users }: Promised): boolean => users;
const unlisted = ({ users }: Promised): boolean => !users;
const administered = ({ administrators }: Promised): boolean => administrators;
const onlyThroughS3 = ({ keyUse }: Promised): boolean => keyUse === "ThroughS3";
const anywhere = ({ keyUse }: Promised): boolean => keyUse === "Anywhere";

/** Who uploads and reads. All name the key, so that only the caller can make the difference. */
export const CALLER_CASES: Case[] = [
  ...uploadAndRead("user", "user", "a listed user", allowedBy(USERS), listed),
  {
    name: "user-reads-without-bucket-key",
    description: "a listed user downloads an object stored without a Bucket Key",
    request: { operation: "GetObject", by: "user", storedWithBucketKey: false },
    expected: always(both(allowedBy(USERS))),
    when: listed,
    needsKeyPolicy: true,
  },
  ...uploadAndRead(
    "administrator",
    "administrator",
    "an administrator with an allow-all IAM policy",
    denied(NOT_IN_KEY_POLICY),
    administered,
  ),
  ...uploadAndRead(
    "unlisted-role",
    "role",
    "a role that is not among the users",
    denied(NOT_IN_KEY_POLICY),
    listed,
  ),
  ...uploadAndRead(
    "role",
    "role",
    "a role of the account (no users listed)",
    allowedBy(ACCOUNT_USE),
    unlisted,
  ),
  {
    name: "role-reads-without-bucket-key",
    description: "a role of the account downloads an object stored without a Bucket Key (no users listed)",
    request: { operation: "GetObject", by: "role", storedWithBucketKey: false },
    expected: always(both(allowedBy(ACCOUNT_USE))),
    when: unlisted,
    needsKeyPolicy: true,
  },
  ...uploadAndRead(
    "other-account",
    "another account",
    "a role of another account",
    denied(NO_PERMISSION),
    () => true,
    false,
  ),
  ...uploadAndRead("anonymous", "anonymous", "an anonymous caller", denied(NO_PERMISSION), () => true, false),
];

function uploadAndRead(
  name: string,
  by: CallerName,
  who: string,
  outcome: Outcome,
  when: (promised: Promised) => boolean,
  needsKeyPolicy = true,
): Case[] {
  const expected = always(both(outcome));
  return [
    {
      name: `${name}-uploads`,
      description: `${who} uploads, naming the key`,
      request: { operation: "PutObject", by, says: { algorithm: "own", key: "arn" } },
      expected,
      when,
      needsKeyPolicy,
    },
    {
      name: `${name}-reads`,
      description: `${who} downloads`,
      request: { operation: "GetObject", by },
      expected,
      when,
      needsKeyPolicy,
    },
  ];
}

function allowedBy(...by: string[]): Outcome {
  return allowed("the key", ...by);
}

/** The key used past S3, or for another bucket. The direct call even brings this bucket's encryption context. */
export const KEY_USE_CASES: Case[] = (
  [
    { by: "user", name: "user", who: "a listed user", sid: USERS, who_: listed },
    {
      by: "role",
      name: "role",
      who: "a role of the account (no users listed)",
      sid: ACCOUNT_USE,
      who_: unlisted,
    },
  ] as const
)
  .flatMap(({ by, name, who, sid, who_ }): Case[] =>
    [
      { suffix: "direct", how: "calls KMS directly to decrypt", via: undefined, context: "this bucket" },
      {
        suffix: "other-service",
        how: "decrypts through another AWS service",
        via: "another service",
        context: "this bucket",
      },
      {
        suffix: "other-bucket",
        how: "decrypts through S3 for another bucket",
        via: "S3",
        context: "another bucket",
      },
    ].flatMap(({ suffix, how, via, context }): Case[] => {
      const request = { operation: "kms:Decrypt", by, via, context } as Case["request"];
      return [
        {
          name: `${name}-${suffix}`,
          description: `${who} ${how}`,
          request,
          expected: always(both(denied(NOT_IN_KEY_POLICY))),
          when: (promised) => who_(promised) && onlyThroughS3(promised),
          needsKeyPolicy: true,
        },
        {
          name: `${name}-${suffix}-anywhere`,
          description: `${who} ${how} (key use: anywhere)`,
          request,
          expected: always(both(allowedBy(sid))),
          when: (promised) => who_(promised) && anywhere(promised),
          needsKeyPolicy: true,
        },
      ];
    }),
  )
  .concat([
    {
      name: "user-describes-key",
      description: "a listed user without IAM policies looks at the key's description",
      request: { operation: "kms:DescribeKey", by: "user without IAM" },
      expected: always(both(allowedBy(DESCRIBE))),
      when: (promised) => listed(promised) && onlyThroughS3(promised),
      needsKeyPolicy: true,
    },
    {
      name: "user-describes-key-anywhere",
      description: "a listed user without IAM policies looks at the key's description (key use: anywhere)",
      request: { operation: "kms:DescribeKey", by: "user without IAM" },
      expected: always(both(allowedBy(USERS))),
      when: (promised) => listed(promised) && anywhere(promised),
      needsKeyPolicy: true,
    },
    {
      name: "outsider-uses-key",
      description: "a role of another account decrypts through S3 for this bucket",
      request: { operation: "kms:Decrypt", by: "another account", via: "S3", context: "this bucket" },
      expected: always(both(denied(NOT_IN_KEY_POLICY))),
      needsKeyPolicy: true,
    },
    {
      name: "outsider-describes-key",
      description: "a role of another account looks at the key's description",
      request: { operation: "kms:DescribeKey", by: "another account" },
      expected: always(both(denied(NOT_IN_KEY_POLICY))),
      needsKeyPolicy: true,
    },
    {
      name: "administrator-encrypts",
      description: "an administrator with an allow-all IAM policy calls KMS directly to encrypt",
      request: { operation: "kms:Encrypt", by: "administrator", context: "this bucket" },
      expected: always(both(denied(NOT_IN_KEY_POLICY))),
      when: administered,
      needsKeyPolicy: true,
    },
  ]);

const MANAGEMENT = [
  { operation: "kms:PutKeyPolicy", name: "puts-key-policy", does: "changes the key policy" },
  { operation: "kms:ScheduleKeyDeletion", name: "schedules-deletion", does: "schedules the key's deletion" },
] as const;

const MANAGERS: {
  by: CallerName;
  name: string;
  who: string;
  outcome: Outcome;
  when?: (promised: Promised) => boolean;
}[] = [
  { by: "account root", name: "account", who: "the account", outcome: allowedBy(ACCOUNT_ADMINISTRATION) },
  {
    by: "administrator without IAM",
    name: "administrator",
    who: "an administrator without IAM policies",
    outcome: allowedBy(ADMINISTRATORS),
    when: administered,
  },
  {
    by: "user without IAM",
    name: "user",
    who: "a listed user without IAM policies",
    outcome: denied(NOT_IN_KEY_POLICY),
    when: listed,
  },
  {
    by: "role",
    name: "role",
    who: "a role of the account whose IAM policy lets it",
    outcome: allowedBy(ACCOUNT_ADMINISTRATION),
  },
  {
    by: "another account",
    name: "outsider",
    who: "a role of another account",
    outcome: denied(NOT_IN_KEY_POLICY),
  },
];

/** Managing the key. A grant can hand out the use of a key, so nobody may make one. */
export const KEY_MANAGEMENT_CASES: Case[] = MANAGERS.flatMap(({ by, name, who, outcome, when }): Case[] => [
  ...MANAGEMENT.map(({ operation, name: action, does }): Case => ({
    name: `${name}-${action}`,
    description: `${who} ${does}`,
    request: { operation, by },
    expected: always(both(outcome)),
    ...(when ? { when } : {}),
    needsKeyPolicy: true,
  })),
  {
    name: `${name}-creates-grant`,
    description: `${who} makes a grant on the key`,
    request: { operation: "kms:CreateGrant", by },
    expected: always(both(denied(NOT_IN_KEY_POLICY))),
    ...(when ? { when } : {}),
    needsKeyPolicy: true,
  },
]);
