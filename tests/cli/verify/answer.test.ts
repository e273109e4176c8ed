import assert from "node:assert/strict";
import { CannotGoOn } from "../../../cli/aws/serviceError";
import { answerOf, mayHaveHappened } from "../../../cli/verify/answer";
import { refusal } from "../../support/fakeStore";

const WHO = "User: arn:aws:sts::111122223333:assumed-role/writer/me is not authorized to perform:";
const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** What S3 says, in AWS's published words, and what it means. */
const SAID: readonly [
  what: string,
  message: string,
  key: "own" | "another",
  kind: string,
  permission?: string,
][] = [
  [
    "the bucket policy denies",
    `${WHO} s3:PutObject on resource: "arn:aws:s3:::b/k" with an explicit deny in a resource-based policy`,
    "own",
    "refused",
  ],
  ["no reason is given", "Access Denied", "own", "refused"],
  [
    "no IAM policy allows the upload",
    `${WHO} s3:PutObject on resource: "arn:aws:s3:::b/k" because no identity-based policy allows the s3:PutObject action`,
    "own",
    "lacks",
    "s3:PutObject",
  ],
  [
    "a session policy does not allow it",
    `${WHO} s3:PutObject on resource: "x" because no session policy allows the s3:PutObject action`,
    "own",
    "lacks",
    "s3:PutObject",
  ],
  [
    "an SCP denies it",
    `${WHO} s3:PutObject on resource: "x" with an explicit deny in a service control policy`,
    "own",
    "lacks",
    "s3:PutObject",
  ],
  [
    "the key may not be used",
    `${WHO} kms:GenerateDataKey on resource: ${KEY} because no identity-based policy allows the kms:GenerateDataKey action`,
    "own",
    "lacks",
    "kms:GenerateDataKey",
  ],
  [
    "the key policy leaves the caller out",
    `${WHO} kms:Decrypt on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
    "own",
    "lacks",
    "kms:Decrypt",
  ],
  [
    "an invented key may not be used",
    `${WHO} kms:GenerateDataKey on resource: x because no resource-based policy allows it`,
    "another",
    "let through",
  ],
];

describe("verify: what a refusal means", () => {
  for (const [what, message, key, kind, permission] of SAID)
    it(`${what}: ${kind}${permission ? ` ${permission}` : ""}`, () => {
      const answer = answerOf(refusal(message), key);
      assert.equal(answer.kind, kind);
      assert.equal("permission" in answer ? answer.permission : undefined, permission);
    });

  it("KMS not knowing an invented key means that the bucket policy let the upload through", () => {
    assert.equal(
      answerOf(refusal("Invalid keyId", "KMS.NotFoundException", 400), "another").kind,
      "let through",
    );
  });

  it("S3 declining KMS over plain HTTP by itself is a refusal", () => {
    const message =
      "Requests specifying Server Side Encryption with AWS KMS managed keys must be made over a secure connection.";
    assert.equal(answerOf(refusal(message, "InvalidArgument", 400), "own").kind, "refused");
  });

  it("what S3 cannot make sense of is no refusal", () => {
    assert.equal(answerOf(refusal("no", "InvalidRequest", 400), "own").kind, "unclear");
    assert.equal(answerOf(refusal("no", "NotImplemented", 501), "own").kind, "unclear");
  });

  it("the encoded appendix of a refusal is left out", () => {
    const answer = answerOf(refusal("no. Encoded authorization failure message: eJyNkM1Ow0"), "own");
    assert.deepEqual(answer, { kind: "refused", why: "no." });
  });
});

describe("verify: what ends a run says what to do", () => {
  const ENDS: readonly [name: string, status: number, says: RegExp][] = [
    ["NoSuchBucket", 404, /there is no such bucket/],
    ["ExpiredToken", 400, /credentials have expired; get new ones/],
    ["InvalidAccessKeyId", 403, /choose others with --profile/],
    ["SignatureDoesNotMatch", 403, /does not belong/],
    ["PermanentRedirect", 301, /another region; give --region/],
    ["AuthorizationHeaderMalformed", 400, /another region; give --region/],
    ["KMS.DisabledException", 400, /is it enabled/],
    ["KMS.NotFoundException", 400, /does not exist; is --key its ARN/],
    ["SlowDown", 503, /try again later/],
  ];
  for (const [name, status, says] of ENDS)
    it(name, () => {
      assert.throws(
        () => answerOf(refusal("so it said", name, status), "own"),
        (error: Error) => {
          assert.ok(error instanceof CannotGoOn);
          assert.match(error.message, says);
          assert.match(error.message, new RegExp(name.replace(".", "\\.")));
          return true;
        },
      );
    });

  it("what was never sent has left nothing, and what was answered neither; a lost answer may have", () => {
    const coded = (code: string): Error => Object.assign(new Error(code), { code });
    assert.equal(mayHaveHappened(refusal("no", "CredentialsProviderError", 400)), false);
    assert.equal(mayHaveHappened(coded("ECONNREFUSED")), false);
    assert.equal(mayHaveHappened(refusal("no")), false);
    assert.equal(mayHaveHappened(coded("ECONNRESET")), true);
    assert.equal(mayHaveHappened(refusal("no", "InternalError", 500)), true);
  });

  it("nobody answering, as the SDK and as Node report it", () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" });
    assert.throws(() => answerOf(refused, "own"), /nobody answers there/);
    assert.throws(() => answerOf(new TypeError("fetch failed", { cause: refused }), "own"), /nobody answers/);
  });
});
