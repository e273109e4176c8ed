import assert from "node:assert/strict";
import { CASES } from "../../simulator/cases";

const WAYS = ["put", "copy", "post", "multipart-create"];

/* Names stand in JSON output and in other people's scripts. */
const NAMES = {
  uploads: [
    ...WAYS.flatMap((way) => ["silent", "key-arn", "aes256", "another-key"].map((what) => `${way}-${what}`)),
    "put-foreign-key",
    "put-key-id",
    "put-key-alias",
    "put-no-key",
    "put-other-kms-algorithm",
    "put-sse-c",
    "put-without-bucket-key",
    "part-of-silent",
    "part-of-key-arn",
    "complete-silent",
    "complete-key-arn",
  ],
  changes: [
    "reencrypt-key-arn",
    "reencrypt-another-key",
    "reencrypt-sse-s3",
    "drift-sse-s3-silent",
    "drift-another-key-silent",
    "drift-sse-s3-key-arn",
  ],
  transport: ["plain-http", "tls-1-1"].flatMap((how) =>
    ["put", "read", "list"].map((what) => `${what}-${how}`),
  ),
  callers: [
    "user-uploads",
    "user-reads",
    "user-reads-without-bucket-key",
    "administrator-uploads",
    "administrator-reads",
    "unlisted-role-uploads",
    "unlisted-role-reads",
    "role-uploads",
    "role-reads",
    "role-reads-without-bucket-key",
    "other-account-uploads",
    "other-account-reads",
    "anonymous-uploads",
    "anonymous-reads",
  ],
  keyUse: [
    ...["user", "role"].flatMap((who) =>
      ["direct", "other-service", "other-bucket"].flatMap((how) => [
        `${who}-${how}`,
        `${who}-${how}-anywhere`,
      ]),
    ),
    "user-describes-key",
    "user-describes-key-anywhere",
    "outsider-uses-key",
    "outsider-describes-key",
    "administrator-encrypts",
  ],
  keyManagement: ["account", "administrator", "user", "role", "outsider"].flatMap((who) =>
    ["puts-key-policy", "schedules-deletion", "creates-grant"].map((what) => `${who}-${what}`),
  ),
};

describe("the names of the cases", () => {
  it("are these, in this order, and never change", () => {
    assert.deepEqual(
      CASES.map(({ name }) => name),
      Object.values(NAMES).flat(),
    );
  });

  it("stand for what a key policy decides where they are about its callers of the account or about KMS", () => {
    const reachesNoKey = /^(other-account|anonymous)-/;
    assert.deepEqual(
      CASES.filter(({ needsKeyPolicy }) => needsKeyPolicy).map(({ name }) => name),
      [...NAMES.callers.filter((name) => !reachesNoKey.test(name)), ...NAMES.keyUse, ...NAMES.keyManagement],
    );
  });

  it("that end in anywhere are told apart from their others by what the key may be used for", () => {
    for (const { name, description } of CASES.filter((one) => one.name.endsWith("-anywhere"))) {
      const other = CASES.find((one) => `${one.name}-anywhere` === name);
      assert.equal(description, `${other?.description} (key use: anywhere)`);
    }
  });
});
