import assert from "node:assert/strict";
import type { Verdict } from "../../simulator/judge";
import { reasonFor } from "../../simulator/reason";

const refused = (...decidedBy: string[]): Verdict => ({ decision: "deny", decidedBy });
const accepted = (...decidedBy: string[]): Verdict => ({ decision: "allow", decidedBy });

describe("the reason for a result", () => {
  const meanings: [string, string][] = [
    ["DenyUploadIfNotSSEKMSEncrypted", "the key that S3 shows to the policy is not the bucket's key"],
    ["DenyOtherEncryptionAlgorithms", "the upload names another algorithm"],
    ["DenyCustomerProvidedKeys", "the upload brings a key of its own"],
    ["DenyReencryptionUnderOtherKeys", "the object would end up under another key"],
    ["DenyInsecureTransport", "the request does not come over TLS"],
    ["DenyOutdatedTls", "the TLS version is too old"],
    ["DenyMissingEncryptionHeader", "the upload does not name its encryption itself"],
    [
      "DenyUndeclaredKey",
      "the upload names the KMS algorithm but no key, so S3 would take the AWS managed key",
    ],
    ["BlockedEncryptionTypes", "S3 blocks keys that customers provide on this bucket"],
    ["KeyPolicy", "no statement of the key policy lets this caller do it"],
    ["NoPermission", "neither IAM nor the bucket policy lets this caller do it"],
    ["IdentityPolicy", "the caller's own IAM policies say so"],
    ["AllowKeyUsers", "the caller is a user of the key"],
    ["AllowKeyUsersToDescribeKey", "users of the key may look at it"],
    ["AllowAccountUseThroughS3", "the account's IAM policies decide who uses the key"],
    ["AllowAccountAdministration", "the account may always manage the key"],
    ["AllowKeyAdministrators", "the caller is an administrator of the key"],
    ["SomebodysOwn", "statement SomebodysOwn applies"],
  ];
  for (const [name, meaning] of meanings) {
    it(`${name} means that ${meaning}`, () => {
      const verdict = accepted(name);
      const reason = reasonFor({ effectiveKey: verdict, headerOnly: verdict }, undefined);
      assert.equal(reason, `accepted: ${meaning}`);
    });
  }

  it("names everything that refuses, and what the case rests on", () => {
    const verdict = refused("DenyInsecureTransport", "Mine");
    assert.equal(
      reasonFor({ effectiveKey: verdict, headerOnly: verdict }, "AWS does not say"),
      "refused: the request does not come over TLS, and statement Mine applies; AWS does not say",
    );
  });

  it("is one for each hypothesis where they differ", () => {
    const verdicts = { effectiveKey: accepted("IdentityPolicy"), headerOnly: refused("Mine") };
    assert.equal(
      reasonFor(verdicts, undefined),
      "accepted: the caller's own IAM policies say so if S3 shows the policy the key it will use; " +
        "refused: statement Mine applies if S3 shows it only what the request carries",
    );
  });
});
