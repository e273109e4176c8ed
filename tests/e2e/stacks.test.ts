import assert from "node:assert/strict";
import { DescribeKeyCommand } from "@aws-sdk/client-kms";
import { GetBucketLocationCommand } from "@aws-sdk/client-s3";
import { deploy, provisioner, stillProtected } from "./deployed";

describe("stacks side by side", () => {
  it("two stacks of one program share nothing, and one leaves without the other", async () => {
    const [one, two] = [
      await deploy("side-one", { retention: "Destroy" }),
      await deploy("side-two", { retention: "Destroy" }),
    ];
    assert.notEqual(one.bucket, two.bucket);
    assert.notEqual(one.keyArn, two.keyArn);
    await one.stack.destroy();
    await stillProtected(two);
  });

  it("an explicit provider puts everything into its own region", async () => {
    const there = await deploy("elsewhere", { retention: "Destroy" }, { region: "us-west-2" });
    const { s3, kms } = provisioner("us-west-2");
    assert.equal(there.keyArn.split(":")[3], "us-west-2");
    const location = await s3.send(new GetBucketLocationCommand({ Bucket: there.bucket }));
    assert.equal(location.LocationConstraint, "us-west-2");
    const key = await kms.send(new DescribeKeyCommand({ KeyId: there.keyArn }));
    assert.equal(key.KeyMetadata?.Arn, there.keyArn);
    const again = await there.stack.up();
    assert.deepEqual(Object.keys(again.changes), ["same"]);
    const quiet = await there.stack.refresh();
    assert.deepEqual(Object.keys(quiet.changes), ["same"]);
    await there.stack.destroy();
  });
});
