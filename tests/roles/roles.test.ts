import assert from "node:assert/strict";
import { permissionsFor } from "../../cli/verify/permissions";
import { bucketOf } from "../support/buckets";
import { Encryption, Enforcement, KeyUse } from "../../policy/choices";
import { list } from "../../simulator/condition";
import { CALLS, type DeploymentCall, type Target } from "../support/deploymentCalls";
import { mayCall, PUT_IN, type RoleCall, type RoleFile, rolePolicy, roleText } from "../support/roles";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const ALIASED = ["alias/reports-prod"];
const BUCKET = "arn:aws:s3:::reports-bucket-5adbf59";

const OURS: Record<Target, Omit<RoleCall, "action">> = {
  bucket: { resource: BUCKET },
  key: { resource: KEY, aliases: ALIASED },
  alias: { resource: "arn:aws:kms:eu-central-1:111122223333:alias/reports-prod" },
  account: { resource: "*" },
};

/** Who may do what: a role by its files. */
const ROLES = {
  preview: ["preview"],
  deploy: ["preview", "deploy"],
  destroy: ["preview", "deploy", "destroy"],
} as const satisfies Record<string, readonly RoleFile[]>;

const READING = [...CALLS.reading, ...CALLS.readingOfficially];
const DEPLOYING = [...CALLS.deploying, ...CALLS.deployingOfficially];

type Role = keyof typeof ROLES;

/** The actions that a role is not allowed, of those that the calls ask for. */
async function refused(role: Role, calls: readonly DeploymentCall[], change: object = {}): Promise<string[]> {
  const asked = calls.flatMap(({ asks }) => asks);
  const answers = await Promise.all(
    asked.map(async ([action, target]) => {
      const may = await mayCall(ROLES[role], {
        action,
        ...OURS[target],
        ...(target === "key" ? change : {}),
      });
      return may ? [] : [`${action} on ${target}`];
    }),
  );
  return answers.flat();
}

const asked = (calls: readonly DeploymentCall[]): string[] =>
  calls.flatMap(({ asks }) => asks.map(([action, target]) => `${action} on ${target}`));

describe("the roles of the workflows", () => {
  it("preview may read all that a refresh reads, and do nothing else of what the component does", async () => {
    assert.deepEqual(await refused("preview", READING), []);
    const other = [...DEPLOYING, ...CALLS.leaving];
    assert.deepEqual(await refused("preview", other), asked(other));
  });

  it("deploy may do all that an up does, and neither delete nor take apart", async () => {
    assert.deepEqual(await refused("deploy", [...READING, ...DEPLOYING]), []);
    assert.deepEqual(await refused("deploy", CALLS.leaving), asked(CALLS.leaving));
  });

  it("destroy may delete bucket, key and alias besides", async () => {
    assert.deepEqual(await refused("destroy", [...READING, ...DEPLOYING, ...CALLS.leaving]), []);
  });

  it("a key that has no alias yet, as right after CreateKey, may be set up", async () => {
    assert.deepEqual(await refused("deploy", [...READING, ...DEPLOYING], { aliases: [] }), []);
  });

  it("nothing is allowed that no call asks for", () => {
    const written = (["preview", "deploy", "destroy"] as const).flatMap((file) =>
      rolePolicy(file).Statement.flatMap(({ Action = [] }) => list(Action)),
    );
    const needed = Object.values(CALLS).flatMap((calls) =>
      (calls as readonly DeploymentCall[]).flatMap(({ asks }) => asks.map(([action]) => action)),
    );
    assert.deepEqual([...new Set(written)].sort(), [...new Set(needed)].sort());
  });

  for (const administrators of [false, true])
    for (const users of [false, true])
      it(`the key policy with ${administrators ? "" : "no "}administrators and ${users ? "" : "no "}users lets the next deployment through`, async () => {
        const choices = { enforcement: Enforcement.EffectiveKey, encryption: Encryption.Kms };
        const { bucket } = bucketOf({ ...choices, keyUse: KeyUse.ThroughS3, administrators, users });
        const keyPolicy = bucket.keyPolicy;
        assert.ok(keyPolicy);
        for (const { asks } of [...READING, ...DEPLOYING, ...CALLS.leaving] as readonly DeploymentCall[])
          for (const [action, target] of asks)
            if (target === "key")
              assert.ok(await mayCall(ROLES.destroy, { action, ...OURS.key }, keyPolicy), action);
        const use = {
          action: "kms:GenerateDataKey",
          ...OURS.key,
          viaService: "s3.eu-central-1.amazonaws.com",
        };
        assert.equal(await mayCall(ROLES.destroy, use, keyPolicy), false);
      });
});

