import assert from "node:assert/strict";
import type { Statement } from "../../policy/document";
import { principal } from "../../simulator/caller";
import { Context, UnknownToSimulator } from "../../simulator/context";
import { evaluateResourcePolicy } from "../../simulator/evaluate";

const KEY = "aws:PrincipalTag/team";
const ARN = "arn:aws:iam::111122223333:role/app";

describe("what the simulator does not know", () => {
  const statement: Statement = {
    Sid: "Mine",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: "*",
  };
  const evaluate = (changed: Partial<Statement>): void => {
    evaluateResourcePolicy(
      { Statement: [{ ...statement, ...changed }] },
      {
        action: "s3:GetObject",
        resource: "arn:aws:s3:::b/o",
        caller: principal(ARN),
        context: new Context({}),
      },
    );
  };
  const put = (Condition: Statement["Condition"], context = new Context({})): void => {
    evaluateResourcePolicy(
      { Version: "2012-10-17", Statement: [{ ...statement, Condition }] },
      { action: "s3:PutObject", resource: "arn:aws:s3:::b/o", caller: principal(ARN), context },
    );
  };
  const throwsNaming = (changed: Partial<Statement>, ...names: (string | RegExp)[]): void => {
    assert.throws(
      () => evaluate(changed),
      (error: unknown) => {
        assert.ok(error instanceof UnknownToSimulator);
        for (const name of names) assert.match(error.message, new RegExp(name));
        return true;
      },
    );
  };

  for (const operator of [
    "StringMatches",
    "DateLessThan",
    "BinaryEquals",
    "NullIfExists",
    "StringEqualsIfExist",
    "ForSomeValues:StringEquals",
    "String-Equals",
    "",
  ]) {
    it(`refuses the operator ${operator}, naming the statement, even where its action does not apply`, () => {
      throwsNaming(
        { Condition: { [operator]: { [KEY]: "x" } } },
        `condition operator ${operator}`,
        "statement Mine",
      );
    });
  }

  for (const key of [
    "s3:x-amz-server-side-encryptions",
    "aws:SourceVpcs",
    "custom:thing",
    "kms:ViaServices",
  ]) {
    it(`refuses the condition key ${key}, naming the statement`, () => {
      throwsNaming({ Condition: { StringEquals: { [key]: "x" } } }, `condition key ${key}`, "statement Mine");
    });
    it(`refuses the condition key ${key} behind a condition that already fails, and under Null`, () => {
      const failing = { StringEquals: { [KEY]: "x" } };
      throwsNaming({ Condition: { ...failing, Null: { [key]: "true" } } }, key, "statement Mine");
    });
  }

  it("refuses to say what a negated operator does with a policy variable that the request does not carry", () => {
    const Condition = { StringNotLike: { "aws:SourceIp": "${aws:PrincipalTag/network}" } };
    assert.throws(
      () => put(Condition, new Context({ "aws:SourceIp": "203.0.113.10" })),
      /StringNotLike .*aws:PrincipalTag\/network.* in statement Mine/,
    );
  });

  it("names all values beside the variable, and takes a variable that the request does carry", () => {
    const told = (context: Context): (() => unknown) => {
      const Condition = { StringNotLike: { "aws:SourceIp": ["10.*", "${aws:username}"] } };
      return () => put(Condition, context);
    };
    assert.throws(told(new Context({ "aws:SourceIp": "203.0.113.10" })), {
      what: "what StringNotLike does with the absent policy variable in 10.*, ${aws:username} in statement Mine",
    });
    assert.doesNotThrow(told(new Context({ "aws:SourceIp": "203.0.113.10", "aws:username": "x" })));
  });

  for (const variable of ["${*}", "${?}", "${$}", "${aws:username, 'nobody'}"]) {
    it(`refuses the special policy variable ${variable}, naming it`, () => {
      const Condition = { StringLike: { "aws:Referer": `a${variable}` } };
      assert.throws(() => put(Condition), { what: `policy variable ${variable} in statement Mine` });
    });
  }

  it("refuses a policy variable in a policy that is older than variables", () => {
    const Condition = { StringEquals: { "aws:username": "${aws:username}" } };
    for (const Version of ["2008-10-17", undefined]) {
      const document = { Statement: [{ ...statement, Condition }], ...(Version ? { Version } : {}) };
      assert.throws(
        () =>
          evaluateResourcePolicy(document, {
            action: "s3:PutObject",
            resource: "arn:aws:s3:::b/o",
            caller: principal(ARN),
            context: new Context({}),
          }),
        /to the letter in a policy of version 2008-10-17 in statement Mine/,
      );
    }
  });

  it("names a statement without a Sid by its position", () => {
    assert.throws(
      () =>
        evaluateResourcePolicy(
          {
            Statement: [
              {
                Effect: "Deny",
                Principal: "*",
                Action: "*",
                Resource: "*",
                Condition: { Foo: { [KEY]: "x" } },
              },
            ],
          },
          { action: "s3:GetObject", resource: "*", caller: principal(ARN), context: new Context({}) },
        ),
      /statement Statement\[0\]/,
    );
  });

  it("refuses a principal with a wildcard in it, which IAM would not take", () => {
    throwsNaming({ Principal: { AWS: "arn:aws:iam::111122223333:role/*" } }, "principal", "statement Mine");
  });
});
