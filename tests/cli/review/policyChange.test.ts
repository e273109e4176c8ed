import assert from "node:assert/strict";
import { bucketPolicyChange } from "../../../cli/review/policy/bucketPolicies";
import { keyPolicyChange } from "../../../cli/review/policy/keyPolicies";
import { Encryption, Enforcement, KeyUse } from "../../../policy/choices";
import type { PolicyDocument, Statement } from "../../../policy/document";
import { bucketOf } from "../../support/buckets";
import { mutantsOf } from "../../support/mutants";

const { bucket } = bucketOf({
  enforcement: Enforcement.EffectiveKey,
  encryption: Encryption.Kms,
  keyUse: KeyUse.ThroughS3,
  users: true,
  administrators: true,
});
const { bucketPolicy, bucketArn } = bucket;
const keyPolicy = bucket.keyPolicy as PolicyDocument;

const plus = (...statements: Statement[]): PolicyDocument => ({
  ...bucketPolicy,
  Statement: [...bucketPolicy.Statement, ...statements],
});
const changed = (sid: string, change: Partial<Statement>): PolicyDocument => ({
  ...bucketPolicy,
  Statement: bucketPolicy.Statement.map((one) => (one.Sid === sid ? { ...one, ...change } : one)),
});
const weakened = (after: PolicyDocument, before = bucketPolicy): string[] => {
  const { letThrough, refusedByFewer } = bucketPolicyChange(before, after, bucket);
  return [...letThrough, ...refusedByFewer];
};

const ROLE = "arn:aws:iam::111122223333:role/exempt";
const allow = (change: Partial<Statement>): Statement => ({
  Sid: "AllowReading",
  Effect: "Allow",
  Principal: { AWS: ROLE },
  Action: "s3:GetObject",
  Resource: `${bucketArn}/*`,
  ...change,
});
const DELETION: Statement = {
  Sid: "DenyDeletion",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:DeleteObject*",
  Resource: `${bucketArn}/*`,
};

/** These refuse more than the original, or the same. */
const STRICTER = /StringNotEquals removed|Null removed|Bool removed|NumericLessThan removed|negated/;

describe("a bucket policy that refuses less", () => {
  const lost = mutantsOf(bucketPolicy).filter(({ name }) =>
    /: removed$|resource .* dropped|stranger/.test(name),
  );

  for (const { name, document } of lost) {
    it(`is found: ${name}`, () => assert.notDeepEqual(weakened(document), []));
  }

  for (const { name, document } of mutantsOf(bucketPolicy).filter((one) => STRICTER.test(one.name))) {
    const [sid = ""] = name.split(":");
    it(`is not seen where a condition goes and the Deny refuses more: ${name}`, () => {
      assert.ok(bucketPolicy.Statement.some((one) => one.Sid === sid));
      assert.deepEqual(weakened(document), []);
    });
  }

  it("is found where one role is exempt", () => {
    const condition = { Bool: { "aws:SecureTransport": "false" }, ArnNotLike: { "aws:PrincipalArn": ROLE } };
    const [first = ""] = weakened(changed("DenyInsecureTransport", { Condition: condition }));
    assert.match(first, /by `arn:aws:iam::111122223333:role\/exempt`/);
  });

  it("is found where one role is exempt by NotPrincipal", () => {
    const exempt = plus({ ...DELETION, Principal: undefined, NotPrincipal: { AWS: ROLE } });
    assert.match(weakened(exempt, plus(DELETION))[0] ?? "", /DeleteObject.*role\/exempt/);
  });

  it("is found where one prefix is exempt", () => {
    const [first, ...others] = bucketPolicy.Statement as [Statement, ...Statement[]];
    const exempt = { ...first, Resource: undefined, NotResource: `${bucketArn}/exempt/*` };
    const document = { ...bucketPolicy, Statement: [exempt, ...others] };
    assert.match(weakened(document)[0] ?? "", /to `exempt\/x`/);
  });

  it("is found where a network is exempt", () => {
    const condition = { StringNotEquals: { "aws:SourceVpce": "vpce-1" } };
    const exempt = plus({ ...DELETION, Condition: condition });
    assert.match(weakened(exempt, plus(DELETION))[0] ?? "", /`aws:SourceVpce` = `vpce-1`/);
  });

  it("is found where two statements exempt who meets both of their conditions", () => {
    const halves: Statement[] = [
      { ...DELETION, Sid: "A", Condition: { StringNotEquals: { "aws:SourceVpce": "vpce-1" } } },
      { ...DELETION, Sid: "B", Condition: { ArnNotLike: { "aws:PrincipalArn": ROLE } } },
    ];
    assert.notDeepEqual(weakened(plus(...halves), plus(DELETION)), []);
  });

  it("is found where it is about an action that no case knows", () => {
    assert.deepEqual(weakened(bucketPolicy, plus(DELETION)), ["`s3:DeleteObject*`"]);
  });

  it("is found where it names another key", () => {
    const another = bucket.keyArn.replace("1234abcd", "abcd1234");
    const text = JSON.stringify(bucketPolicy).replaceAll(bucket.keyArn, another);
    assert.notDeepEqual(weakened(JSON.parse(text) as PolicyDocument), []);
  });
});