describe("none of the three roles", () => {
  const object = `${BUCKET}/2026/q3.csv`;
  const foreignKey = { resource: KEY.replace("1234abcd", "99999999"), aliases: ["alias/payroll"] };
  const mixedKey = { resource: KEY, aliases: [...ALIASED, "alias/payroll"] };
  const foreignBucket = { resource: "arn:aws:s3:::payroll" };
  const DANGERS: readonly (RoleCall & { what: string })[] = [
    { what: "reads an object", action: "s3:GetObject", resource: object },
    { what: "writes an object", action: "s3:PutObject", resource: object },
    { what: "deletes an object", action: "s3:DeleteObject", resource: object },
    { what: "deletes a version", action: "s3:DeleteObjectVersion", resource: object },
    { what: "re-encrypts an object", action: "s3:UpdateObjectEncryption", resource: object },
    { what: "takes its own bucket's policy away", action: "s3:DeleteBucketPolicy", resource: BUCKET },
    { what: "opens its own bucket by an ACL", action: "s3:PutBucketAcl", resource: BUCKET },
    { what: "makes a website of its own bucket", action: "s3:PutBucketWebsite", resource: BUCKET },
    { what: "copies its own bucket elsewhere", action: "s3:PutReplicationConfiguration", resource: BUCKET },
    { what: "lists all buckets", action: "s3:ListAllMyBuckets", resource: "*" },
    { what: "reads a foreign bucket's policy", action: "s3:GetBucketPolicy", ...foreignBucket },
    { what: "writes a foreign bucket's policy", action: "s3:PutBucketPolicy", ...foreignBucket },
    { what: "deletes a foreign bucket's policy", action: "s3:DeleteBucketPolicy", ...foreignBucket },
    { what: "deletes a foreign bucket", action: "s3:DeleteBucket", ...foreignBucket },
    { what: "encrypts", action: "kms:Encrypt", ...OURS.key },
    { what: "decrypts", action: "kms:Decrypt", ...OURS.key },
    { what: "makes data keys", action: "kms:GenerateDataKey", ...OURS.key },
    {
      what: "makes data keys through S3",
      action: "kms:GenerateDataKey",
      ...OURS.key,
      viaService: "s3.eu-central-1.amazonaws.com",
    },
    { what: "re-encrypts", action: "kms:ReEncryptFrom", ...OURS.key },
    { what: "grants", action: "kms:CreateGrant", ...OURS.key },
    { what: "disables the key", action: "kms:DisableKey", ...OURS.key },
    { what: "turns rotation off", action: "kms:DisableKeyRotation", ...OURS.key },
    { what: "replicates the key", action: "kms:ReplicateKey", ...OURS.key },
    { what: "makes a key in another region", action: "kms:CreateKey", resource: "*", region: "us-east-1" },
    { what: "writes a foreign key's policy", action: "kms:PutKeyPolicy", ...foreignKey },
    { what: "writes the policy of a key that others name too", action: "kms:PutKeyPolicy", ...mixedKey },
    { what: "reads a foreign key's policy", action: "kms:GetKeyPolicy", ...foreignKey },
    { what: "gives a foreign key an alias of its own", action: "kms:CreateAlias", ...foreignKey },
    { what: "tags a foreign key", action: "kms:TagResource", ...foreignKey },
    { what: "deletes a foreign key", action: "kms:ScheduleKeyDeletion", ...foreignKey },
    {
      what: "moves a foreign alias",
      action: "kms:UpdateAlias",
      resource: "arn:aws:kms:eu-central-1:111122223333:alias/payroll",
    },
    { what: "makes roles", action: "iam:CreateRole", resource: "arn:aws:iam::111122223333:role/reports-x" },
    { what: "passes roles", action: "iam:PassRole", resource: "arn:aws:iam::111122223333:role/Admin" },
    {
      what: "widens itself",
      action: "iam:PutRolePolicy",
      resource: "arn:aws:iam::111122223333:role/Deployer",
    },
    { what: "becomes another", action: "sts:AssumeRole", resource: "arn:aws:iam::111122223333:role/Admin" },
  ];
  for (const { what, ...danger } of DANGERS)
    it(what, async () => {
      for (const files of Object.values(ROLES))
        assert.equal(await mayCall(files, danger), false, files.join());
    });
});

