import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateAliasCommand, CreateKeyCommand } from "@aws-sdk/client-kms";
import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { bucketsOf, keysOf } from "./inventory";
import { provisioner, refusesOtherEncryption } from "./deployed";
import { runCli } from "./plainCli";
import { engine } from "./run";
import { makeStack, type TestStack } from "./stack";

/** What somebody has made without the component: a key, its alias, a bucket with an object and a policy. */
interface Existing {
  readonly name: string;
  readonly keyId: string;
  readonly keyArn: string;
}

async function makeExisting(name: string): Promise<Existing> {
  const { s3, kms } = provisioner();
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: name }));
  const [keyId, keyArn] = [KeyMetadata?.KeyId ?? "", KeyMetadata?.Arn ?? ""];
  await kms.send(new CreateAliasCommand({ AliasName: `alias/${name}`, TargetKeyId: keyId }));
  const place = { LocationConstraint: "eu-central-1" as const };
  await s3.send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration: place }));
  await s3.send(new PutObjectCommand({ Bucket: name, Key: "from-before", Body: "kept" }));
  const onlyTls = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [onlyTls] });
  await s3.send(new PutBucketPolicyCommand({ Bucket: name, Policy: policy }));
  return { name, keyId, keyArn };
}

/** One key, one bucket, what was in it; and another encryption is refused from now on. */
async function tookOver({ name, keyArn }: Existing, stack: TestStack): Promise<void> {
  assert.equal(await stack.output("bucketName"), name);
  assert.equal(await stack.output("keyArn"), keyArn);
  assert.deepEqual(await keysOf(provisioner(), name), [{ arn: keyArn, state: "Enabled" }]);
  assert.deepEqual(await bucketsOf(provisioner(), name), [{ name, hasPolicy: true, objects: 1 }]);
  await refusesOtherEncryption(name);
}

describe("moving an existing bucket and key into the component, by a transform", () => {
  let stack: TestStack;
  let there: Existing;

  before(async () => {
    there = await makeExisting("adopted-by-transform");
    const { name, keyId } = there;
    const ids = {
      "aws:kms/key:Key": keyId,
      "aws:kms/alias:Alias": `alias/${name}`,
      "aws:s3/bucket:Bucket": name,
      "aws:s3/bucketPolicy:BucketPolicy": name,
      "aws:kms/keyPolicy:KeyPolicy": keyId,
    };
    const settings = { bucket: name, description: name, alias: name, import: ids };
    stack = await makeStack(engine(), "adopting", "adopting", settings);
  });

  it("takes over key, alias, bucket and both policies in one up, and changes none of them", async () => {
    const { changes, said } = await stack.up();
    // The stack, the component, and the settings that the bucket did not have.
    assert.deepEqual(changes, { import: 5, create: 6 }, said);
  });

  it("without the transform, the next up brings what they lack, in place, and the one after it nothing", async () => {
    await stack.configure({ import: undefined });
    const { changes, said } = await stack.up();
    const { same, ...others } = changes;
    assert.ok(same);
    // Rotation of the key, and the two policies.
    assert.deepEqual(others, { update: 3 }, said);
    const { changes: then, said: thenSaid } = await stack.up();
    assert.deepEqual(Object.keys(then), ["same"], thenSaid);
  });

  it("keeps the one key, the one bucket and what was in it", () => tookOver(there, stack));
});

describe("moving an existing bucket and key into the component, by pulumi import", () => {
  let stack: TestStack;
  let there: Existing;

  before(async () => {
    there = await makeExisting("adopted-by-import");
    const { name } = there;
    stack = await makeStack(engine(), "importing", "adopting", {
      bucket: name,
      description: name,
      alias: name,
    });
  });

  it("takes over what the file names, under the component", async () => {
    const { name, keyId } = there;
    const resources = [
      { type: "encrypted-bucket:index:EncryptedBucket", name: "data", component: true },
      { type: "aws:kms/key:Key", name: "data-key", parent: "data", id: keyId },
      { type: "aws:kms/alias:Alias", name: "data-alias", parent: "data", id: `alias/${name}` },
      { type: "aws:s3/bucket:Bucket", name: "data-bucket", parent: "data", id: name },
    ];
    const file = join(stack.folder, "import.json");
    writeFileSync(file, JSON.stringify({ resources }));
    const { code, said } = await runCli(engine(), stack, "import", "--file", file, "--generate-code=false")
      .done;
    assert.equal(code, 0, said);
  });

  it("and the next up replaces and deletes nothing", async () => {
    const { changes, said } = await stack.up();
    const { create, update, same, ...others } = changes;
    assert.deepEqual(others, {}, said);
    assert.ok(create && same !== undefined && update, said);
    const { changes: then, said: thenSaid } = await stack.up();
    assert.deepEqual(Object.keys(then), ["same"], thenSaid);
  });

  it("keeps the one key, the one bucket and what was in it", () => tookOver(there, stack));
});
