import assert from "node:assert/strict";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { deploy, type Deployed, provisioner } from "./deployed";
import { createUser } from "./users";

/** One option after the other, in place: how many children are made, updated or removed. */
interface Step {
  readonly what: string;
  readonly args: object;
  readonly changes: Readonly<Record<string, number>>;
}

const someone = "arn:aws:iam::123456789012:user/option-user";
const admin = "arn:aws:iam::123456789012:user/option-admin";

/** Each step keeps what the ones before it set. */
const STEPS: readonly Step[] = [
  { what: "key.description", args: { key: { description: "other" } }, changes: { update: 1 } },
  { what: "key.rotationPeriodInDays", args: { key: { rotationPeriodInDays: 90 } }, changes: { update: 1 } },
  { what: "key.deletionWindowInDays", args: { key: { deletionWindowInDays: 7 } }, changes: { update: 1 } },
  // The component shows its choices as inputs of its own; a change of one is an update of the component.
  { what: "key.administrators", args: { key: { administrators: [admin] } }, changes: { update: 2 } },
  { what: "key.users", args: { key: { users: [someone] } }, changes: { update: 2 } },
  { what: "key.use", args: { key: { use: "Anywhere" } }, changes: { update: 2 } },
  { what: "bucketKeyEnabled", args: { bucketKeyEnabled: false }, changes: { update: 1 } },
  { what: "encryption", args: { encryption: "aws:kms:dsse" }, changes: { update: 3 } },
  { what: "enforcement", args: { enforcement: "RequireHeaders" }, changes: { update: 2 } },
  { what: "minimumTlsVersion", args: { minimumTlsVersion: 1.3 }, changes: { update: 1 } },
  { what: "versioning", args: { versioning: false }, changes: { update: 1 } },
  { what: "forceDestroy", args: { forceDestroy: true }, changes: { update: 1 } },
  { what: "tags", args: { tags: { team: "reports" } }, changes: { update: 2 } },
  {
    what: "abortIncompleteMultipartUploadAfterDays",
    args: { abortIncompleteMultipartUploadAfterDays: 7 },
    changes: { create: 1 },
  },
  {
    what: "expireNoncurrentVersionsAfterDays",
    args: { expireNoncurrentVersionsAfterDays: 30 },
    changes: { update: 1 },
  },
  { what: "accessLogs", args: { accessLogs: { bucket: "option-logs" } }, changes: { create: 1 } },
  {
    what: "accessLogs.prefix",
    args: { accessLogs: { bucket: "option-logs", prefix: "there/" } },
    changes: { update: 1 },
  },
];

describe("every option that can change does so in place", () => {
  let there: Deployed;
  let args: { key: object } = { key: {} };

  before(async () => {
    await createUser(provisioner().iam, "option-user", []);
    await createUser(provisioner().iam, "option-admin", []);
    await provisioner().s3.send(new CreateBucketCommand({ Bucket: "option-logs", ...place }));
    args = { ...args, ...{ retention: "Destroy" } };
    there = await deploy("options", args);
  });

  for (const step of STEPS) {
    it(step.what, async () => {
      const key = { ...args.key, ...("key" in step.args ? (step.args.key as object) : {}) };
      args = { ...args, ...step.args, key };
      await there.stack.configure({ args });
      const { changes, said } = await there.stack.up();
      const { same, ...changed } = changes;
      assert.ok(same);
      assert.deepEqual(changed, step.changes, said);
    });
  }

  it("key.alias: another alias takes the place of the first, and the key stays", async () => {
    const key = { ...args.key, alias: "options-renamed" };
    await there.stack.configure({ args: { ...args, key } });
    const { changes, said } = await there.stack.up();
    const { same, ...changed } = changes;
    assert.ok(same);
    assert.deepEqual(changed, { replace: 1 }, said);
    assert.equal(await there.stack.output("keyAlias"), "alias/options-renamed");
    args = { ...args, key };
  });

  it("with all of them set, a refresh sees no drift", async () => {
    const quiet = await there.stack.refresh();
    assert.deepEqual(Object.keys(quiet.changes), ["same"], quiet.said);
  });

  it("taking the days and the logs away takes the settings away", async () => {
    const kept = Object.entries(args).filter(([name]) => !/AfterDays$|^accessLogs$/.test(name));
    await there.stack.configure({ args: Object.fromEntries(kept) });
    const { changes } = await there.stack.up();
    assert.equal(changes["delete"], 2);
  });

  it("and it all is still the same key and bucket", async () => {
    assert.equal(await there.stack.output("keyArn"), there.keyArn);
    assert.equal(await there.stack.output("bucketName"), there.bucket);
    await there.stack.destroy();
  });
});

const place = { CreateBucketConfiguration: { LocationConstraint: "eu-central-1" as const } };
