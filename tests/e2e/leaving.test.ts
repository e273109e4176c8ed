import assert from "node:assert/strict";
import { DescribeKeyCommand, ListAliasesCommand } from "@aws-sdk/client-kms";
import { HeadBucketCommand } from "@aws-sdk/client-s3";
import { deploy, fill, provisioner, refusesOtherEncryption, stillProtected } from "./deployed";
import { protections } from "./protections";
import { engine } from "./run";
import { failureOf } from "./stack";

async function bucketExists(bucket: string): Promise<boolean> {
  return provisioner()
    .s3.send(new HeadBucketCommand({ Bucket: bucket }))
    .then(
      () => true,
      () => false,
    );
}

async function keyState(keyArn: string): Promise<string | undefined> {
  return (await provisioner().kms.send(new DescribeKeyCommand({ KeyId: keyArn }))).KeyMetadata?.KeyState;
}

async function aliasExists(name: string): Promise<boolean> {
  const { Aliases = [] } = await provisioner().kms.send(new ListAliasesCommand({}));
  return Aliases.some((alias) => alias.AliasName === name);
}

describe("leaving: what remains", () => {
  it("with Destroy: nothing, the key in its deletion window", async () => {
    const there = await deploy("leave-destroy", { retention: "Destroy", key: { alias: "leave-destroy" } });
    await there.stack.destroy();
    assert.equal(await bucketExists(there.bucket), false);
    assert.equal(await keyState(there.keyArn), "PendingDeletion");
    assert.equal(await aliasExists("alias/leave-destroy"), false);
  });

  it("with Destroy and forceDestroy: nothing, however full the bucket is", async () => {
    const there = await deploy("leave-force", { retention: "Destroy", forceDestroy: true });
    await fill(there);
    await there.stack.destroy();
    assert.equal(await bucketExists(there.bucket), false);
  });

  it("with Retain: everything, untouched, without a single call", async () => {
    const there = await deploy("leave-retain", { retention: "Retain", key: { alias: "leave-retain" } });
    await fill(there);
    const run = await there.stack.destroy();
    assert.equal(run.mutating, 0);
    await stillProtected(there);
    assert.equal(await aliasExists("alias/leave-retain"), true);
  });

  it("with Protect: destroy refuses, names a resource, and calls nothing", async () => {
    const there = await deploy("leave-protect", {});
    engine().proxy.reset();
    assert.match(await failureOf(there.stack.destroy()), /protected/);
    assert.equal(
      engine()
        .proxy.calls()
        .filter((call) => call.mutating).length,
      0,
    );
    await stillProtected(there);
  });

  it("with Protect: taking the component out of the program refuses too", async () => {
    const there = await deploy("leave-removed", {});
    await there.stack.configure({ args: undefined });
    assert.match(await failureOf(there.stack.up()), /protect/);
    await stillProtected(there);
  });
});

describe("leaving: a bucket that is not empty", () => {
  it("destroy fails, with every protection still in force; emptied, it converges", async () => {
    const there = await deploy("full-destroy", { retention: "Destroy" });
    await fill(there);
    assert.match(await failureOf(there.stack.destroy()), /BucketNotEmpty/);
    await stillProtected(there);
    await there.stack.configure({ args: { retention: "Destroy", forceDestroy: true } });
    await there.stack.up();
    await there.stack.destroy();
    assert.equal(await bucketExists(there.bucket), false);
    assert.equal(await keyState(there.keyArn), "PendingDeletion");
  });

  it("rename fails, with every protection still in force on the old bucket", async () => {
    const there = await deploy("full-rename", { retention: "Destroy", bucketName: "before-the-rename" });
    await fill(there);
    await there.stack.configure({ args: { retention: "Destroy", bucketName: "after-the-rename" } });
    assert.match(await failureOf(there.stack.up()), /BucketNotEmpty/);
    const now = await protections(provisioner(), there.bucket, there.keyArn);
    // The key policy too: had it moved to the new bucket, nobody could read the old one's objects any more.
    assert.deepEqual(now, there.before);
    assert.equal(await bucketExists("after-the-rename"), false);
    await refusesOtherEncryption(there.bucket);
  });

  it("rename under Protect refuses before it makes anything", async () => {
    const there = await deploy("protect-rename", { bucketName: "protected-before" });
    await there.stack.configure({ args: { bucketName: "protected-after" } });
    assert.match(await failureOf(there.stack.up()), /protect/);
    await stillProtected(there);
    assert.equal(await bucketExists("protected-after"), false);
  });
});
