import assert from "node:assert/strict";
import type { Conditions, Principal, Statement } from "../../policy/document";
import {
  asksNull,
  clausesOf,
  factsOf,
  holdsManyKeys,
  isAboutEncryption,
  isForEveryone,
  reaches,
  type Clause,
  type StatementFacts,
} from "../../simulator/mistakes/facts";
import { ALGORITHM, BUCKET, CUSTOMER, deny, KEY, KEY_ID, OTHER } from "../support/checkedPolicies";

const factsFrom = (statement: Statement): StatementFacts =>
  factsOf({ Statement: [statement] }, BUCKET, KEY).statements[0] as StatementFacts;
/** A Deny without one of its elements. */
const without = (element: keyof Statement): Statement =>
  Object.fromEntries(Object.entries(deny({})).filter(([name]) => name !== element)) as unknown as Statement;
const asked = (Condition: Conditions): StatementFacts => factsFrom(deny(Condition));

describe("a statement, taken apart", () => {
  it("has its Sid, or its position", () => {
    const { statements } = factsOf({ Statement: [deny({}), without("Sid")] }, BUCKET, KEY);
    assert.deepEqual(
      statements.map(({ sid, denies }) => [sid, denies]),
      [
        ["S", true],
        ["Statement[1]", true],
      ],
    );
    assert.equal(factsFrom(deny({}, { Effect: "Allow" })).denies, false);
  });

  const operators: [string, Pick<Clause, "kind" | "ifExists"> | undefined][] = [
    ["StringEquals", { kind: "positive", ifExists: false }],
    ["ForAnyValue:StringLike", { kind: "positive", ifExists: false }],
    ["ForAllValues:StringNotEqualsIfExists", { kind: "negated", ifExists: true }],
    ["arnnotlike", { kind: "negated", ifExists: false }],
    ["NULL", { kind: "null", ifExists: false }],
    ["DateLessThan", undefined],
    ["ForSome:StringEquals", undefined],
  ];
  for (const [operator, form] of operators) {
    it(`asks by ${operator}: ${JSON.stringify(form)}`, () => {
      assert.deepEqual(
        clausesOf(deny({ [operator]: { "S3:Key": "a" } })),
        form ? [{ operator, ...form, key: "s3:key", values: ["a"] }] : [],
      );
    });
  }

  it("asks nothing without a condition", () => {
    assert.deepEqual(clausesOf(without("Condition")), []);
  });

  it("asks by Null where one of the values says so, in any case, and by Null alone", () => {
    assert.equal(asksNull(asked({ Null: { [KEY_ID]: ["false", "TRUE"] } }), KEY_ID, "true"), true);
    assert.equal(asksNull(asked({ Null: { [KEY_ID]: "false" } }), KEY_ID, "true"), false);
    assert.equal(asksNull(asked({ StringEquals: { [KEY_ID]: "true" } }), KEY_ID, "true"), false);
  });

  it("is about encryption by each of the three keys, whatever stands beside it", () => {
    for (const key of [ALGORITHM, KEY_ID, CUSTOMER]) {
      assert.equal(isAboutEncryption(asked({ Null: { [key]: "true", "aws:Referer": "true" } })), true, key);
    }
    assert.equal(isAboutEncryption(asked({ Null: { "aws:Referer": "true" } })), false);
  });

  it("is taken to reach what a policy variable in its resource may stand for", () => {
    const statement = deny({}, { Resource: `${BUCKET}/\${aws:username}/*` });
    assert.equal(reaches(factsFrom(statement), `${BUCKET}/a`), true);
    assert.equal(reaches(factsFrom(deny({}, { Resource: `${BUCKET}/b` })), `${BUCKET}/a`), false);
  });

  it("lets an error through that is none of the simulator's", () => {
    const broken = {
      ...factsFrom(deny({})),
      statement: { Effect: "Deny", Resource: [7] } as unknown as Statement,
    };
    assert.throws(() => reaches(broken, BUCKET), TypeError);
  });

  const everyone: [Principal | undefined, boolean][] = [
    ["*", true],
    [{ AWS: "*" }, true],
    [{ AWS: ["arn:aws:iam::111122223333:root", "*"] }, true],
    [{ AWS: "arn:aws:iam::111122223333:root" }, false],
    [{ Service: "s3.amazonaws.com" }, false],
    [undefined, false],
  ];
  for (const [principal, is] of everyone) {
    it(`with Principal ${JSON.stringify(principal)} is ${is ? "" : "not "}about everyone`, () => {
      const statement = principal ? deny({}, { Principal: principal }) : without("Principal");
      assert.equal(isForEveryone(factsFrom(statement)), is);
    });
  }

  const PATTERN = KEY.replace(/key\/.*/, "key/*");
  const patterns: [string, string[], boolean][] = [
    ["StringLike", [PATTERN], true],
    ["StringNotLike", [OTHER, PATTERN], true],
    ["ArnNotEquals", [PATTERN], true],
    ["ForAnyValue:StringLike", [PATTERN], true],
    ["StringLike", [KEY], false],
    ["StringLike", [OTHER], false],
    ["StringNotEquals", [PATTERN], false],
  ];
  for (const [operator, values, many] of patterns) {
    it(`with ${operator} ${values.join(", ")} holds for ${many ? "other keys too" : "no other keys"}`, () => {
      const [clause] = clausesOf(deny({ [operator]: { [KEY_ID]: values } }));
      assert.equal(holdsManyKeys(clause as Clause, KEY), many);
    });
  }
});
