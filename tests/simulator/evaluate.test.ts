import assert from "node:assert/strict";
import type { PolicyDocument, Statement } from "../../policy/document";
import { principal, type Caller } from "../../simulator/caller";
import { Context } from "../../simulator/context";
import {
  actionApplies,
  evaluateIdentityPolicy,
  evaluateResourcePolicy,
  resourceApplies,
  type ApiCall,
} from "../../simulator/evaluate";

const ROLE = "arn:aws:iam::111122223333:role/app";
const OTHER = "arn:aws:iam::111122223333:role/other";
const CALL: ApiCall = {
  action: "s3:PutObject",
  resource: "arn:aws:s3:::reports/a/b",
  caller: principal(ROLE),
  context: new Context({}),
};
const APPLIES: Statement = {
  Sid: "S",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:PutObject",
  Resource: "*",
};

/** Sids with how they name the caller, of a policy of one statement. */
function resultOf(change: Partial<Statement>, caller: Caller = CALL.caller): object {
  const Statement = [{ ...APPLIES, ...change }];
  return evaluateResourcePolicy({ Version: "2012-10-17", Statement }, { ...CALL, caller });
}

/* "IAM JSON policy elements: NotPrincipal, NotAction, NotResource". */
describe("a statement applies", () => {
  const DENIES = { denies: [{ sid: "S", naming: "everyone" }], allows: [] };
  const NOTHING = { denies: [], allows: [] };
  const named = (naming: string): object => ({ denies: [{ sid: "S", naming }], allows: [] });
  const table: [string, Partial<Statement>, object][] = [
    ["to what its four elements say", {}, DENIES],
    ["as an Allow among the Allows", { Effect: "Allow" }, { denies: [], allows: DENIES.denies }],
    ["to its caller by name", { Principal: { AWS: ROLE } }, named("name")],
    ["not to another caller", { Principal: { AWS: OTHER } }, NOTHING],
    ["not to anybody without a principal", { Principal: undefined as never }, NOTHING],
    ["to whom NotPrincipal does not name", { NotPrincipal: { AWS: OTHER } }, DENIES],
    ["not to whom NotPrincipal names", { NotPrincipal: { AWS: ROLE } }, NOTHING],
    ["not to another action", { Action: "s3:GetObject" }, NOTHING],
    ["to one of several actions", { Action: ["s3:GetObject", "s3:Put*"] }, DENIES],
    ["not to another resource", { Resource: "arn:aws:s3:::reports" }, NOTHING],
    ["to one of several resources", { Resource: ["arn:aws:s3:::b", "arn:aws:s3:::reports/*"] }, DENIES],
    ["under its condition", { Condition: { Null: { "aws:Referer": "true" } } }, DENIES],
    ["not where its condition fails", { Condition: { Null: { "aws:Referer": "false" } } }, NOTHING],
  ];
  for (const [what, change, result] of table) {
    it(what, () => assert.deepEqual(resultOf(change), result));
  }

  it("under its position where it has no Sid, and without its principal where it hangs on the caller itself", () => {
    const unnamed: PolicyDocument = {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: "s3:GetObject", Resource: "*" },
        { Effect: "Allow", Action: "s3:*", Resource: "*" },
      ],
    };
    assert.deepEqual(evaluateIdentityPolicy(unnamed, CALL), {
      denies: [],
      allows: [{ sid: "Statement[1]", naming: "name" }],
    });
  });
});

describe("the action of a statement", () => {
  const table: [Partial<Statement>, string, boolean][] = [
    [{ Action: "s3:PutObject" }, "s3:PutObject", true],
    [{ Action: "S3:putobject" }, "s3:PutObject", true],
    [{ Action: "s3:putobject" }, "S3:PUTOBJECT", true],
    [{ Action: "s3:Put?bject" }, "s3:PutObject", true],
    [{ Action: ["s3:Get*", "*"] }, "s3:PutObject", true],
    [{ Action: "s3:PutObject" }, "s3:PutObjectAcl", false],
    [{ NotAction: "s3:PutObject" }, "s3:PutObject", false],
    [{ NotAction: ["s3:GetObject", "s3:PUT*"] }, "s3:PutObject", false],
    [{ NotAction: "s3:GetObject" }, "s3:PutObject", true],
    [{ NotAction: [] }, "s3:PutObject", true],
    [{}, "s3:PutObject", false],
  ];
  for (const [elements, action, applies] of table) {
    it(`${JSON.stringify(elements)} is ${applies ? "" : "not "}about ${action}`, () => {
      assert.equal(actionApplies({ Effect: "Deny", ...elements }, action), applies);
    });
  }
});

describe("the resource of a statement", () => {
  const OBJECT = "arn:aws:s3:::reports/a";
  const table: [Partial<Statement>, boolean][] = [
    [{ Resource: OBJECT }, true],
    [{ Resource: "arn:aws:s3:::reports/?" }, true],
    [{ Resource: ["arn:aws:s3:::b", "arn:aws:s3:::*"] }, true],
    [{ Resource: "arn:aws:s3:::Reports/a" }, false],
    [{ Resource: "arn:aws:s3:::reports" }, false],
    [{ NotResource: "arn:aws:s3:::reports/*" }, false],
    [{ NotResource: ["arn:aws:s3:::b", OBJECT] }, false],
    [{ NotResource: "arn:aws:s3:::reports/b" }, true],
    [{}, false],
  ];
  for (const [elements, applies] of table) {
    it(`${JSON.stringify(elements)} is ${applies ? "" : "not "}about ${OBJECT}`, () => {
      assert.equal(resourceApplies({ Effect: "Deny", ...elements }, OBJECT), applies);
    });
  }

  for (const element of ["Resource", "NotResource"]) {
    it(`${element} with a policy variable cannot be told`, () => {
      const statement: Statement = { Effect: "Deny", [element]: "arn:aws:s3:::reports/${aws:username}/*" };
      assert.throws(() => resourceApplies(statement, OBJECT), {
        name: "UnknownToSimulator",
        what: "policy variable in resource arn:aws:s3:::reports/${aws:username}/*",
      });
    });
  }
});

describe("an error that is none of the simulator's", () => {
  it("comes through as it is", () => {
    const broken = {
      Effect: "Deny",
      Principal: "*",
      get Condition() {
        throw new TypeError("no");
      },
    } as unknown as Statement;
    assert.throws(
      () => evaluateResourcePolicy({ Version: "2012-10-17", Statement: [broken] }, CALL),
      TypeError,
    );
  });
});
