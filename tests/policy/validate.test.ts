import assert from "node:assert/strict";
import { formatIssue } from "../../policy/issue";
import {
  checkAlias,
  checkBoolean,
  checkBucketName,
  checkDeletionWindow,
  checkDescription,
  checkLifecycleDays,
  checkObjectPrefix,
  checkRotationPeriod,
  checkTlsVersion,
  withAliasPrefix,
  checkChoice,
  type Check,
} from "../../policy/validate";

/** A value that is refused, as it is shown, and the rest of the line: problem; allowed; fix. */
type Refused = [value: unknown, got: string, problem: string, allowed: string, fix: string];

interface Rule {
  check: Check;
  takes: unknown[];
  refuses: Refused[];
}

const long = (length: number): string => "x".repeat(length);
const cut = (length: number): string => `"${long(Math.min(length, 116))}...`;

const KMS = "outside the range KMS accepts";
const S3 = "outside the range S3 accepts";
const NAME_LENGTH = "not as long as a bucket name must be";
const NAME_FORM =
  "lower-case letters, digits, dots and hyphens, beginning and ending with a letter or digit, no two dots in a row";
const ALIAS_FORM = "letters, digits, / _ and -";
const RESERVED_PREFIX = "a prefix that AWS keeps for itself";
const RESERVED_SUFFIX = "a suffix that AWS keeps for itself";

const badName = (name: string): Refused => [name, `"${name}"`, "not a bucket name", NAME_FORM, "rename it"];
const badLength = (value: unknown, got: string): Refused => [
  value,
  got,
  NAME_LENGTH,
  "3 to 63 characters",
  "change its length",
];
const badSuffix = (suffix: string): Refused => [
  `logs${suffix}`,
  `"logs${suffix}"`,
  RESERVED_SUFFIX,
  `anything but …${suffix}`,
  "rename it",
];
const badPrefix = (prefix: string): Refused => [
  `${prefix}logs`,
  `"${prefix}logs"`,
  RESERVED_PREFIX,
  `anything but ${prefix}…`,
  "rename it",
];
const badAlias = (value: unknown, got = `"${String(value)}"`): Refused => [
  value,
  got,
  "not an alias name",
  ALIAS_FORM,
  'write a dot as "-"',
];

