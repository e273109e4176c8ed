import assert from "node:assert/strict";
import { computedOutputs } from "../../../cli/preview/awsOutputs";
import { placeIn } from "../../../cli/preview/place";

const IRELAND = placeIn("eu-west-1");

describe("invented outputs", () => {
  it("are the same for the same resource and differ for another", () => {
    const key = (urn: string): unknown =>
      computedOutputs("aws:kms/key:Key", "key", {}, IRELAND, urn)["keyId"];
    assert.equal(key("a"), key("a"));
    assert.notEqual(key("a"), key("b"));
  });

  it("give a key an id in AWS's form and an ARN that ends in it", () => {
    const { id, keyId, arn } = computedOutputs("aws:kms/key:Key", "key", {}, IRELAND);
    assert.match(String(id), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.equal(keyId, id);
    assert.equal(arn, `arn:aws:kms:eu-west-1:123456789012:key/${String(id)}`);
  });

  it("give a multi-Region key an id that starts with mrk-", () => {
    const { id } = computedOutputs("aws:kms/key:Key", "key", { multiRegion: true }, IRELAND);
    assert.match(String(id), /^mrk-[0-9a-f]{32}$/);
  });

  it("name an alias that has no name, and point it at its key's ARN", () => {
    const { id, name, targetKeyArn } = computedOutputs(
      "aws:kms/alias:Alias",
      "a",
      { targetKeyId: "k" },
      IRELAND,
    );
    assert.match(String(name), /^alias\/a-[0-9a-f]{7}$/);
    assert.equal(id, name);
    assert.equal(targetKeyArn, "arn:aws:kms:eu-west-1:123456789012:key/k");
  });

  it("keep the name a bucket was given, and name the others in lower case", () => {
    assert.equal(
      computedOutputs("aws:s3/bucket:Bucket", "B", { bucket: "mine" }, IRELAND)["arn"],
      "arn:aws:s3:::mine",
    );
    assert.match(String(computedOutputs("aws:s3/bucket:Bucket", "B", {}, IRELAND)["id"]), /^b-[0-9a-f]{7}$/);
  });

  it("give settings of a bucket its name as their id", () => {
    const { id } = computedOutputs(
      "aws:s3/bucketVersioning:BucketVersioning",
      "v",
      { bucket: "mine" },
      IRELAND,
    );
    assert.equal(id, "mine");
  });

  it("follow the partition: ARNs and host names in China and GovCloud", () => {
    const china = computedOutputs("aws:s3/bucket:Bucket", "b", { bucket: "mine" }, placeIn("cn-north-1"));
    assert.equal(china["arn"], "arn:aws-cn:s3:::mine");
    assert.equal(china["bucketRegionalDomainName"], "mine.s3.cn-north-1.amazonaws.com.cn");
    const role = computedOutputs("aws:iam/role:Role", "r", { name: "r" }, placeIn("us-gov-west-1"));
    assert.equal(role["arn"], "arn:aws-us-gov:iam::123456789012:role/r");
  });

  it("give any other AWS resource an ARN, and a resource of another provider just an id", () => {
    const other = computedOutputs("aws:ecs/cluster:Cluster", "c", { name: "c" }, IRELAND);
    assert.deepEqual(other, { id: "c", arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/c" });
    assert.deepEqual(Object.keys(computedOutputs("random:index/randomPet:RandomPet", "p", {}, IRELAND)), [
      "id",
    ]);
  });
});
