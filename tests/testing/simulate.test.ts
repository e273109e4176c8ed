import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { EncryptedBucket } from "../../components";
import { mockAws, policiesOf, settled, simulate, valueOf } from "../../testing";

describe("encrypted-bucket/testing", () => {
  it("tries every kind of request on a bucket made under the mocks", async () => {
    await mockAws();
    const results = await simulate(new EncryptedBucket("reports"));
    assert.ok(results.length > 50);
    assert.deepEqual(
      results.filter(({ holds }) => !holds),
      [],
    );
  });

  it("gives the policies of a bucket, parsed", async () => {
    await mockAws({ region: "cn-north-1" });
    const { bucketPolicy, keyPolicy } = await policiesOf(new EncryptedBucket("reports"));
    assert.equal(bucketPolicy.Id, "RequireSSEKMS");
    assert.match(JSON.stringify(keyPolicy), /arn:aws-cn:iam::123456789012:root/);
  });

  it("lets outputs of the user's own win over the invented ones", async () => {
    await mockAws({ outputs: { "aws:s3/bucket:Bucket": { arn: "arn:aws:s3:::mine" } } });
    assert.equal(await valueOf(new aws.s3.Bucket("b").arn), "arn:aws:s3:::mine");
  });

  it("fails an invoke that nobody has answered, by its token", async () => {
    await mockAws();
    await assert.rejects(
      aws.getCallerIdentity({}),
      /no answer for invoke aws:index\/getCallerIdentity:getCallerIdentity/,
    );
    await mockAws({
      invokes: { "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "111122223333" } },
    });
    assert.equal((await aws.getCallerIdentity({})).accountId, "111122223333");
  });

  it("waits until the last resource is registered", async () => {
    const registered = await mockAws();
    new EncryptedBucket("reports", { accessLogs: { bucket: "access-logs" } });
    await settled();
    assert.equal(registered.at(-1)?.name, "reports-logging");
  });

  it("says what to do when no mocks were set for the bucket", async () => {
    await mockAws();
    const made = new EncryptedBucket("reports");
    await valueOf(made.bucketName);
    await mockAws();
    await assert.rejects(simulate(made), /call mockAws\(\) before the bucket is made/);
  });
});