describe("a bucket policy that only looks different", () => {
  it("is the same in another order, under other Sids, with bare values in lists", () => {
    const Statement = [...bucketPolicy.Statement].reverse().map((one, index) => ({
      ...one,
      Sid: `Renamed${index}`,
      Action: [one.Action ?? []].flat(),
    }));
    assert.deepEqual(weakened({ ...bucketPolicy, Statement }), []);
  });

  it("is the same with two statements merged into one that refuses what they did", () => {
    const apart = ["s3:DeleteObject", "s3:DeleteObjectVersion"].map((Action) => ({
      ...DELETION,
      Sid: Action,
      Action,
    }));
    const merged = { ...DELETION, Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"] };
    assert.deepEqual(weakened(plus(merged), plus(...apart)), []);
  });

  it("is no weaker with a Deny more", () => {
    assert.deepEqual(weakened(plus(DELETION)), []);
  });
});

describe("a bucket policy that allows more", () => {
  const change = (before: PolicyDocument, after: PolicyDocument): { opened: number; widened: string[] } => {
    const { opened, widened } = bucketPolicyChange(before, after, bucket);
    return { opened: opened.length, widened };
  };

  it("is open when it allows everybody something", () => {
    assert.notEqual(change(bucketPolicy, plus(allow({ Principal: "*" }))).opened, 0);
    assert.notEqual(change(bucketPolicy, plus(allow({ Principal: { AWS: "*" } }))).opened, 0);
  });

  it("is not open when it allows one role something", () => {
    assert.deepEqual(change(bucketPolicy, plus(allow({}))), { opened: 0, widened: [] });
  });

  it("is wider when it allows a role more that it named before", () => {
    const wider = plus(allow({ Action: ["s3:GetObject", "s3:DeleteObject"] }));
    assert.deepEqual(change(plus(allow({})), wider), {
      opened: 0,
      widened: [`\`${ROLE}\`: \`s3:DeleteObject\``],
    });
  });
});

describe("a key policy that lets in more", () => {
  const lets = (after: PolicyDocument): string[] => keyPolicyChange(keyPolicy, after, bucket).letThrough;
  const wider = mutantsOf(keyPolicy).filter(({ name }) =>
    /widened|StringEquals removed|StringLike removed/.test(name),
  );

  for (const { name, document } of wider) {
    it(`is found: ${name}`, () => assert.notDeepEqual(lets(document), []));
  }

  it("is none where a user comes or goes", () => {
    for (const { name, document } of mutantsOf(keyPolicy).filter((one) =>
      /principal .* dropped/.test(one.name),
    )) {
      assert.deepEqual(lets(document), [], name);
      assert.deepEqual(keyPolicyChange(document, keyPolicy, bucket).letThrough, [], name);
    }
  });
});

describe("a policy of many statements", () => {
  it("is judged in a few seconds, though all of it changes", () => {
    const many = (network: string): PolicyDocument =>
      plus(
        ...Array.from({ length: 40 }, (_, index) => ({
          ...DELETION,
          Sid: `Deny${index}`,
          Resource: `${bucketArn}/team-${index}/*`,
          Principal: {
            AWS: [`arn:aws:iam::111122223333:role/a-${index}`, `arn:aws:iam::111122223333:role/b-${index}`],
          },
          Condition: { StringNotEquals: { "aws:SourceVpce": [`vpce-${index}`, network] } },
        })),
      );
    const began = performance.now();
    assert.notDeepEqual(weakened(many("vpce-new"), many("vpce-old")), []);
    assert.ok(performance.now() - began < 10_000, `${performance.now() - began} ms`);
  });
});
