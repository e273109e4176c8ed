import assert from "node:assert/strict";
import { MalformedPolicy, parsePolicy } from "../../simulator/parsePolicy";

const STATEMENT = {
  Sid: "A",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::b/*",
  Condition: { Null: { "s3:x-amz-server-side-encryption": "true" } },
};
const POLICY = { Version: "2012-10-17", Id: "P", Statement: [STATEMENT] };

function problemsOf(text: string): readonly string[] {
  try {
    parsePolicy(text);
  } catch (error) {
    assert.ok(error instanceof MalformedPolicy, String(error));
    return error.problems;
  }
  assert.fail("no problem was found");
}

function problemsWith(change: Record<string, unknown>): readonly string[] {
  const changed: Record<string, unknown> = { ...STATEMENT, ...change };
  return problemsOf(JSON.stringify({ Statement: [changed] }));
}

describe("reading a policy", () => {
  describe("takes it as people have it", () => {
    const forms: [string, string][] = [
      ["as it is", JSON.stringify(POLICY)],
      ["with a byte order mark", `\uFEFF${JSON.stringify(POLICY)}`],
      ["over several lines, with carriage returns", JSON.stringify(POLICY, null, 2).replace(/\n/g, "\r\n")],
      ["with a single statement that stands in no list", JSON.stringify({ ...POLICY, Statement: STATEMENT })],
      ["as aws s3api get-bucket-policy prints it", JSON.stringify({ Policy: JSON.stringify(POLICY) })],
      ["as the same command prints it with --query Policy", JSON.stringify(JSON.stringify(POLICY))],
      ["as an object under Policy", JSON.stringify({ Policy: POLICY })],
    ];
    for (const [name, text] of forms) {
      it(name, () => assert.deepEqual(parsePolicy(text), POLICY));
    }

    it("with true, false and numbers as values of a condition, which IAM reads as texts", () => {
      const Condition = {
        Bool: { "aws:SecureTransport": false },
        NumericLessThan: { "s3:TlsVersion": [1.2] },
      };
      const { Statement } = parsePolicy(JSON.stringify({ Statement: { ...STATEMENT, Condition } }));
      assert.deepEqual(Statement[0]?.Condition, {
        Bool: { "aws:SecureTransport": "false" },
        NumericLessThan: { "s3:TlsVersion": ["1.2"] },
      });
    });

    it("with an empty Sid, which is none", () => {
      const { Statement } = parsePolicy(JSON.stringify({ Statement: { ...STATEMENT, Sid: "" } }));
      assert.equal(Statement[0]?.Sid, undefined);
    });

    it("with every element there is", () => {
      const every = {
        Effect: "Allow",
        NotPrincipal: {
          AWS: ["111122223333"],
          Service: "s3.amazonaws.com",
          CanonicalUser: "c",
          Federated: "f",
        },
        NotAction: ["s3:GetObject"],
        NotResource: "arn:aws:s3:::b/x",
      };
      assert.deepEqual(parsePolicy(JSON.stringify({ Statement: [every] })).Statement, [every]);
    });
  });

  describe("names line and place of what is not JSON", () => {
    const texts: [string, string, RegExp][] = [
      ["an empty text", " \n", /the text is empty/],
      ["a comma too many", '{\n "Statement": [],\n}', /^line 3: a comma stands before \}; take it out$/],
      ["a missing comma", '{\n "Version": "x"\n "Id": "y"}', /^line 3: expected , or \}, got "$/],
      ["a name without quotes", "{\n\nVersion: 1}", /^line 3: expected a name in double quotes, got V$/],
      ["single quotes", "{'Version': 1}", /^line 1: expected a name in double quotes, got '$/],
      [
        "a text that does not end",
        '{"Version": "2012',
        /^line 1: a text in double quotes does not end on its line$/,
      ],
      ["an unknown escape", '{"Version": "\\q"}', /holds a character or escape that JSON does not know/],
      ["a file that is cut off", '{"Statement": [', /^line 1: expected a value, got the end$/],
      ["something after the end", "{}\n{}", /^line 2: unexpected \{ after the end of the JSON$/],
      ["what is no JSON at all", "resource aws_s3_bucket", /^line 1: expected a value, got r$/],
      ["a nesting that has no end", "[".repeat(10_000), /nested deeper than 50 levels/],
      [
        "the text inside",
        '{\n"Policy": "{,"}',
        /^line 2: in the policy inside the text, line 1: expected a name/,
      ],
    ];
    for (const [name, text, expected] of texts) {
      it(name, () => assert.match(problemsOf(text).join("\n"), expected));
    }
  });

  describe("names line and path of what is no policy", () => {
    const changes: [string, Record<string, unknown>, RegExp][] = [
      [
        "an element nobody knows",
        { Conditions: {} },
        /Statement\[0\]\.Conditions is no element of a policy; allowed: Sid, /,
      ],
      [
        "an element in another case",
        { sid: "x" },
        /Statement\[0\]\.sid is no element of a policy; write Sid/,
      ],
      ["another effect", { Effect: "deny" }, /Statement\[0\]\.Effect must be Allow or Deny/],
      ["no principal", { Principal: undefined }, /Statement\[0\] has neither Principal nor NotPrincipal/],
      ["no action", { Action: undefined }, /Statement\[0\] has neither Action nor NotAction/],
      ["no resource", { Resource: undefined }, /Statement\[0\] has neither Resource nor NotResource/],
      ["both of two that exclude each other", { NotAction: "s3:GetObject" }, /has both Action and NotAction/],
      [
        "a principal as a bare text",
        { Principal: "111122223333" },
        /Principal is 111122223333; write \{"AWS": "111122223333"\}/,
      ],
      ["a principal of no kind", { Principal: {} }, /Statement\[0\]\.Principal names nobody/],
      [
        "a principal of an unknown kind",
        { Principal: { Aws: "*" } },
        /Principal\.Aws is no element of a policy; write AWS/,
      ],
      ["an empty list", { Resource: [] }, /Statement\[0\]\.Resource is empty/],
      ["a number where a text belongs", { Action: [1] }, /Statement\[0\]\.Action\[0\] must be a text, got 1/],
      ["null", { Condition: null }, /Statement\[0\]\.Condition must be an object, got null/],
      ["an operator without keys", { Condition: { Null: {} } }, /Condition\.Null names no condition key/],
      [
        "an operator with a text",
        { Condition: { Null: "true" } },
        /Condition\.Null must be an object, got true/,
      ],
      [
        "a function of a template",
        { Resource: { "Fn::Sub": "x" } },
        /a template is not a policy yet, give the policy as deployed/,
      ],
    ];
    for (const [name, change, expected] of changes) {
      it(name, () => assert.match(problemsWith(change).join("\n"), expected));
    }

    it("a document without statements, with an unknown version, or that is a list", () => {
      assert.match(problemsOf("{}").join(), /^line 1, the policy has no Statement/);
      assert.match(problemsOf('{"Statement": []}').join(), /^line 1, Statement is empty/);
      assert.match(
        problemsOf('{"Version": "2020-01-01", "Statement": {}}').join(),
        /Version is 2020-01-01; AWS knows/,
      );
      assert.match(problemsOf("[]").join(), /the policy must be an object, got a list/);
    });

    it("an operator that stands twice, of which JSON would drop the first", () => {
      const text = JSON.stringify({ Statement: [STATEMENT] }, null, 2).replace(
        '"Null": {',
        '"Null": {"aws:SecureTransport": "true"},\n        "Null": {',
      );
      assert.deepEqual(problemsOf(text), [
        "line 11, Statement[0].Condition.Null stands twice; AWS takes no name twice, put both values under one",
      ]);
    });

    it("all of it at once, each with its line", () => {
      const text = '{\n  "Statement": [\n    {"Effect": "No"},\n    {"Effect": "Deny", "Foo": 1}\n  ]\n}';
      const problems = problemsOf(text);
      assert.equal(problems.length, 8);
      assert.equal(problems[0], "line 3, Statement[0].Effect must be Allow or Deny");
      assert.match(problems[4] ?? "", /^line 4, Statement\[1\]\.Foo is no element of a policy/);
    });
  });
});
