import { KNOWN_PARTITIONS, parseArn } from "./arn";
import { Enforcement, Encryption, KeyUse, Retention } from "./choices";
import { show, type Issue } from "./issue";
import {
  ALIAS,
  BUCKET_NAME,
  DELETION_WINDOW_DAYS,
  KEY_DESCRIPTION_MAX_LENGTH,
  LIFECYCLE_DAYS,
  OBJECT_KEY_MAX_BYTES,
  ROTATION_PERIOD_DAYS,
  TLS_VERSIONS,
} from "./limits";

/** Checks one value; the path is the public argument's. */
export type Check = (value: unknown, path: string) => Issue[];

/** Days between two automatic rotations of the key. */
export const checkRotationPeriod: Check = (value, path) =>
  wholeNumberWithin(value, path, ROTATION_PERIOD_DAYS, "outside the range KMS accepts");

/** Days a key waits before KMS deletes it. */
export const checkDeletionWindow: Check = (value, path) =>
  wholeNumberWithin(value, path, DELETION_WINDOW_DAYS, "outside the range KMS accepts");

/** Days in a lifecycle rule. */
export const checkLifecycleDays: Check = (value, path) =>
  wholeNumberWithin(value, path, LIFECYCLE_DAYS, "outside the range S3 accepts");

/** What the keys of some objects begin with. */
export const checkObjectPrefix: Check = (value, path) => {
  if (typeof value === "string" && Buffer.byteLength(value) <= OBJECT_KEY_MAX_BYTES) return [];
  return [
    issue(
      path,
      "no beginning of an object key",
      value,
      `text of up to ${OBJECT_KEY_MAX_BYTES} bytes`,
      "shorten it",
    ),
  ];
};

/** The oldest TLS version a request may use. */
export const checkTlsVersion: Check = (value, path) => {
  if (TLS_VERSIONS.some((version) => version === value)) return [];
  return [
    issue(
      path,
      "no TLS version S3 can demand",
      value,
      TLS_VERSIONS.join(" or "),
      "use 1.2 unless every client speaks 1.3",
    ),
  ];
};

/** True or false, and not the words. */
export const checkBoolean: Check = (value, path) =>
  typeof value === "boolean"
    ? []
    : [issue(path, "not a boolean", value, "true or false", "give it without quotes")];

/** The description of a key. */
export const checkDescription: Check = (value, path) => {
  if (typeof value === "string" && value.length <= KEY_DESCRIPTION_MAX_LENGTH) return [];
  const got = typeof value === "string" ? `${value.length} characters` : show(value);
  return [
    {
      path,
      problem: "not a key description",
      got,
      allowed: `up to ${KEY_DESCRIPTION_MAX_LENGTH} characters`,
      fix: "shorten it",
    },
  ];
};

/** The name of an alias, with or without its prefix. */
export const checkAlias: Check = (value, path) => {
  const full = withAliasPrefix(String(value));
  const name = full.slice(ALIAS.prefix.length);
  if (full.startsWith(ALIAS.reservedPrefix)) {
    return [
      issue(
        path,
        "a prefix that AWS keeps for itself",
        value,
        `anything but ${ALIAS.reservedPrefix}…`,
        "choose another name",
      ),
    ];
  }
  if (full.length > ALIAS.maxLength) {
    return [
      issue(
        path,
        "too long for an alias",
        value,
        `up to ${ALIAS.maxLength} characters with "alias/"`,
        "shorten it",
      ),
    ];
  }
  if (typeof value === "string" && /^[A-Za-z0-9/_-]+$/.test(name)) return [];
  return [issue(path, "not an alias name", value, "letters, digits, / _ and -", 'write a dot as "-"')];
};

/** An alias always with its prefix. */
export function withAliasPrefix(name: string): string {
  return name.startsWith(ALIAS.prefix) ? name : `${ALIAS.prefix}${name}`;
}

/** The name of a bucket. */
export const checkBucketName: Check = (value, path) => {
  const { minLength, maxLength, reservedPrefixes, reservedSuffixes } = BUCKET_NAME;
  const name = typeof value === "string" ? value : "";
  const refuse = (problem: string, allowed: string, fix: string): Issue[] => [
    issue(path, problem, value, allowed, fix),
  ];
  if (name.length < minLength || name.length > maxLength) {
    return refuse(
      "not as long as a bucket name must be",
      `${minLength} to ${maxLength} characters`,
      "change its length",
    );
  }
  if (!/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(name) || name.includes("..")) {
    return refuse(
      "not a bucket name",
      "lower-case letters, digits, dots and hyphens, beginning and ending with a letter or digit, no two dots in a row",
      "rename it",
    );
  }
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return refuse("looks like an IP address", "a name", "rename it");
  const prefix = reservedPrefixes.find((reserved) => name.startsWith(reserved));
  if (prefix) return refuse("a prefix that AWS keeps for itself", `anything but ${prefix}…`, "rename it");
  const suffix = reservedSuffixes.find((reserved) => name.endsWith(reserved));
  if (suffix) return refuse("a suffix that AWS keeps for itself", `anything but …${suffix}`, "rename it");
  return [];
};

