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
      ["with a byte order mark inside", JSON.stringify({ Policy: `\uFEFF${JSON.stringify(POLICY)}` })],
      ["of the older version", JSON.stringify({ ...POLICY, Version: "2008-10-17" })],
    ];
    for (const [name, text] of forms) {
      it(name, () => {
        const expected = name === "of the older version" ? { ...POLICY, Version: "2008-10-17" } : POLICY;
        assert.deepEqual(parsePolicy(text), expected);
      });
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
    const texts: [string, string, string][] = [
      ["an empty text", " \n", "the text is empty, so there is no policy in it"],
      ["a comma too many", '{\n "Statement": [],\n}', "line 3: a comma stands before }; take it out"],
      ["a comma too many in a list", '{"Statement": [1,]}', "line 1: a comma stands before ]; take it out"],
      ["a missing comma", '{\n "Version": "x"\n "Id": "y"}', 'line 3: expected , or }, got "'],
      ["a missing colon", '{"Version" "x"}', 'line 1: expected :, got "'],
      ["a missing value", '{"Version":}', "line 1: expected a value, got }"],
      ["a name without quotes", "{\n\nVersion: 1}", "line 3: expected a name in double quotes, got V"],
      ["single quotes", "{'Version': 1}", "line 1: expected a name in double quotes, got '"],
      [
        "a text that does not end",
        '{"Version": "2012',
        "line 1: a text in double quotes does not end on its line",
      ],
      [
        "a text that ends on the next line",
        '{"Version": "2012\n"}',
        "line 1: a text in double quotes does not end on its line",
      ],
      [
        "a text over the end of a line of Windows",
        '{"Version": "2012\r"}',
        "line 1: a text in double quotes does not end on its line",
      ],
      [
        "an unknown escape",
        '{"Version": "\\q"}',
        'line 1: "\\q" holds a character or escape that JSON does not know',
      ],
      ["a file that is cut off", '{"Statement": [', "line 1: expected a value, got the end"],
      ["something after the end", "{}\n{}", "line 2: unexpected { after the end of the JSON"],
      ["what is no JSON at all", "resource aws_s3_bucket", "line 1: expected a value, got r"],
      [
        "a value in 51 lists",
        `${"[".repeat(51)}1${"]".repeat(51)}`,
        "line 1: is nested deeper than 50 levels",
      ],
      [
        "a value in 51 objects",
        `${'{"a":'.repeat(51)}1${"}".repeat(51)}`,
        "line 1: is nested deeper than 50 levels",
      ],
      [
        "the text inside",
        '{\n"Policy": "{,"}',
        "line 2: in the policy inside the text, line 1: expected a name in double quotes, got ,",
      ],
    ];
    for (const [name, text, expected] of texts) {
      it(name, () => assert.deepEqual(problemsOf(text), [expected]));
    }

    it("a text that is a policy neither by itself nor inside", () => {
      assert.throws(() => parsePolicy("[]"), {
        name: "MalformedPolicy",
        message:
          "line 1, the policy must be an object, got a list\nline 1, the policy has no Statement, so it is not a policy",
      });
    });
  });

  describe("names line and path of what is no policy", () => {
    const ELEMENTS =
      "Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition";
    const template = "a template is not a policy yet, give the policy as deployed";
    const changes: [string, Record<string, unknown>, string | string[]][] = [
      [
        "an element nobody knows",
        { Conditions: {} },
        `.Conditions is no element of a policy; allowed: ${ELEMENTS}`,
      ],
      ["an element in another case", { sid: "x" }, ".sid is no element of a policy; write Sid"],
      ["another effect", { Effect: "deny" }, ".Effect must be Allow or Deny"],
      ["no effect", { Effect: undefined }, ".Effect must be Allow or Deny"],
      [
        "no principal",
        { Principal: undefined },
        " has neither Principal nor NotPrincipal (a bucket policy names whom it is about)",
      ],
      ["no action", { Action: undefined }, " has neither Action nor NotAction"],
      ["no resource", { Resource: undefined }, " has neither Resource nor NotResource"],
      ...["Principal", "Action", "Resource"].map((element): [string, Record<string, unknown>, string] => [
        `both ${element} and Not${element}`,
        { [`Not${element}`]: element === "Principal" ? "*" : "s3:*" },
        ` has both ${element} and Not${element}; AWS takes one of them`,
      ]),
      [
        "a principal as a bare text",
        { Principal: "111122223333" },
        '.Principal is 111122223333; write {"AWS": "111122223333"}',
      ],
      ["a principal of no kind", { Principal: {} }, ".Principal names nobody"],
      ["a list of principals", { Principal: ["*"] }, ".Principal must be an object, got a list"],
      [
        "a principal of an unknown kind",
        { Principal: { Aws: "*" } },
        ".Principal.Aws is no element of a policy; write AWS",
      ],
      [
        "another kind of principal",
        { Principal: { Group: "g" } },
        ".Principal.Group is no element of a policy; allowed: AWS, Service, Federated, CanonicalUser",
      ],
      ["an empty list", { Resource: [] }, ".Resource is empty"],
      ["a number where a text belongs", { Action: [1] }, ".Action[0] must be a text, got 1"],
      ["a list in a list", { Action: ["s3:*", ["s3:*"]] }, ".Action[1] must be a text, got a list"],
      ["a Sid that is no text", { Sid: true }, ".Sid must be a text, got true"],
      ["null", { Condition: null }, ".Condition must be an object, got null"],
      ["an operator without keys", { Condition: { Null: {} } }, ".Condition.Null names no condition key"],
      [
        "an operator with a text",
        { Condition: { Null: "true" } },
        ".Condition.Null must be an object, got true",
      ],
      [
        "a condition key without values",
        { Condition: { Null: { "aws:SourceVpc": [] } } },
        ".Condition.Null.aws:SourceVpc is empty",
      ],
      [
        "a condition key with null",
        { Condition: { Null: { "aws:SourceVpc": null } } },
        ".Condition.Null.aws:SourceVpc must be a text, got null",
      ],
      [
        "a function of a template",
        { Resource: { "Fn::Sub": "x" } },
        `.Resource must be a text, got an object; ${template}`,
      ],
    ];
    for (const [name, change, expected] of changes) {
      it(name, () => assert.deepEqual(problemsWith(change), [`line 1, Statement[0]${String(expected)}`]));
    }

    const documents: [string, string, string[]][] = [
      ["a document without statements", "{}", ["line 1, the policy has no Statement, so it is not a policy"]],
      ["an empty list of statements", '{\n"Statement": []}', ["line 2, Statement is empty"]],
      [
        "an unknown version",
        `{"Version": "2020-01-01", "Statement": ${JSON.stringify(STATEMENT)}}`,
        ["line 1, Version is 2020-01-01; AWS knows 2012-10-17 and 2008-10-17"],
      ],
      [
        "an element that no document has",
        `{"Name": "x", "Statement": ${JSON.stringify(STATEMENT)}}`,
        ["line 1, Name is no element of a policy; allowed: Version, Id, Statement"],
      ],
      [
        "an id that is no text",
        `{"Id": 7, "Statement": ${JSON.stringify(STATEMENT)}}`,
        ["line 1, Id must be a text, got 7"],
      ],
      [
        "more than the policy beside Policy",
        `{"Policy": "{}", "ETag": "x", "Statement": ${JSON.stringify(STATEMENT)}}`,
        [
          "line 1, Policy is no element of a policy; allowed: Version, Id, Statement",
          "line 1, ETag is no element of a policy; allowed: Version, Id, Statement",
        ],
      ],
    ];
    for (const [name, text, expected] of documents) {
      it(name, () => assert.deepEqual(problemsOf(text), expected));
    }

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
      const neither = (name: string): string => ` has neither ${name} nor Not${name}`;
      const whom = " (a bucket policy names whom it is about)";
      assert.deepEqual(problemsOf(text), [
        "line 3, Statement[0].Effect must be Allow or Deny",
        `line 3, Statement[0]${neither("Principal")}${whom}`,
        `line 3, Statement[0]${neither("Action")}`,
        `line 3, Statement[0]${neither("Resource")}`,
        `line 4, Statement[1].Foo is no element of a policy; allowed: ${ELEMENTS}`,
        `line 4, Statement[1]${neither("Principal")}${whom}`,
        `line 4, Statement[1]${neither("Action")}`,
        `line 4, Statement[1]${neither("Resource")}`,
      ]);
    });
  });
});