/* Limits and forms are AWS's, from the pages that `policy/limits.ts` names. */
const RULES: Record<string, Rule> = {
  "a rotation period": {
    check: checkRotationPeriod,
    takes: [90, 365, 2560],
    refuses: [
      [89, "89", KMS, "90 to 2560", "use 90 or more"],
      [2561, "2561", KMS, "90 to 2560", "use 2560 or less"],
      [90.5, "90.5", KMS, "90 to 2560", "use a whole number"],
      ["365", '"365"', KMS, "90 to 2560", "use a whole number"],
    ],
  },
  "a deletion window": {
    check: checkDeletionWindow,
    takes: [7, 30],
    refuses: [
      [6, "6", KMS, "7 to 30", "use 7 or more"],
      [31, "31", KMS, "7 to 30", "use 30 or less"],
    ],
  },
  "days of a lifecycle": {
    check: checkLifecycleDays,
    takes: [1, 2147483647],
    refuses: [
      [0, "0", S3, "1 to 2147483647", "use 1 or more"],
      [2147483648, "2147483648", S3, "1 to 2147483647", "use 2147483647 or less"],
    ],
  },
  "a prefix of objects": {
    check: checkObjectPrefix,
    takes: ["", "logs/", long(1024)],
    refuses: [
      [long(1025), cut(1025), "no beginning of an object key", "text of up to 1024 bytes", "shorten it"],
      [7, "7", "no beginning of an object key", "text of up to 1024 bytes", "shorten it"],
      [
        "ü".repeat(513),
        `"${"ü".repeat(116)}...`,
        "no beginning of an object key",
        "text of up to 1024 bytes",
        "shorten it",
      ],
    ],
  },
  "a TLS version": {
    check: checkTlsVersion,
    takes: [1.2, 1.3],
    refuses: [
      [1.1, "1.1", "no TLS version S3 can demand", "1.2 or 1.3", "use 1.2 unless every client speaks 1.3"],
      [
        "1.2",
        '"1.2"',
        "no TLS version S3 can demand",
        "1.2 or 1.3",
        "use 1.2 unless every client speaks 1.3",
      ],
    ],
  },
  "a boolean": {
    check: checkBoolean,
    takes: [true, false],
    refuses: [["true", '"true"', "not a boolean", "true or false", "give it without quotes"]],
  },
  "the description of a key": {
    check: checkDescription,
    takes: ["", long(8192)],
    refuses: [
      [long(8193), "8193 characters", "not a key description", "up to 8192 characters", "shorten it"],
      [["x"], '["x"]', "not a key description", "up to 8192 characters", "shorten it"],
      [7, "7", "not a key description", "up to 8192 characters", "shorten it"],
    ],
  },
  "an alias": {
    check: checkAlias,
    takes: ["reports", "alias/reports", "aws", "team/Reports_2026-a", long(250)],
    refuses: [
      ["aws/s3", '"aws/s3"', RESERVED_PREFIX, "anything but alias/aws/…", "choose another name"],
      ["alias/aws/s3", '"alias/aws/s3"', RESERVED_PREFIX, "anything but alias/aws/…", "choose another name"],
      [long(251), cut(251), "too long for an alias", 'up to 256 characters with "alias/"', "shorten it"],
      badAlias(""),
      badAlias("alias/"),
      badAlias("my.reports"),
      badAlias(".reports"),
      badAlias("reports."),
      badAlias(7, "7"),
    ],
  },
  "the name of a bucket": {
    check: checkBucketName,
    takes: [
      "abc",
      "0-9",
      long(63),
      "a.b-c",
      "1.2.3.4.5",
      "1.2.3.a",
      "a1.2.3.4",
      "10.20.30",
      "xn-logs",
      "logs-s3",
    ],
    refuses: [
      badLength("ab", '"ab"'),
      badLength(long(64), `"${long(64)}"`),
      badLength(7, "7"),
      badName("Reports"),
      badName("-logs"),
      badName("logs-"),
      badName("a_b"),
      badName("_ab"),
      badName("ab_"),
      badName("a..b"),
      ["10.20.30.40", '"10.20.30.40"', "looks like an IP address", "a name", "rename it"],
      ...["xn--", "sthree-", "amzn-s3-demo-"].map(badPrefix),
      ...["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3", "-an"].map(badSuffix),
    ],
  },
};

for (const [what, { check, takes, refuses }] of Object.entries(RULES)) {
  describe(what, () => {
    for (const value of takes) {
      it(`may be ${JSON.stringify(value).slice(0, 40)}`, () => assert.deepEqual(check(value, "a.path"), []));
    }
    for (const [value, got, problem, allowed, fix] of refuses) {
      it(`may not be ${JSON.stringify(value).slice(0, 40)}: ${problem}`, () => {
        assert.deepEqual(check(value, "a.path").map(formatIssue), [
          `a.path: ${problem}, got ${got}; allowed ${allowed}; ${fix}`,
        ]);
      });
    }
  });
}

describe("the name of an alias", () => {
  it("gets its prefix once", () => {
    assert.equal(withAliasPrefix("reports"), "alias/reports");
    assert.equal(withAliasPrefix("alias/reports"), "alias/reports");
  });
});

describe("a choice", () => {
  const choices: [Parameters<typeof checkChoice>[1], string[]][] = [
    ["enforcement", ["EffectiveKey", "RequireHeaders", "DeclaredKeyOnly", "DefaultOnly"]],
    ["encryption", ["aws:kms", "aws:kms:dsse"]],
    ["retention", ["Protect", "Retain", "Destroy"]],
    ["key.use", ["ThroughS3", "Anywhere"]],
  ];
  for (const [path, values] of choices) {
    it(`of ${path} is ${values.join(", ")}, or left out`, () => {
      for (const value of [undefined, ...values]) assert.deepEqual(checkChoice(value, path), []);
      assert.deepEqual(checkChoice("another", path).map(formatIssue), [
        `${path}: not one of its values, got "another"; allowed ${values.join(", ")}; give one of them, as a plain value`,
      ]);
    });
  }

  it("that is only known later is called so", () => {
    assert.deepEqual(checkChoice(Promise.resolve("Protect"), "retention").map(formatIssue), [
      "retention: not one of its values, got a value that is only known later (an Output); " +
        "allowed Protect, Retain, Destroy; give one of them, as a plain value",
    ]);
  });
});
