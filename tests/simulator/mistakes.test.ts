import assert from "node:assert/strict";
import type { Conditions, Statement } from "../../policy/document";
import type { PolicyCheck } from "../../simulator/checkPolicy";
import { FINDERS } from "../../simulator/mistakes";
import {
  ALGORITHM,
  BUCKET,
  check,
  CUSTOMER,
  deny,
  KEY,
  KEY_ID,
  mistake,
  OTHER,
} from "../support/checkedPolicies";

describe("the mistakes that a policy makes", () => {
  const all = (condition: Conditions, change: Partial<Statement> = {}): PolicyCheck =>
    check([deny(condition, change)]);

  it("have names of their own, in kebab-case", () => {
    const kinds = FINDERS.map(({ kind }) => kind);
    assert.equal(new Set(kinds).size, kinds.length);
    for (const kind of kinds) assert.match(kind, /^[a-z]+(-[a-z0-9]+)*$/);
  });

  it("both keys under one negated operator, or under two operators of one statement", () => {
    const conditions: Conditions[] = [
      { StringNotEquals: { [ALGORITHM]: "aws:kms", [KEY_ID]: KEY } },
      { StringNotEquals: { [ALGORITHM]: "aws:kms" }, ArnNotEquals: { [KEY_ID]: KEY } },
    ];
    for (const condition of conditions) {
      const { sid, shownBy } = mistake(all(condition), "both-keys-in-one-deny");
      assert.equal(sid, "S");
      assert.ok(shownBy.includes("put-another-key"));
    }
  });

  it("IfExists taken for a guard, with a consequence on the algorithm and none on the key id", () => {
    const onAlgorithm = mistake(
      all({ StringNotEqualsIfExists: { [ALGORITHM]: "aws:kms" } }),
      "ifexists-taken-for-a-guard",
    );
    assert.ok(onAlgorithm.shownBy.includes("put-silent"));
    const onKey = mistake(all({ ArnNotEqualsIfExists: { [KEY_ID]: KEY } }), "ifexists-taken-for-a-guard");
    assert.deepEqual(onKey.shownBy, []);
  });

  it("is not made by an IfExists beside a Null that does guard", () => {
    const condition = { StringNotEqualsIfExists: { [ALGORITHM]: "aws:kms" }, Null: { [ALGORITHM]: "false" } };
    assert.ok(!all(condition).mistakes.some(({ kind }) => kind === "ifexists-taken-for-a-guard"));
  });

  it("Null the wrong way round: it refuses who names the key", () => {
    const { shownBy } = mistake(all({ Null: { [KEY_ID]: "false" } }), "null-wrong-way-round");
    assert.ok(shownBy.includes("put-key-arn"));
  });

  it("Null the wrong way round on SSE-C: it spares what it should refuse", () => {
    const result = all({ Null: { [CUSTOMER]: "true" } });
    const { shownBy } = mistake(result, "null-wrong-way-round");
    assert.ok(shownBy.includes("put-sse-c") && shownBy.includes("put-key-arn"));
  });

  it("Null beside a comparison of the same key, by which it refuses nothing that is sent", () => {
    const negated = mistake(
      all({ Null: { [ALGORITHM]: "true" }, StringNotEquals: { [ALGORITHM]: "aws:kms" } }),
      "null-cancels-comparison",
    );
    assert.match(negated.explanation, /refuses only what sends no header/);
    const positive = mistake(
      all({ Null: { [ALGORITHM]: "true" }, StringEquals: { [ALGORITHM]: "AES256" } }),
      "null-cancels-comparison",
    );
    assert.match(positive.explanation, /never refuses anything/);
    assert.ok(positive.shownBy.includes("put-aes256"));
  });

  it("the algorithm demanded, the key not", () => {
    const { shownBy } = mistake(
      all({ StringNotEquals: { [ALGORITHM]: "aws:kms" } }),
      "algorithm-without-key",
    );
    assert.ok(shownBy.includes("put-no-key") && shownBy.includes("put-foreign-key"));
  });

  it("the header demanded of clients that rely on the default, by Null or by a comparison", () => {
    const conditions: Conditions[] = [
      { Null: { [ALGORITHM]: "true" } },
      { StringNotEquals: { [ALGORITHM]: "aws:kms" } },
    ];
    for (const condition of conditions) {
      assert.ok(mistake(all(condition), "header-demanded").shownBy.includes("put-silent"));
    }
    const guarded = all({ Null: { [ALGORITHM]: "false" }, StringNotEquals: { [ALGORITHM]: "aws:kms" } });
    assert.ok(!guarded.mistakes.some(({ kind }) => kind === "header-demanded"));
  });

  describe("the key in a form that does not match it", () => {
    const forms: [string, string, RegExp][] = [
      [
        "an alias name",
        "alias/reports",
        /^alias\/reports is an alias. S3 shows the policy the full ARN of a key, which this never equals.$/,
      ],
      ["an alias ARN", KEY.replace(/key\/.*/, "alias/reports"), /is an alias/],
      [
        "a bare id",
        KEY.replace(/.*\//, ""),
        /is no ARN. S3 shows the policy the full ARN of a key, which this never equals.$/,
      ],
      [
        "a key of another account",
        KEY.replace("111122223333", "444455556666"),
        /a key of account 444455556666, not of 111122223333/,
      ],
      ["a key of another region", KEY.replace("eu-west-1", "us-east-1"), /a key of us-east-1/],
      ["another key", OTHER, /is another key/],
      [
        "a wildcard that StringNotEquals takes literally",
        KEY.replace(/key\/.*/, "key/*"),
        /StringNotEquals with .* does not hold/,
      ],
    ];
    for (const [name, value, explanation] of forms) {
      it(`${name}: the right upload is refused`, () => {
        const result = all({ StringNotEquals: { [KEY_ID]: value } });
        const found = mistake(result, "key-not-by-its-arn");
        assert.match(found.explanation, explanation);
        assert.ok(found.shownBy.includes("put-key-arn"));
      });
    }

    it("a pattern that holds the key and others is told as such", () => {
      const result = all({ StringNotLike: { [KEY_ID]: KEY.replace(/key\/.*/, "key/*") } });
      assert.ok(mistake(result, "any-key").shownBy.includes("put-another-key"));
    });
  });

  describe("are not seen where they are not made", () => {
    const kindsOf = (...statements: Statement[]): string[] =>
      check(statements).mistakes.map(({ kind }) => kind);
    const elsewhere = { Resource: `${BUCKET}/a/*` };
    const table: [string, string, Statement[]][] = [
      [
        "both-keys-in-one-deny",
        "the algorithm is only asked for by Null",
        [deny({ Null: { [ALGORITHM]: "false" }, StringNotEquals: { [KEY_ID]: KEY } })],
      ],
      ["sse-s3-allowed", "AES256 is what is refused", [deny({ StringEquals: { [ALGORITHM]: "AES256" } })]],
      ["default-change-not-refused", "no key is compared", [deny({ Null: { [KEY_ID]: "false" } })]],
      [
        "any-key",
        "another statement compares the key",
        [deny({ Null: { [KEY_ID]: "true" } }), deny({ StringNotEquals: { [KEY_ID]: KEY } }, { Sid: "K" })],
      ],
      [
        "null-wrong-way-round",
        "the absence of the other is asked beside it",
        [deny({ Null: { [ALGORITHM]: "false", [KEY_ID]: "true" } })],
      ],
      [
        "key-not-by-its-arn",
        "the value is a policy variable",
        [deny({ StringNotEquals: { [KEY_ID]: [KEY, "${aws:PrincipalTag/key}"] } })],
      ],
      [
        "sse-c-not-refused",
        "it is refused in one place only",
        [deny({ Null: { [CUSTOMER]: "false" } }, elsewhere)],
      ],
      [
        "re-encryption-not-refused",
        "it is refused in one place only",
        [deny({ StringNotEquals: { [KEY_ID]: KEY } }, { ...elsewhere, Action: "s3:UpdateObjectEncryption" })],
      ],
      [
        "old-tls-not-refused",
        "it is refused in one place only",
        [deny({ NumericLessThan: { "s3:TlsVersion": "1.2" } }, elsewhere)],
      ],
      [
        "encryption-not-demanded",
        "it is demanded in one place only",
        [deny({ StringNotEquals: { [ALGORITHM]: "aws:kms" } }, elsewhere)],
      ],
    ];
    for (const [kind, why, statements] of table) {
      it(`${kind}: ${why}`, () => assert.ok(!kindsOf(...statements).includes(kind)));
    }

    it("algorithm-without-key is seen by Null too, where no statement compares the algorithm", () => {
      assert.equal(mistake(all({ Null: { [ALGORITHM]: "true" } }), "algorithm-without-key").sid, "S");
      const both = check([
        deny({ Null: { [ALGORITHM]: "true" } }, { Sid: "N" }),
        deny({ StringNotEquals: { [ALGORITHM]: "aws:kms" } }, { Sid: "C" }),
      ]);
      assert.equal(mistake(both, "algorithm-without-key").sid, "C");
    });

    it("patterns are named together, and a value among them that is another key by itself", () => {
      const patterns = [KEY.replace(/key\/.*/, "key/*"), "arn:aws:kms:*"];
      const result = all({ StringNotLike: { [KEY_ID]: [...patterns, OTHER] } });
      assert.equal(
        mistake(result, "any-key").explanation,
        `The pattern ${[...patterns, OTHER].join(", ")} holds for other keys too.`,
      );
      const ofKey = result.mistakes.filter(({ kind }) => kind === "key-not-by-its-arn");
      assert.deepEqual(
        ofKey.map(({ explanation }) => explanation),
        [`${OTHER} is another key, and uploads under it pass.`],
      );
    });
  });

  describe("TLS", () => {
    it("that is refused when it is there is not demanded", () => {
      const kinds = all({ Bool: { "aws:SecureTransport": "true" } }, { Action: "s3:*" }).mistakes.map(
        ({ kind }) => kind,
      );
      assert.ok(kinds.includes("tls-not-demanded"));
    });

    it("on both, in two statements, or for each action in its own, is no mistake", () => {
      const https = { Bool: { "aws:SecureTransport": ["true", "false"] } };
      const everything = { Resource: [BUCKET, `${BUCKET}/*`] };
      const statements = [
        [deny(https, { Action: "s3:*", Resource: BUCKET }), deny(https, { Sid: "O", Action: "s3:*" })],
        ["s3:PutObject", "s3:GetObject", "s3:ListBucket"].map((Action) =>
          deny(https, { ...everything, Sid: Action.slice(3), Action }),
        ),
      ];
      for (const some of statements) {
        const kinds = check(some).mistakes.map(({ kind }) => kind);
        assert.ok(!kinds.some((kind) => kind.startsWith("tls-")), kinds.join());
      }
    });

    const tls = (change: Partial<Statement>): PolicyCheck =>
      all({ Bool: { "aws:SecureTransport": "false" } }, { Action: "s3:*", ...change });

    it("on the objects only: the bucket is listed over plain HTTP", () => {
      const { sid, explanation, shownBy } = mistake(tls({ Resource: `${BUCKET}/*` }), "tls-on-one-resource");
      assert.equal(sid, "S");
      assert.match(explanation, /arn:aws:s3:::reports, the bucket itself/);
      assert.deepEqual(shownBy, ["list-plain-http"]);
    });

    it("on the bucket only: the objects travel over plain HTTP", () => {
      const { shownBy } = mistake(tls({ Resource: BUCKET }), "tls-on-one-resource");
      assert.deepEqual(shownBy, ["put-plain-http", "read-plain-http"]);
    });

    it("for uploads only", () => {
      const result = tls({ Action: "s3:PutObject", Resource: [BUCKET, `${BUCKET}/*`] });
      assert.deepEqual(mistake(result, "tls-for-some-actions").shownBy, [
        "read-plain-http",
        "list-plain-http",
      ]);
    });

    it("on both, in one statement or in two, is no mistake", () => {
      const kinds = tls({ Resource: [BUCKET, `${BUCKET}/*`] }).mistakes.map(({ kind }) => kind);
      assert.ok(!kinds.some((kind) => kind.startsWith("tls-")), kinds.join());
    });
  });

  it("nothing about re-encryption, about SSE-C, about transport, about encryption at all", () => {
    const result = check([deny({ Bool: { "aws:PrincipalIsAWSService": "true" } })]);
    const kinds = result.mistakes.map(({ kind, sid }) => [kind, sid]);
    assert.deepEqual(kinds, [
      ["encryption-not-demanded", null],
      ["sse-c-not-refused", null],
      ["re-encryption-not-refused", null],
      ["tls-not-demanded", null],
      ["old-tls-not-refused", null],
    ]);
  });

  it("the key checked only where one is named: a changed default goes unnoticed", () => {
    const result = all({ Null: { [KEY_ID]: "false" }, StringNotEquals: { [KEY_ID]: KEY } });
    assert.ok(mistake(result, "default-change-not-refused").shownBy.includes("drift-sse-s3-silent"));
  });

  it("the encryption as a condition of an Allow", () => {
    const result = all({ StringEquals: { [KEY_ID]: KEY } }, { Effect: "Allow" });
    assert.ok(mistake(result, "condition-on-an-allow").shownBy.includes("put-another-key"));
  });

  it("a statement that is not about everyone", () => {
    const named = { AWS: "arn:aws:iam::111122223333:role/one" };
    const result = all({ StringNotEquals: { [KEY_ID]: KEY } }, { Principal: named });
    assert.ok(mistake(result, "not-for-everyone").shownBy.includes("put-another-key"));
  });
});
