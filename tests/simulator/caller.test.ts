import assert from "node:assert/strict";
import type { Principal } from "../../policy/document";
import { callerContext, namedBy, principal, type Caller } from "../../simulator/caller";
import type { UnknownToSimulator } from "../../simulator/context";

const ACCOUNT = "111122223333";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/app`;
const USER = `arn:aws:iam::${ACCOUNT}:user/app`;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const SERVICE: Caller = {
  kind: "service",
  service: "cloudtrail.amazonaws.com",
  sourceArn: "arn:aws:cloudtrail:eu-central-1:111122223333:trail/t",
  sourceAccount: ACCOUNT,
};
const ANONYMOUS: Caller = { kind: "anonymous" };

describe("a caller", () => {
  it("is a role, a user or the root of its account by its ARN, and IAM allows it everything unless told", () => {
    assert.deepEqual(principal(ROLE), { kind: "role", arn: ROLE, account: ACCOUNT, iam: "everything" });
    assert.deepEqual(principal(USER, "nothing"), {
      kind: "user",
      arn: USER,
      account: ACCOUNT,
      iam: "nothing",
    });
    assert.equal(principal(ROOT).kind, "root");
    assert.equal(principal(`arn:aws:iam::${ACCOUNT}:role/user/app`).kind, "role");
    assert.deepEqual(principal("nobody"), { kind: "role", arn: "nobody", account: "", iam: "everything" });
  });

  /* "AWS JSON policy elements: Principal". */
  const table: [string, Principal, Caller, string | undefined][] = [
    ["everyone by *", "*", principal(ROLE), "everyone"],
    ["everyone by *, also a service", "*", SERVICE, "everyone"],
    ["everyone by *, also nobody in particular", "*", ANONYMOUS, "everyone"],
    ["everyone by AWS *", { AWS: "*" }, principal(ROLE), "everyone"],
    ["nobody in particular by AWS *", { AWS: "*" }, ANONYMOUS, "everyone"],
    ["no service by AWS *", { AWS: "*" }, SERVICE, undefined],
    ["a role by its ARN", { AWS: ROLE }, principal(ROLE), "name"],
    ["a user by its ARN", { AWS: [ROLE, USER] }, principal(USER), "name"],
    ["no other role", { AWS: `${ROLE}2` }, principal(ROLE), undefined],
    ["the root by its ARN", { AWS: ROOT }, principal(ROOT), "name"],
    ["the root by its account", { AWS: ACCOUNT }, principal(ROOT), "account"],
    ["a role by the root of its account", { AWS: ROOT }, principal(ROLE), "account"],
    ["a role by its account", { AWS: ACCOUNT }, principal(ROLE), "account"],
    [
      "a role of China by the root of its account",
      { AWS: ROOT.replace("aws", "aws-cn") },
      principal(ROLE),
      "account",
    ],
    ["no role of another account by its id", { AWS: "444455556666" }, principal(ROLE), undefined],
    [
      "no role of another account by its root",
      { AWS: "arn:aws:iam::444455556666:root" },
      principal(ROLE),
      undefined,
    ],
    ["no role by a number that contains its account", { AWS: `${ACCOUNT}4` }, principal(ROLE), undefined],
    ["no role by a number that ends in its account", { AWS: `4${ACCOUNT}` }, principal(ROLE), undefined],
    ["no role by what goes on after the root", { AWS: `${ROOT}s` }, principal(ROLE), undefined],
    ["no role by what stands before the root", { AWS: `x${ROOT}` }, principal(ROLE), undefined],
    ["nobody in particular by no account", { AWS: [ACCOUNT, ROLE] }, ANONYMOUS, undefined],
    ["a service by its name", { Service: ["s3.amazonaws.com", "cloudtrail.amazonaws.com"] }, SERVICE, "name"],
    ["no other service", { Service: "s3.amazonaws.com" }, SERVICE, undefined],
    ["no service by the account", { AWS: ACCOUNT }, SERVICE, undefined],
    ["no role by a service", { Service: "cloudtrail.amazonaws.com" }, principal(ROLE), undefined],
    ["by name rather than as everyone", { AWS: ["*", ROLE] }, principal(ROLE), "name"],
    ["as everyone rather than by account", { AWS: [ACCOUNT, "*"] }, principal(ROLE), "everyone"],
    ["by name rather than by account", { AWS: [ROOT, ROLE] }, principal(ROLE), "name"],
  ];
  for (const [what, element, caller, naming] of table) {
    it(`${what} is named so: ${naming}`, () => assert.equal(namedBy(element, caller), naming));
  }

  for (const name of ["arn:aws:iam::111122223333:role/*", "arn:aws:iam::111122223333:role/ap?"]) {
    it(`is not named by ${name}, as IAM takes no wildcard inside, whoever asks`, () => {
      for (const caller of [principal(ROLE), ANONYMOUS]) {
        assert.throws(() => namedBy({ AWS: name }, caller), {
          name: "UnknownToSimulator",
          what: `principal ${name} (IAM takes no wildcard in it)`,
        } satisfies Partial<UnknownToSimulator>);
      }
    });
  }
});

describe("what a request says of its caller", () => {
  const told: [string, Caller, Record<string, string>][] = [
    ["nobody", ANONYMOUS, { "aws:PrincipalType": "Anonymous" }],
    [
      "a service",
      SERVICE,
      {
        "aws:PrincipalIsAWSService": "true",
        "aws:PrincipalServiceName": "cloudtrail.amazonaws.com",
        "aws:SourceArn": "arn:aws:cloudtrail:eu-central-1:111122223333:trail/t",
        "aws:SourceAccount": ACCOUNT,
      },
    ],
    ...(
      [
        [ROLE, "AssumedRole"],
        [USER, "User"],
        [ROOT, "Account"],
      ] as const
    ).map(([arn, type]): [string, Caller, Record<string, string>] => [
      arn,
      principal(arn),
      {
        "aws:PrincipalArn": arn,
        "aws:PrincipalAccount": ACCOUNT,
        "aws:PrincipalIsAWSService": "false",
        "aws:PrincipalType": type,
      },
    ]),
  ];
  for (const [who, caller, context] of told) {
    it(`of ${who}`, () => assert.deepEqual(callerContext(caller), context));
  }
});
