import assert from "node:assert/strict";
import { GetBucketPolicyCommand, HeadBucketCommand } from "@aws-sdk/client-s3";
import { DescribeKeyCommand } from "@aws-sdk/client-kms";
import { say } from "../progress";
import { upload } from "../upload";
import { type AccountRun, startAccountRun } from "./accountRun";

/** The same life as on the emulator, on an account of AWS, with `verify` as the judge. */
describe("on an AWS account", () => {
  let run: AccountRun;
  let bucket: string;
  let keyArn: string;

  before(async () => {
    run = await startAccountRun();
  });
  after("everything is taken away, whatever went wrong", () => run?.stop());

  it("one up makes it all", async () => {
    const { summary } = await run.stack.up();
    assert.deepEqual(summary.resourceChanges, { create: 11 });
    const outputs = await run.stack.outputs();
    [bucket, keyArn] = [String(outputs["bucketName"]?.value), String(outputs["keyArn"]?.value)];
    assert.ok(bucket.startsWith(run.name));
  });

  it("a second up and a refresh change nothing", async () => {
    const { summary } = await run.stack.up();
    assert.deepEqual(summary.resourceChanges, { same: 11 });
    const refreshed = await run.stack.refresh();
    assert.deepEqual(Object.keys(refreshed.summary.resourceChanges ?? {}), ["same"]);
  });

  it("the policy is there, and another encryption is refused", async () => {
    const { Policy } = await run.s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
    assert.match(Policy ?? "", /DenyUploadIfNotSSEKMSEncrypted/);
    assert.equal(await upload(run.s3, bucket, { ServerSideEncryption: "AES256" }), "refused");
    const ours = { ServerSideEncryption: "aws:kms", SSEKMSKeyId: keyArn } as const;
    assert.equal(await upload(run.s3, bucket, ours), "accepted");
  });

  it("verify finds every case as promised, and says which hypotheses the account shows", async () => {
    const { code, document } = await run.verify(bucket, keyArn);
    say(`      hypotheses: ${JSON.stringify(document.hypotheses)}`);
    assert.deepEqual(
      document.cases.filter(({ holds }) => !holds),
      [],
    );
    assert.equal(code, 0);
  });

  it("destroy deletes the bucket and lets the key wait for its deletion", async () => {
    await run.stack.destroy();
    await assert.rejects(run.s3.send(new HeadBucketCommand({ Bucket: bucket })));
    const { KeyMetadata } = await run.kms.send(new DescribeKeyCommand({ KeyId: keyArn }));
    assert.equal(KeyMetadata?.KeyState, "PendingDeletion");
  });
});
