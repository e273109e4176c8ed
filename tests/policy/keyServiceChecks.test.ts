import assert from "node:assert/strict";
import { formatIssue } from "../../policy/issue";
import { checkKeyServices } from "../../policy/keyServiceChecks";

const ACCOUNT = "111122223333";
const TRAIL = `arn:aws:cloudtrail:eu-central-1:${ACCOUNT}:trail/management`;
const CLOUDTRAIL = { service: "cloudtrail.amazonaws.com", sourceArn: TRAIL };
const BACKUP = { service: "backup.amazonaws.com", access: "Decrypt", sourceAccount: ACCOUNT };
const INVENTORY = { service: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::listed", sourceAccount: ACCOUNT };

const linesOf = (services: unknown): string[] => checkKeyServices(services, "key.services").map(formatIssue);

describe("the services of a key", () => {
  const taken: object[] = [
    CLOUDTRAIL,
    { ...CLOUDTRAIL, sourceAccount: ACCOUNT },
    { service: "cloudtrail.amazonaws.com", sourceAccount: ACCOUNT },
    { ...CLOUDTRAIL, sourceArn: `arn:aws:cloudtrail:eu-central-1:${ACCOUNT}:trail/*` },
    BACKUP,
    { ...BACKUP, access: "Encrypt" },
    { ...BACKUP, access: "EncryptDecrypt" },
    { ...BACKUP, service: "delivery.logs.eu-west-1.amazonaws.com.cn" },
    { ...BACKUP, service: "a-1.amazonaws.com" },
    INVENTORY,
    { service: "s3.amazonaws.com", sourceAccount: ACCOUNT },
  ];
  for (const service of taken) {
    it(`may hold ${JSON.stringify(service)}`, () => assert.deepEqual(linesOf([service]), []));
  }

  const lists: [unknown, string][] = [
    ["x", 'key.services: not a list, got "x"; allowed a list of services; put them in a list'],
    [
      [],
      "key.services: an empty list, got []; allowed at least one service; leave the argument out for none",
    ],
    ...(["x", null] as const).map((entry): [unknown, string] => [
      [entry],
      `key.services[0]: not a service, got ${JSON.stringify(entry)}; ` +
        "allowed an object with service and sourceArn or sourceAccount; write it so",
    ]),
  ];
  for (const [value, line] of lists) {
    it(`may not be ${JSON.stringify(value)}`, () => assert.deepEqual(linesOf(value), [line]));
  }

  const noPrincipal = (service: unknown): [object, string] => [
    { ...CLOUDTRAIL, service },
    `.service: not a service principal, got ${JSON.stringify(service)}; allowed <service>.amazonaws.com; ` +
      "copy it from the service's guide",
  ];
  const noArn = (sourceArn: unknown): [object, string] => [
    { ...CLOUDTRAIL, sourceArn },
    `.sourceArn: not an ARN, got ${JSON.stringify(sourceArn)}; allowed the ARN of what the service works for; ` +
      "copy it from there",
  ];
  const wildcard = (sourceArn: string): [object, string] => [
    { ...CLOUDTRAIL, sourceArn },
    `.sourceArn: a wildcard outside the resource part, got ${JSON.stringify(sourceArn)}; ` +
      "allowed a wildcard in the resource part only; fix service, region and account",
  ];
  const noAccountIn = (sourceArn: string): [object, string] => [
    { ...CLOUDTRAIL, sourceArn },
    `.sourceArn: an ARN without account, got ${JSON.stringify(sourceArn)}; allowed an ARN that names the account; ` +
      "put the account in",
  ];
  const noAccount = (sourceAccount: unknown): [object, string] => [
    { ...CLOUDTRAIL, sourceAccount },
    `.sourceAccount: not an account id, got ${JSON.stringify(sourceAccount)}; allowed twelve digits; give them as text`,
  ];
  const noAccess = (access: unknown, got: string): [object, string] => [
    { ...BACKUP, access },
    `.access: not known for this service, got ${got}; allowed Encrypt, Decrypt, EncryptDecrypt; ` +
      "say what it does with the key",
  ];
  const known = (name: string, entry: object): [object, string] => [
    { ...entry, access: "Encrypt" },
    `.access: what ${name} needs is known, got "Encrypt"; allowed only for services that are not known; leave it out`,
  ];
  const refused: [object, string][] = [
    noPrincipal(undefined),
    noPrincipal(["cloudtrail.amazonaws.com"]),
    noPrincipal("cloudtrail"),
    noPrincipal("*.amazonaws.com"),
    noPrincipal("/cloudtrail.amazonaws.com"),
    noPrincipal("amazonaws.com"),
    noPrincipal("cloudtrail.amazonaws.com.cn.org"),
    noPrincipal("cloudtrail.amazonaws.com.org"),
    noPrincipal("a..amazonaws.com"),
    noPrincipal("a.*.amazonaws.com"),
    noPrincipal("cloudtrail-amazonaws.com"),
    [
      { ...CLOUDTRAIL, sourceARN: TRAIL },
      '.sourceARN: no such field, got "sourceARN"; allowed service, access, sourceArn, sourceAccount; check the spelling',
    ],
    [
      { ...BACKUP, service: "logging.s3.amazonaws.com" },
      '.service: S3 delivers no access logs into an SSE-KMS bucket, got "logging.s3.amazonaws.com"; ' +
        "allowed another service; log into a bucket with SSE-S3",
    ],
    known("CloudTrail", CLOUDTRAIL),
    known("Config", { ...BACKUP, service: "config.amazonaws.com" }),
    known("S3Inventory", INVENTORY),
    known("CloudFront", { ...BACKUP, service: "cloudfront.amazonaws.com" }),
    known("LogDelivery", { ...BACKUP, service: "delivery.logs.amazonaws.com" }),
    noAccess(undefined, "undefined"),
    noAccess("encrypt", '"encrypt"'),
    noArn("management"),
    noArn(7),
    noArn([TRAIL]),
    wildcard(TRAIL.replace("arn:aws", "arn:*")),
    wildcard(TRAIL.replace("cloudtrail", "cloud?rail")),
    wildcard(TRAIL.replace("eu-central-1", "${aws:RequestedRegion}")),
    wildcard(TRAIL.replace(ACCOUNT, "*")),
    noAccountIn(TRAIL.replace(ACCOUNT, "")),
    noAccountIn(TRAIL.replace(ACCOUNT, "11112222333")),
    noAccountIn(TRAIL.replace(ACCOUNT, "1111222233334")),
    noAccountIn(TRAIL.replace(ACCOUNT, "a111122223333")),
    noAccount("11112222333"),
    noAccount("1111222233334"),
    noAccount("a111122223333"),
    noAccount(null),
    [
      { service: "cloudtrail.amazonaws.com" },
      ": no source condition, so any customer of the service could have it use the key, " +
        'got "cloudtrail.amazonaws.com"; allowed sourceArn, sourceAccount or both; name the resource that it works for',
    ],
    [
      { service: "s3.amazonaws.com" },
      ": no source condition, so any customer of the service could have it use the key, " +
        'got "s3.amazonaws.com"; allowed sourceArn, sourceAccount or both; name the resource that it works for',
    ],
    [
      { ...INVENTORY, sourceAccount: undefined },
      '.sourceAccount: missing, and the ARN of a bucket names no account, got "arn:aws:s3:::listed"; ' +
        "allowed twelve digits; give the account of the listed bucket",
    ],
  ];
  for (const [service, rest] of refused) {
    it(`may not hold ${JSON.stringify(service)}`, () => {
      assert.deepEqual(linesOf([CLOUDTRAIL, service]), [`key.services[1]${rest}`]);
    });
  }
});
