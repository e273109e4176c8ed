import assert from "node:assert/strict";
import { checkExistingKeyArn, checkKeyRegion } from "../../policy/existingKey";
import { formatIssue } from "../../policy/issue";

const ID = "12345678-90ab-4def-8123-4567890abcde";
const MULTI_REGION_ID = "mrk-1234567890abcdef1234567890abcdef";
const KEY = `arn:aws:kms:eu-central-1:111122223333:key/${ID}`;
const ALLOWED = "the full ARN of a key: arn:<partition>:kms:<region>:<account>:key/<id>";

describe("the ARN of an existing key", () => {
  for (const arn of [KEY, KEY.replace(ID, MULTI_REGION_ID), KEY.replace("arn:aws:", "arn:aws-us-gov:")]) {
    it(`may be ${arn}`, () => assert.deepEqual(checkExistingKeyArn(arn, "k"), []));
  }

  const ALIAS = "an alias, which S3 looks up in the account of whoever uploads";
  const BEHIND = "give the ARN of the key behind it: aws kms describe-key --key-id <alias>";
  const BARE = "a bare key id, which other accounts do not know";
  const COPY = "copy it from the key's page in the console";
  const refused: [string, unknown, string, string, string][] = [
    ["a number", 7, "7", "not a key ARN", "give the key's ARN as text"],
    ["the name of an alias", "alias/a", '"alias/a"', ALIAS, BEHIND],
    [
      "the ARN of an alias",
      "arn:aws:kms:eu-central-1:111122223333:alias/a",
      '"arn:aws:kms:eu-central-1:111122223333:alias/a"',
      ALIAS,
      BEHIND,
    ],
    ["a bare id", ID, `"${ID}"`, BARE, "give the key's full ARN"],
    ["a bare multi-Region id", MULTI_REGION_ID, `"${MULTI_REGION_ID}"`, BARE, "give the key's full ARN"],
    ["a key without its id", KEY.replace(ID, ""), `"${KEY.replace(ID, "")}"`, "not a key ARN", COPY],
    ["an id with something in front", `x${ID}`, `"x${ID}"`, "not a key ARN", COPY],
    ["an id with something behind", `${ID}/x`, `"${ID}/x"`, "not a key ARN", COPY],
    ["the ARN of a bucket", "arn:aws:s3:::b", '"arn:aws:s3:::b"', "not a key ARN", COPY],
    [
      "a key of an unknown partition",
      KEY.replace("arn:aws:", "arn:aws-iso:"),
      `"${KEY.replace("arn:aws:", "arn:aws-iso:")}"`,
      "an unknown partition",
      "use aws, aws-us-gov, aws-cn",
    ],
  ];
  for (const [what, value, got, problem, fix] of refused) {
    it(`may not be ${what}`, () => {
      assert.deepEqual(checkExistingKeyArn(value, "key.existingKeyArn").map(formatIssue), [
        `key.existingKeyArn: ${problem}, got ${got}; allowed ${ALLOWED}; ${fix}`,
      ]);
    });
  }
});

describe("the region of an existing key", () => {
  it("is the bucket's", () => {
    assert.deepEqual(checkKeyRegion(KEY, "eu-central-1", "k"), []);
    assert.deepEqual(checkKeyRegion(KEY, "us-east-1", "key.existingKeyArn").map(formatIssue), [
      "key.existingKeyArn: a key of eu-central-1, while the bucket stands in us-east-1, " +
        `got "${KEY}"; allowed a key of us-east-1; use a key of that region, or make the bucket in the key's`,
    ]);
  });

  it("is not asked of what is no ARN, which is refused for that", () => {
    assert.deepEqual(checkKeyRegion("alias/a", "us-east-1", "k"), []);
  });
});
