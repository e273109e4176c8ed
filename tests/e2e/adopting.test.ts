import assert from "node:assert/strict";
import { CreateAliasCommand, CreateKeyCommand } from "@aws-sdk/client-kms";
import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { bucketsOf, keysOf } from "./inventory";
import { provisioner, refusesOtherEncryption } from "./deployed";
import { engine } from "./run";
import { makeStack, type TestStack } from "./stack";

const NAME = "adopted-by-the-component";

describe("moving an existing bucket and key into the component", () => {
  let stack: TestStack;
  let keyId: string;
  let keyArn: string;

  before(async () => {
    const { s3, kms } = provisioner();
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: NAME }));
    [keyId, keyArn] = [KeyMetadata?.KeyId ?? "", KeyMetadata?.Arn ?? ""];
    await kms.send(new CreateAliasCommand({ AliasName: `alias/${NAME}`, TargetKeyId: keyId }));
    const place = { LocationConstraint: "eu-central-1" as const };
    await s3.send(new CreateBucketCommand({ Bucket: NAME, CreateBucketConfiguration: place }));
    await s3.send(new PutObjectCommand({ Bucket: NAME, Key: "from-before", Body: "kept" }));
    const onlyTls = {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [`arn:aws:s3:::${NAME}`, `arn:aws:s3:::${NAME}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [onlyTls] });
    await s3.send(new PutBucketPolicyCommand({ Bucket: NAME, Policy: policy }));
    const ids = {
      "aws:kms/key:Key": keyId,
      "aws:kms/alias:Alias": `alias/${NAME}`,
      "aws:s3/bucket:Bucket": NAME,
      "aws:s3/bucketPolicy:BucketPolicy": NAME,
      "aws:kms/keyPolicy:KeyPolicy": keyId,
    };
    const settings = { bucket: NAME, description: NAME, alias: NAME, import: ids };
    stack = await makeStack(engine(), "adopting", "adopting", settings);
  });

  it("takes over key, alias, bucket and both policies in one up, and changes none of them", async () => {
    const { changes, said } = await stack.up();
    const { import: imported, create, ...others } = changes;
    assert.deepEqual(others, {}, said);
    assert.equal(imported, 5, said);
    // The stack, the component, and the settings that the bucket did not have.
    assert.equal(create, 6, said);
    assert.equal(await stack.output("bucketName"), NAME);
    assert.equal(await stack.output("keyArn"), keyArn);
  });

  it("without the transform, the next up brings what they lack, in place, and the one after it nothing", async () => {
    await stack.configure({ import: undefined });
    const { changes, said } = await stack.up();
    const { same, update, ...others } = changes;
    assert.ok(same);
    assert.deepEqual(others, {}, said);
    // Rotation of the key, and the two policies.
    assert.equal(update, 3, said);
    const { changes: then, said: thenSaid } = await stack.up();
    assert.deepEqual(Object.keys(then), ["same"], thenSaid);
  });

  it("keeps the one key, the one bucket and what was in it, and refuses other encryption from now on", async () => {
    assert.deepEqual(await keysOf(provisioner(), NAME), [{ arn: keyArn, state: "Enabled" }]);
    const [bucket] = await bucketsOf(provisioner(), NAME);
    assert.deepEqual(bucket, { name: NAME, hasPolicy: true, objects: 1 });
    await refusesOtherEncryption(NAME);
  });
});
