import assert from "node:assert/strict";
import { formatIssue } from "../../policy/issue";
import { checkOwnStatements, renderOwnStatements, type OwnStatement } from "../../policy/ownStatements";

const ROLE = "arn:aws:iam::444455556666:role/partner";
const ALLOW = { sid: "Mine", effect: "Allow", principals: { aws: [ROLE] }, actions: ["s3:GetObject"] };
/** Of everyone, without a condition, about the bucket itself: what makes a Deny dangerous, but for the action. */
const DENY = { sid: "Mine", effect: "Deny", actions: ["s3:DeleteObject"], resources: [""] };

const linesOf = (statements: unknown): string[] => checkOwnStatements(statements, "s").map(formatIssue);

describe("statements of the user's own", () => {
  const lists: [unknown, string[]][] = [
    ["none", ['s: not a list, got "none"; allowed a list of statements; put them in a list']],
    [["x"], ['s[0]: not a statement, got "x"; allowed an object with sid, effect and actions; write it so']],
    [
      [null],
      ["s[0]: not a statement, got null; allowed an object with sid, effect and actions; write it so"],
    ],
  ];
  for (const [value, lines] of lists) {
    it(`may not be ${JSON.stringify(value)}`, () => assert.deepEqual(linesOf(value), lines));
  }

  const taken: [string, object][] = [
    ["an Allow to one", ALLOW],
    ["an Allow to a service", { ...ALLOW, principals: { services: ["logging.s3.amazonaws.com"] } }],
    ["an Allow to both", { ...ALLOW, principals: { aws: [ROLE], services: ["s3.amazonaws.com"] } }],
    ["every S3 action by a pattern", { ...ALLOW, actions: ["s3:*", "s3:Get?bject", "s3:Put*"] }],
    ["every action there is", { ...ALLOW, actions: ["*"] }],
    ["paths inside the bucket", { ...ALLOW, resources: ["", "*", "a/*", "a/arn:x"] }],
    ["a condition", { ...ALLOW, conditions: { StringEquals: { "aws:PrincipalOrgID": ["o-1"] } } }],
    ["no condition in an object", { ...ALLOW, conditions: {} }],
  ];
  for (const [what, statement] of taken) {
    it(`may hold ${what}`, () => assert.deepEqual(linesOf([statement]), []));
  }

  const NO_FIELD =
    "allowed sid, effect, principals, actions, resources, conditions; NotPrincipal, NotAction and the like are not offered";
  const NO_SID = "allowed letters and digits; name the statement";
  const PATHS = 'allowed paths inside the bucket: "", "*" or "prefix/*"; leave it out for all';
  const PRINCIPALS = "allowed aws, services or both; leave it out for everyone, in a Deny";
  const NAMED = "allowed at least one principal; name them, or leave the list out";
  const FORM = 'allowed { operator: { "condition:key": ["value"] } }';
  const VALUE = "allowed at least one value, as text; name the values";
  const ACTIONS = "allowed at least one S3 action; name the actions";
  const ONLY_S3 = "allowed s3:…; a bucket policy speaks of S3 alone";
  const INSIDE =
    'allowed paths inside the bucket: "" for itself, "*", "prefix/*"; leave the ARN out, the component puts it in front';
  const outside = (resource: string): [object, string] => [
    { resources: ["a/*", resource] },
    `s[0].resources[1]: outside the bucket, or not known to be inside, got "${resource}"; ${INSIDE}`,
  ];
  const noAction = (action: string): [object, string] => [
    { actions: ["s3:GetObject", action] },
    `s[0].actions[1]: not an S3 action, got "${action}"; ${ONLY_S3}`,
  ];
  const refused: [change: object, line: string][] = [
    [{ notActions: ["s3:*"] }, `s[0].notActions: no such field, got "notActions"; ${NO_FIELD}`],
    [{ sid: 7 }, `s[0].sid: not a Sid, got 7; ${NO_SID}`],
    [{ sid: "" }, `s[0].sid: not a Sid, got ""; ${NO_SID}`],
    [{ sid: " Mine" }, `s[0].sid: not a Sid, got " Mine"; ${NO_SID}`],
    [{ sid: "Mine!" }, `s[0].sid: not a Sid, got "Mine!"; ${NO_SID}`],
    [
      { effect: "allow" },
      's[0].effect: not an effect, got "allow"; allowed Allow or Deny; give one of the two',
    ],
    [{ actions: undefined }, `s[0].actions: not a list of texts, got undefined; ${ACTIONS}`],
    [{ actions: "s3:*" }, `s[0].actions: not a list of texts, got "s3:*"; ${ACTIONS}`],
    [{ actions: [] }, `s[0].actions: not a list of texts, got []; ${ACTIONS}`],
    [{ actions: ["s3:*", 7] }, `s[0].actions: not a list of texts, got ["s3:*",7]; ${ACTIONS}`],
    [{ resources: [] }, `s[0].resources: not a list of texts, got []; ${PATHS}`],
    [{ principals: {} }, `s[0].principals: not principals, got {}; ${PRINCIPALS}`],
    [
      { principals: { aws: [ROLE], federated: ["x"] } },
      `s[0].principals: not principals, got {"aws":["${ROLE}"],"federated":["x"]}; ${PRINCIPALS}`,
    ],
    [{ principals: { aws: [] } }, `s[0].principals.aws: not a list of texts, got []; ${NAMED}`],
    [{ principals: { services: "x" } }, `s[0].principals.services: not a list of texts, got "x"; ${NAMED}`],
    [{ conditions: "x" }, `s[0].conditions: not conditions, got "x"; ${FORM}; write them so`],
    [{ conditions: null }, `s[0].conditions: not conditions, got null; ${FORM}; write them so`],
    [{ conditions: [] }, `s[0].conditions: not conditions, got []; ${FORM}; write them so`],
    ...([{}, "x", null] as const).map((keys): [object, string] => [
      { conditions: { Null: keys } },
      `s[0].conditions.Null: no condition key, got ${JSON.stringify(keys)}; ${FORM}; give it a key, or leave it out`,
    ]),
    [
      { conditions: { Null: { "aws:SourceVpc": "true" } } },
      `s[0].conditions.Null["aws:SourceVpc"]: not a list of texts, got "true"; ${VALUE}`,
    ],
    [
      { sid: "DenyInsecureTransport" },
      `s[0].sid: a Sid of the component's own, got "DenyInsecureTransport"; allowed any other; rename the statement`,
    ],
    noAction("kms:Decrypt"),
    noAction("s3:"),
    noAction("s3:Get Object"),
    noAction("as3:GetObject"),
    noAction("**"),
    noAction("a*"),
    [
      { ...DENY, sid: "Mine", principals: undefined, actions: ["s3:Put(Bucket+Policy"] },
      `s[0].actions[0]: not an S3 action, got "s3:Put(Bucket+Policy"; ${ONLY_S3}`,
    ],
    outside("arn:aws:s3:::other/*"),
    outside("/a"),
    outside("a/${aws:username}/*"),
  ];
  for (const [change, line] of refused) {
    it(`may not hold ${JSON.stringify(change)}`, () =>
      assert.deepEqual(linesOf([{ ...ALLOW, ...change }]), [line]));
  }

  it("are refused for their fields first, each of them named, and then for what these say together", () => {
    assert.deepEqual(linesOf([{ principals: { aws: ["*"] } }]), [
      `s[0].sid: not a Sid, got undefined; ${NO_SID}`,
      "s[0].effect: not an effect, got undefined; allowed Allow or Deny; give one of the two",
      `s[0].actions: not a list of texts, got undefined; ${ACTIONS}`,
    ]);
  });

  it("use each Sid once; the second is named, also beside what is no statement", () => {
    assert.deepEqual(linesOf([null, ALLOW, { ...ALLOW, sid: "Other" }, ALLOW]).slice(1), [
      's[3].sid: stands twice, got "Mine"; allowed each Sid once; rename one',
    ]);
  });
});

