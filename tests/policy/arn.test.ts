import assert from "node:assert/strict";
import {
  accountRoot,
  keyArnParts,
  KNOWN_PARTITIONS,
  parseArn,
  parseKeyArn,
  s3ViaService,
} from "../../policy/arn";

const ID = "12345678-90ab-4def-8123-4567890abcde";
const KEY = `arn:aws:kms:eu-central-1:111122223333:key/${ID}`;

describe("an ARN", () => {
  it("is taken apart at its first five colons, the rest is the resource", () => {
    assert.deepEqual(parseArn("arn:aws-cn:sns:cn-north-1:111122223333:topic:a/b"), {
      partition: "aws-cn",
      service: "sns",
      region: "cn-north-1",
      account: "111122223333",
      resource: "topic:a/b",
    });
    assert.deepEqual(parseArn("arn:aws:s3:::reports"), {
      partition: "aws",
      service: "s3",
      region: "",
      account: "",
      resource: "reports",
    });
  });

  for (const text of [
    "",
    "arn",
    "arn:aws:s3::",
    "arn:aws:s3:::",
    "arn:aws:s3:::a\nb",
    "urn:aws:s3:::b",
    " arn:aws:s3:::b",
  ]) {
    it(`is not "${text}"`, () => assert.equal(parseArn(text), undefined));
  }
});

describe("the ARN of a KMS key", () => {
  const keys = [
    KEY,
    "arn:aws:kms:eu-central-1:111122223333:key/mrk-1234567890abcdef1234567890abcdef",
    `arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/${ID}`,
  ];
  for (const arn of keys) {
    it(`is ${arn}`, () => {
      assert.equal(parseKeyArn(arn)?.account, "111122223333");
      assert.deepEqual(keyArnParts(arn), parseArn(arn));
    });
  }

  const others: [string, string][] = [
    ["a bare id", ID],
    ["an alias", "arn:aws:kms:eu-central-1:111122223333:alias/reports"],
    ["another service's", KEY.replace(":kms:", ":s3:")],
    ["one without region", KEY.replace("eu-central-1", "")],
    ["one without account", KEY.replace("111122223333", "")],
    ["one whose account has thirteen digits", KEY.replace("111122223333", "1111222233334")],
    ["one whose account begins with a letter", KEY.replace("111122223333", "a111122223333")],
    ["one that ends too early", KEY.slice(0, -1)],
    ["one that goes on after the id", `${KEY}0`],
    ["one with something before key/", KEY.replace("key/", "a/key/")],
    ["one whose id is in capitals", KEY.replace(ID, ID.toUpperCase())],
    ["one whose multi-Region id is too short", KEY.replace(ID, "mrk-1234567890abcdef")],
    ["one whose multi-Region id has other letters", KEY.replace(ID, `mrk-${"g".repeat(32)}`)],
  ];
  for (const group of ["12345678", "90ab", "4def", "8123", "4567890abcde"]) {
    others.push([`one without the group ${group} of its id`, KEY.replace(group, group.slice(1))]);
    others.push([`one whose group ${group} has other letters`, KEY.replace(group, "g".repeat(group.length))]);
  }
  for (const [what, arn] of others) {
    it(`is not ${what}`, () => {
      assert.equal(parseKeyArn(arn), undefined);
      assert.throws(() => keyArnParts(arn), { message: `not a KMS key ARN: ${arn}` });
    });
  }
});

describe("partitions", () => {
  it("are AWS's own, GovCloud and China", () => {
    assert.deepEqual(KNOWN_PARTITIONS, ["aws", "aws-us-gov", "aws-cn"]);
  });

  const viaService: [string, string, string[]][] = [
    ["aws", "eu-central-1", ["s3.eu-central-1.amazonaws.com"]],
    ["aws-us-gov", "us-gov-west-1", ["s3.us-gov-west-1.amazonaws.com"]],
    ["aws-cn", "cn-north-1", ["s3.cn-north-1.amazonaws.com.cn", "s3.cn-north-1.amazonaws.com"]],
    ["aws-iso", "us-iso-east-1", ["s3.us-iso-east-1.amazonaws.com"]],
  ];
  for (const [partition, region, values] of viaService) {
    it(`S3 in ${partition} calls KMS as ${values.join(" or ")}`, () => {
      const key = keyArnParts(`arn:${partition}:kms:${region}:111122223333:key/${ID}`);
      assert.deepEqual(s3ViaService(key), values);
    });
  }

  it("stand in the ARN of an account's root", () => {
    assert.equal(accountRoot("aws-cn", "111122223333"), "arn:aws-cn:iam::111122223333:root");
  });
});