/** A list of principals for the key policy: roles and users by their ARN, each once. */
export const checkPrincipals: Check = (value, path) => {
  if (!Array.isArray(value))
    return [issue(path, "not a list", value, "a list of role or user ARNs", "put it in a list")];
  if (value.length === 0) {
    return [issue(path, "an empty list", value, "at least one ARN", "leave the argument out to name nobody")];
  }
  return value.flatMap((name: unknown, index) => {
    const at = `${path}[${index}]`;
    const twice = value.indexOf(name) !== index;
    return twice
      ? [issue(at, "named twice", name, "each principal once", "remove one")]
      : checkPrincipal(name, at);
  });
};

const PRINCIPAL_FORM = "arn:<partition>:iam::<account>:role/<name> or …:user/<name>";

const checkPrincipal: Check = (value, path) => {
  const refuse = (problem: string, fix: string): Issue[] => [
    issue(path, problem, value, PRINCIPAL_FORM, fix),
  ];
  if (typeof value !== "string") return refuse("not a principal ARN", "give the ARN of a role or user");
  if (/[*?]/.test(value)) return refuse("a wildcard as principal", "name the roles and users one by one");
  const arn = parseArn(value);
  if (/^\d{12}$/.test(value) || (arn?.service === "iam" && arn.resource === "root")) {
    return refuse("a whole account as principal", "name the role or user that needs the key");
  }
  if (arn?.service === "sts") return refuse("the session of an assumed role", "name the role itself");
  if (!arn || arn.service !== "iam" || arn.region !== "" || !/^\d{12}$/.test(arn.account)) {
    return refuse("not a principal ARN", "give the ARN of a role or user");
  }
  if (!KNOWN_PARTITIONS.includes(arn.partition))
    return refuse("an unknown partition", `use ${KNOWN_PARTITIONS.join(", ")}`);
  if (!/^(role|user)\/[\w+=,.@/-]+$/.test(arn.resource))
    return refuse("neither a role nor a user", "give the ARN of a role or user");
  return [];
};

/** Rules between the two lists of principals. */
export function checkRoles(administrators: readonly string[], users: readonly string[]): Issue[] {
  return users.flatMap((user, index) =>
    administrators.includes(user)
      ? [
          issue(
            `key.users[${index}]`,
            "also an administrator",
            user,
            "one role for each principal",
            "take it out of one of the two lists",
          ),
        ]
      : [],
  );
}

/** Administrators manage the key by calls that do not work across accounts. */
export function checkAdministratorAccounts(administrators: readonly string[], account: string): Issue[] {
  return administrators.flatMap((name, index) =>
    parseArn(name)?.account === account
      ? []
      : [
          issue(
            `key.administrators[${index}]`,
            "of another account",
            name,
            `principals of account ${account}`,
            "name a role of the key's account",
          ),
        ],
  );
}

const CHOICES = {
  enforcement: Enforcement,
  encryption: Encryption,
  retention: Retention,
  "key.use": KeyUse,
} as const;

/** An enumerated argument; it decides what is made, so it must be plain. */
export function checkChoice(value: unknown, path: keyof typeof CHOICES): Issue[] {
  const values: string[] = Object.values(CHOICES[path]);
  if (value === undefined || values.includes(value as string)) return [];
  const got = typeof value === "object" ? "a value that is only known later (an Output)" : show(value);
  return [
    {
      path,
      problem: "not one of its values",
      got,
      allowed: values.join(", "),
      fix: "give one of them, as a plain value",
    },
  ];
}

function wholeNumberWithin(
  value: unknown,
  path: string,
  range: { min: number; max: number },
  problem: string,
): Issue[] {
  const refuse = (fix: string): Issue[] => [issue(path, problem, value, `${range.min} to ${range.max}`, fix)];
  if (!Number.isInteger(value)) return refuse("use a whole number");
  if ((value as number) < range.min) return refuse(`use ${range.min} or more`);
  if ((value as number) > range.max) return refuse(`use ${range.max} or less`);
  return [];
}

function issue(path: string, problem: string, value: unknown, allowed: string, fix: string): Issue {
  return { path, problem, got: show(value), allowed, fix };
}