describe("an Allow to everyone", () => {
  /* "The meaning of public": a policy is not public when it fixes one of these to values without a wildcard. */
  const KEYS = [
    "aws:PrincipalArn",
    "aws:PrincipalOrgID",
    "aws:SourceArn",
    "aws:SourceAccount",
    "aws:SourceVpc",
    "aws:SourceVpce",
  ];
  const OPERATORS = ["StringEquals", "StringLike", "ArnEquals", "ArnLike"];
  const everyone = { ...ALLOW, principals: { aws: [ROLE, "*"] } };
  const line = (got: string): string =>
    `s[0].principals: an Allow to everyone, which public access block rejects, got ${got}; allowed named principals, ` +
    `or everyone under a fixed value of ${KEYS.join(", ")}; name who is allowed`;

  it("is refused, whether it says so or names nobody", () => {
    assert.deepEqual(linesOf([everyone]), [line(`["${ROLE}","*"]`)]);
    assert.deepEqual(linesOf([{ ...ALLOW, principals: undefined }]), [line('"nobody in particular"')]);
  });

  for (const key of KEYS) {
    it(`is taken under a fixed value of ${key}, in any case, and refused under a wildcard`, () => {
      for (const operator of OPERATORS) {
        assert.deepEqual(linesOf([{ ...everyone, conditions: { [operator]: { [key]: ["x"] } } }]), []);
        const lowerCase = { [operator]: { [key.toLowerCase()]: ["x"] } };
        assert.deepEqual(linesOf([{ ...everyone, conditions: lowerCase }]), []);
      }
      for (const value of ["o-*", "o-?", "${aws:x}"]) {
        const conditions = { StringLike: { [key]: ["x", value] } };
        assert.equal(linesOf([{ ...everyone, conditions }]).length, 1, value);
      }
    });
  }

  const open: object[] = [
    { StringEquals: { "aws:UserAgent": ["x"] } },
    { StringNotEquals: { "aws:SourceVpc": ["x"] } },
    { StringEqualsIfExists: { "aws:SourceVpc": ["x"] } },
    { "ForAllValues:StringEquals": { "aws:SourceVpc": ["x"] } },
  ];
  for (const conditions of open) {
    it(`is refused under ${JSON.stringify(conditions)}`, () => {
      assert.deepEqual(linesOf([{ ...everyone, conditions }]), [line(`["${ROLE}","*"]`)]);
    });
  }

  it("is taken where one of several conditions confines it", () => {
    const conditions = {
      Bool: { "aws:SecureTransport": ["true"] },
      StringEquals: { "aws:UserAgent": ["x"], "aws:SourceVpc": ["vpc-1"] },
    };
    assert.deepEqual(linesOf([{ ...everyone, conditions }]), []);
  });
});

