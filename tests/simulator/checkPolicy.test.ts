import assert from "node:assert/strict";
import { bucketPolicy } from "../../policy/bucketPolicy";
import { Encryption, Enforcement } from "../../policy/choices";
import type { Conditions, Statement } from "../../policy/document";
import { checkPolicy } from "../../simulator/checkPolicy";
import {
  ALGORITHM,
  BUCKET,
  check,
  deny,
  KEY,
  KEY_ID,
  mistake,
  OTHER,
  verdict,
} from "../support/checkedPolicies";

describe("checking a bucket policy", () => {
  describe("the component's own policies pass, each by what it promises", () => {
    for (const enforcement of [
      Enforcement.EffectiveKey,
      Enforcement.RequireHeaders,
      Enforcement.DeclaredKeyOnly,
    ]) {
      for (const encryption of Object.values(Encryption)) {
        it(`${enforcement} with ${encryption}`, () => {
          const document = bucketPolicy({
            bucketArn: BUCKET,
            keyArn: KEY,
            encryption,
            enforcement,
            minimumTlsVersion: 1.2,
          });
          const result = checkPolicy(document, { bucketArn: BUCKET, keyArn: KEY, enforcement });
          const wrong = result.uploads.filter((upload) => upload.verdict !== "as it should");
          assert.deepEqual(
            wrong.map((upload) => upload.case),
            [],
          );
          assert.equal(result.algorithm, encryption);
          assert.equal(result.passes, true);
        });
      }
    }

    it("and RequireHeaders does not, where clients may rely on the default", () => {
      const document = bucketPolicy({
        bucketArn: BUCKET,
        keyArn: KEY,
        encryption: Encryption.Kms,
        enforcement: Enforcement.RequireHeaders,
        minimumTlsVersion: 1.2,
      });
      const result = checkPolicy(document, { bucketArn: BUCKET, keyArn: KEY, enforcement: "EffectiveKey" });
      assert.equal(verdict(result, "put-silent"), "refused");
      assert.equal(mistake(result, "header-demanded").sid, "DenyMissingEncryptionHeader");
    });
  });

  it("a policy that only takes what its repairs say passes: they are enough, and none refuses a right upload", () => {
    const first = check([deny({ StringEquals: { [ALGORITHM]: "none" } })]);
    const repairs = first.mistakes.map(({ repair }) => repair).filter((text) => text.includes("{"));
    const added = repairs.map((text) => JSON.parse(text.slice(text.indexOf("{"))) as Statement);
    const result = check(added);
    assert.deepEqual(
      result.uploads.filter((upload) => upload.verdict !== "as it should"),
      [],
    );
  });

  it("lets an upload through under one hypothesis only: that is let through", () => {
    const result = check([deny({ Null: { [KEY_ID]: "true" } })]);
    const upload = result.uploads.find((one) => one.case === "put-no-key");
    assert.deepEqual(upload?.decision, { effectiveKey: "allow", headerOnly: "deny" });
    assert.equal(upload.verdict, "let through");
    assert.equal(upload.endsUpUnder, "the AWS managed key");
  });

  it("an object under the uploader's own key is not called SSE-S3", () => {
    const upload = check([deny({ Null: { [KEY_ID]: "false" } })]).uploads.find(
      (one) => one.case === "put-sse-c",
    );
    assert.equal(upload?.endsUpUnder, "a key of the uploader");
  });

  it("a second key that the policy lists is tried as such", () => {
    const result = check([deny({ StringNotEquals: { [KEY_ID]: [KEY, OTHER] } })]);
    assert.equal(verdict(result, "put-another-key"), "as it should");
    assert.equal(verdict(result, "put-listed-key-1"), "let through");
    assert.deepEqual(mistake(result, "key-not-by-its-arn").shownBy, ["put-listed-key-1"]);
  });

  it("the policy that guards a prefix only does not pass for the bucket, whatever the prefix", () => {
    const result = check([deny({ StringNotEquals: { [KEY_ID]: KEY } }, { Resource: `${BUCKET}/reports/*` })]);
    assert.equal(verdict(result, "put-another-key"), "let through");
    assert.equal(mistake(result, "not-every-object").sid, "S");
  });

  describe("what is not about encryption or transport", () => {
    const elsewhere = deny(
      { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
      { Sid: "OnlyFromVpc", Action: "s3:*" },
    );

    it("is set aside by name, so that it hides nothing", () => {
      const result = check([elsewhere]);
      assert.deepEqual(result.setAside, ["OnlyFromVpc"]);
      assert.equal(verdict(result, "put-key-arn"), "as it should");
      assert.equal(verdict(result, "put-another-key"), "let through");
    });

    it("is judged where it stands beside an encryption key in one statement", () => {
      const both = deny({ StringNotEquals: { "aws:PrincipalType": "Service", [KEY_ID]: KEY } });
      assert.deepEqual(check([both]).setAside, []);
    });

    it("is judged where it has no condition: it refuses everybody", () => {
      const result = check([deny({}, { Condition: {} })]);
      assert.deepEqual(result.setAside, []);
      assert.equal(verdict(result, "put-key-arn"), "refused");
    });
  });

  describe("what the simulator does not know is named and never passes", () => {
    const good = (): Statement[] =>
      bucketPolicy({
        bucketArn: BUCKET,
        keyArn: KEY,
        encryption: Encryption.Kms,
        enforcement: Enforcement.EffectiveKey,
        minimumTlsVersion: 1.2,
      }).Statement;
    const unknown = (change: Statement[], Version = "2012-10-17"): string[] => {
      const document = { Version, Statement: [...good(), ...change] };
      const result = checkPolicy(document, { bucketArn: BUCKET, keyArn: KEY, enforcement: "EffectiveKey" });
      assert.equal(result.passes, false);
      assert.deepEqual(result.uploads, []);
      return result.unknown;
    };

    it("operators and keys, all of them at once", () => {
      const found = unknown([
        deny({ DateLessThan: { "aws:CurrentTime": "2030-01-01" } }, { Sid: "A" }),
        deny({ StringEquals: { "foo:bar": "x" } }, { Sid: "B" }),
        { ...deny({ StringEquals: { "foo:bar": "x" } }), Sid: undefined } as unknown as Statement,
      ]);
      assert.equal(found.length, 3);
      assert.match(found[0] ?? "", /aws:CurrentTime|DateLessThan/);
      assert.equal(found[1], "condition key foo:bar in statement B");
      assert.equal(found[2], `condition key foo:bar in statement Statement[${good().length + 2}]`);
    });

    it("also in a statement that would be set aside", () => {
      assert.equal(unknown([deny({ StringEquals: { "saml:aud": "x" } })]).length, 1);
    });

    it("a policy variable where the version reads it as a plain text", () => {
      const variable = deny({ StringEquals: { "aws:PrincipalArn": "${aws:username}" } });
      assert.deepEqual(unknown([variable], "2008-10-17"), [
        "whether ${…} is meant to the letter in a policy of version 2008-10-17 in statement S",
      ]);
    });
  });

  it("names no statement as set aside where something is unknown", () => {
    const { setAside } = check([
      deny({ StringNotEquals: { "aws:SourceVpce": "vpce-1" } }),
      deny({ StringEquals: { "foo:bar": "x" } }),
    ]);
    assert.deepEqual(setAside, []);
  });

  it("does not pass a policy by which one upload goes wrong", () => {
    const { passes, unknown } = check([deny({ StringNotEquals: { [KEY_ID]: KEY } })]);
    assert.deepEqual(unknown, []);
    assert.equal(passes, false);
  });

  describe("the algorithm of the bucket's default", () => {
    const table: [string, Conditions, string][] = [
      ["what the policy demands", { StringNotEquals: { [ALGORITHM]: "aws:kms:dsse" } }, "aws:kms:dsse"],
      [
        "aws:kms where the policy takes both",
        { StringNotEquals: { [ALGORITHM]: ["aws:kms:dsse", "aws:kms"] } },
        "aws:kms",
      ],
      ["aws:kms where it demands another", { StringNotEquals: { [ALGORITHM]: "AES256" } }, "aws:kms"],
      [
        "not what it compares another key with",
        { StringNotEquals: { "aws:Referer": "aws:kms:dsse" } },
        "aws:kms",
      ],
      ["not what it asks by Null", { Null: { [ALGORITHM]: "aws:kms:dsse" } }, "aws:kms"],
    ];
    for (const [what, condition, algorithm] of table) {
      it(`is taken to be ${what}: ${algorithm}`, () => {
        assert.equal(check([deny(condition)]).algorithm, algorithm);
      });
    }
  });

  describe("a second key that the policy lists", () => {
    const listed = (condition: Conditions): string[] =>
      check([deny(condition)])
        .uploads.filter((upload) => upload.case.startsWith("put-listed-key"))
        .map(({ description }) => description);

    it("is tried once, as an upload that names it beside the algorithm", () => {
      const result = check([deny({ StringNotEquals: { [KEY_ID]: [OTHER, KEY, OTHER] } })]);
      const [upload, ...others] = result.uploads.filter((one) => one.case.startsWith("put-listed-key"));
      assert.deepEqual(others, []);
      assert.equal(upload?.description, `upload, naming another key that the policy lists: ${OTHER}`);
      assert.deepEqual(upload.request["headers"], {
        "x-amz-server-side-encryption": "aws:kms",
        "x-amz-server-side-encryption-aws-kms-key-id": OTHER,
      });
      assert.equal(upload.request["caller"], "arn:aws:iam::111122223333:role/any-role-of-the-account");
    });

    const none: [string, Conditions][] = [
      ["a pattern", { StringNotLike: { [KEY_ID]: [KEY, `${OTHER}*`] } }],
      ["what only contains an ARN", { StringNotEquals: { [KEY_ID]: [KEY, `x${OTHER}`] } }],
      ["a value of another condition key", { StringNotEquals: { "aws:SourceArn": OTHER } }],
      ["what Null is given", { Null: { [KEY_ID]: OTHER } }],
      ["an alias", { StringNotEquals: { [KEY_ID]: OTHER.replace(/key\/.*/, "alias/a") } }],
    ];
    for (const [what, condition] of none) {
      it(`is not ${what}`, () => assert.deepEqual(listed(condition), []));
    }
  });

  it("an Allow under a condition of who comes is judged, not set aside", () => {
    const allow = deny({ StringEquals: { "aws:SourceVpce": "vpce-1" } }, { Effect: "Allow" });
    assert.deepEqual(check([allow]).setAside, []);
  });

  it("the refusal of an upload that would end up under SSE-S3 is no fault, whatever the enforcement expects", () => {
    const result = check([deny({ StringNotEquals: { [KEY_ID]: KEY } })], "DeclaredKeyOnly");
    assert.equal(verdict(result, "drift-sse-s3-silent"), "as it should");
    assert.equal(verdict(result, "put-silent"), "refused");
  });

  it("judges a policy with a variable where the version knows them", () => {
    const { unknown, uploads } = check([
      deny({ StringNotEquals: { [KEY_ID]: KEY } }),
      deny(
        { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/${aws:PrincipalTag/team}" } },
        { Sid: "V" },
      ),
    ]);
    assert.deepEqual(unknown, []);
    assert.ok(uploads.length > 0);
  });
});