describe("none of the three roles may, on another account's bucket with a like name that lets everybody in", () => {
  const Statement = [{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: BUCKET }] as const;
  const open = { Version: "2012-10-17", Statement: [...Statement] };
  for (const action of ["s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:PutBucketLogging", "s3:DeleteBucket"])
    it(action, async () => {
      const theirs = { action, resource: BUCKET, account: "444455556666" };
      for (const files of Object.values(ROLES)) assert.equal(await mayCall(files, theirs, open), false);
    });
});

describe("the role that verifies", () => {
  const THROUGH_S3 = "s3.eu-central-1.amazonaws.com";
  const ours = permissionsFor({ bucket: "reports-bucket-5adbf59", keyArn: KEY });

  it("may do just what verify --permissions asks for, on this bucket's own objects and through S3", async () => {
    const actions = (document: typeof ours): string[] =>
      document.Statement.flatMap(({ Action = [] }) => list(Action)).sort();
    assert.deepEqual(actions(rolePolicy("verify")), actions(ours));
    for (const { Action = [], Resource = [] } of ours.Statement)
      for (const name of list(Action))
        for (const resource of list(Resource)) {
          for (const action of concrete(name)) {
            const at = { action, resource: resource.replace(/\*$/, "0123/put") };
            const call = action.startsWith("kms:") ? { ...at, aliases: ALIASED, viaService: THROUGH_S3 } : at;
            assert.ok(await mayCall(["verify"], call), action);
          }
        }
  });

  it("may not touch other objects, use the key directly or use other keys", async () => {
    const use = { action: "kms:GenerateDataKey", resource: KEY };
    const refusals: RoleCall[] = [
      { action: "s3:GetObject", resource: `${BUCKET}/2026/q3.csv` },
      { action: "s3:DeleteObject", resource: `${BUCKET}/2026/q3.csv` },
      { action: "s3:PutObject", resource: "arn:aws:s3:::payroll/encrypted-bucket-verify-0/x" },
      { action: "s3:PutBucketPolicy", resource: BUCKET },
      { ...use, aliases: ALIASED },
      { ...use, aliases: ["alias/payroll"], viaService: THROUGH_S3 },
      { ...use, aliases: [], viaService: THROUGH_S3 },
      { action: "kms:PutKeyPolicy", resource: KEY, aliases: ALIASED },
    ];
    for (const refusal of refusals) assert.equal(await mayCall(["verify"], refusal), false, refusal.action);
  });

  /** Actions with an asterisk, by the names that they stand for. */
  function concrete(action: string): string[] {
    const names: Record<string, string[]> = {
      "kms:GenerateDataKey*": ["kms:GenerateDataKey"],
      "kms:ReEncrypt*": ["kms:ReEncryptFrom", "kms:ReEncryptTo"],
    };
    return names[action] ?? [action];
  }
});

describe("each file of .github/roles", () => {
  for (const file of ["preview", "deploy", "destroy", "verify"] as const)
    it(`${file}.json fits a managed policy (6,144 characters) and names all that is to be put in`, () => {
      assert.ok(JSON.stringify(rolePolicy(file)).length <= 6144);
      const capitals = [...roleText(file).matchAll(/\b[A-Z]{2,}\b/g)].map(([name]) => name);
      assert.deepEqual([...new Set(capitals)].sort(), Object.keys(PUT_IN).sort());
    });

  it("together for one role, they fit one managed policy too", () => {
    const together = ROLES.destroy.map((file) => JSON.stringify(rolePolicy(file)).length);
    assert.ok(together.reduce((sum, length) => sum + length) <= 6144);
  });
});