describe("a Deny that would lock out whoever deploys", () => {
  const line = (got: string[]): string =>
    `s[0].actions: an unconditional Deny that would lock out whoever deploys, got ${JSON.stringify(got)}; ` +
    "allowed a Deny with a condition, of named principals, or of other actions; narrow it";
  const mending = ["s3:PutBucketPolicy", "s3:GetBucketPolicy", "s3:DeleteBucketPolicy"];
  const patterns = ["s3:*", "*", "s3:PutBucket*", "s3:putbucketpolicy", "s3:?etBucketPolicy", "s3:*Policy"];

  for (const action of [...mending, ...patterns]) {
    it(`is refused for ${action}, which it names`, () => {
      assert.deepEqual(linesOf([{ ...DENY, actions: ["s3:DeleteObject", action] }]), [line([action])]);
    });
  }

  for (const action of ["s3:DeleteObject", "s3:PutBucketPolic", "s3:PutObject*", "s3:Get?BucketPolicy"]) {
    it(`is none for ${action}`, () => assert.deepEqual(linesOf([{ ...DENY, actions: [action] }]), []));
  }

  const all = { ...DENY, actions: ["s3:*"] };
  const lockedOut: [string, object][] = [
    ["everyone", {}],
    ["everyone by *", { principals: { aws: [ROLE, "*"] } }],
    ["an account by its id", { principals: { aws: [ROLE, "111122223333"] } }],
    ["an account by its root", { principals: { aws: [ROLE, "arn:aws:iam::111122223333:root"] } }],
    ["all resources, as none is named", { resources: undefined }],
    ["the bucket among others", { resources: ["a/*", ""] }],
    ["no condition in an object", { conditions: {} }],
  ];
  for (const [what, change] of lockedOut) {
    it(`is refused of ${what}`, () => assert.deepEqual(linesOf([{ ...all, ...change }]), [line(["s3:*"])]));
  }

  const narrow: [string, object][] = [
    ["of a role", { principals: { aws: [ROLE] } }],
    ["of a service", { principals: { services: ["s3.amazonaws.com"] } }],
    ["of what only begins with an account id", { principals: { aws: ["111122223333x"] } }],
    ["of what only ends with an account id", { principals: { aws: ["x111122223333"] } }],
    ["of what only contains the ARN of a root", { principals: { aws: ["xarn:aws:iam::111122223333:root"] } }],
    ["of a role named as a root", { principals: { aws: ["arn:aws:iam::111122223333:rooter"] } }],
    ["of objects", { resources: ["*"] }],
    ["under a condition", { conditions: { Null: { "aws:SourceVpc": ["true"] } } }],
  ];
  for (const [what, change] of narrow) {
    it(`is none ${what}`, () => assert.deepEqual(linesOf([{ ...all, ...change }]), []));
  }
});

describe("a statement of the user's in AWS's form", () => {
  const rendered = (own: Partial<OwnStatement>): unknown =>
    renderOwnStatements(
      [{ sid: "Mine", effect: "Deny", actions: ["s3:GetObject"], ...own }],
      "arn:aws:s3:::b",
    )[0];

  it("is about everyone, the bucket and its objects, under no condition, unless it says more", () => {
    assert.deepEqual(rendered({ conditions: {} }), {
      Sid: "Mine",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:GetObject"],
      Resource: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
    });
  });

  it("names principals by their kind, paths behind the bucket's ARN, and its conditions", () => {
    const conditions = { StringEquals: { "aws:SourceVpc": ["vpc-1"] } };
    const aws = [ROLE];
    const services = ["s3.amazonaws.com"];
    assert.deepEqual(rendered({ principals: { aws, services }, resources: ["a/*", ""], conditions }), {
      Sid: "Mine",
      Effect: "Deny",
      Principal: { AWS: aws, Service: services },
      Action: ["s3:GetObject"],
      Resource: ["arn:aws:s3:::b/a/*", "arn:aws:s3:::b"],
      Condition: conditions,
    });
    assert.deepEqual((rendered({ principals: { aws } }) as { Principal: unknown }).Principal, { AWS: aws });
    assert.deepEqual((rendered({ principals: { services } }) as { Principal: unknown }).Principal, {
      Service: services,
    });
  });
});
