import assert from "node:assert/strict";
import { formatIssue } from "../../policy/issue";
import { checkAdministratorAccounts, checkPrincipals, checkRoles } from "../../policy/validate";

const ROLE = "arn:aws:iam::111122223333:role/app";
const USER = "arn:aws:iam::111122223333:user/app";
const FORM = "arn:<partition>:iam::<account>:role/<name> or …:user/<name>";

describe("a list of principals", () => {
  const taken = [
    ROLE,
    USER,
    "arn:aws-cn:iam::111122223333:role/path/of/app",
    "arn:aws-us-gov:iam::111122223333:user/a+b=c,d.e@f_g-h",
  ];
  for (const name of taken) {
    it(`may hold ${name}`, () => assert.deepEqual(checkPrincipals([name], "key.users"), []));
  }

  const lists: [unknown, string][] = [
    [ROLE, `not a list, got "${ROLE}"; allowed a list of role or user ARNs; put it in a list`],
    [[], "an empty list, got []; allowed at least one ARN; leave the argument out to name nobody"],
  ];
  for (const [value, rest] of lists) {
    it(`may not be ${JSON.stringify(value)}`, () => {
      assert.deepEqual(checkPrincipals(value, "key.users").map(formatIssue), [`key.users: ${rest}`]);
    });
  }

  const GIVE = "give the ARN of a role or user";
  const ONE_BY_ONE = "name the roles and users one by one";
  const WHO_NEEDS = "name the role or user that needs the key";
  const refused: [unknown, string, string][] = [
    [7, "not a principal ARN", GIVE],
    [[ROLE], "not a principal ARN", GIVE],
    ["", "not a principal ARN", GIVE],
    ["app", "not a principal ARN", GIVE],
    ["*", "a wildcard as principal", ONE_BY_ONE],
    ["arn:aws:iam::111122223333:role/ap?", "a wildcard as principal", ONE_BY_ONE],
    ["111122223333", "a whole account as principal", WHO_NEEDS],
    ["arn:aws:iam::111122223333:root", "a whole account as principal", WHO_NEEDS],
    ["11112222333", "not a principal ARN", GIVE],
    ["1111222233334", "not a principal ARN", GIVE],
    ["a111122223333", "not a principal ARN", GIVE],
    [
      "arn:aws:sts::111122223333:assumed-role/app/session",
      "the session of an assumed role",
      "name the role itself",
    ],
    ["arn:aws:s3:::root", "not a principal ARN", GIVE],
    ["arn:aws:iam:eu-west-1:111122223333:role/app", "not a principal ARN", GIVE],
    ["arn:aws:iam::11112222333:role/app", "not a principal ARN", GIVE],
    ["arn:aws:iam::1111222233334:role/app", "not a principal ARN", GIVE],
    ["arn:aws:iam::a111122223333:role/app", "not a principal ARN", GIVE],
    ["arn:aws:s3::111122223333:role/app", "not a principal ARN", GIVE],
    ["arn:aws-iso:iam::111122223333:role/app", "an unknown partition", "use aws, aws-us-gov, aws-cn"],
    ["arn:aws:iam::111122223333:group/app", "neither a role nor a user", GIVE],
    ["arn:aws:iam::111122223333:a/role/app", "neither a role nor a user", GIVE],
    ["arn:aws:iam::111122223333:role/", "neither a role nor a user", GIVE],
    ["arn:aws:iam::111122223333:role/a b", "neither a role nor a user", GIVE],
    ["arn:aws:iam::111122223333:role/a b c", "neither a role nor a user", GIVE],
  ];
  for (const [value, problem, fix] of refused) {
    it(`may not hold ${JSON.stringify(value)}: ${problem}`, () => {
      assert.deepEqual(checkPrincipals([value], "key.users").map(formatIssue), [
        `key.users[0]: ${problem}, got ${JSON.stringify(value)}; allowed ${FORM}; ${fix}`,
      ]);
    });
  }

  it("names each once", () => {
    assert.deepEqual(checkPrincipals([ROLE, USER, ROLE], "key.users").map(formatIssue), [
      `key.users[2]: named twice, got "${ROLE}"; allowed each principal once; remove one`,
    ]);
  });
});

describe("administrators and users", () => {
  it("are not the same principals", () => {
    assert.deepEqual(
      checkRoles([USER, ROLE], ["arn:aws:iam::111122223333:role/other", ROLE]).map(formatIssue),
      [
        `key.users[1]: also an administrator, got "${ROLE}"; allowed one role for each principal; ` +
          "take it out of one of the two lists",
      ],
    );
    assert.deepEqual(checkRoles([USER], [ROLE]), []);
  });
});

describe("administrators", () => {
  it("are of the key's own account, as the calls that manage a key do not work across accounts", () => {
    const names = [ROLE, "arn:aws:iam::444455556666:role/app", "app"];
    const rest = "allowed principals of account 111122223333; name a role of the key's account";
    assert.deepEqual(checkAdministratorAccounts(names, "111122223333").map(formatIssue), [
      `key.administrators[1]: of another account, got "arn:aws:iam::444455556666:role/app"; ${rest}`,
      `key.administrators[2]: of another account, got "app"; ${rest}`,
    ]);
  });
});
