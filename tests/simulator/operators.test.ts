import assert from "node:assert/strict";
import type { Conditions, OneOrMany } from "../../policy/document";
import { conditionsHold, list } from "../../simulator/condition";
import { Context } from "../../simulator/context";

/* Expected results are AWS's, from "IAM JSON policy elements: Condition operators" and "Multivalued context keys". */

const KEY = "aws:PrincipalTag/team";

function met(operator: string, policy: OneOrMany, requested: string | undefined): boolean {
  return conditionsHold({ [operator]: { [KEY]: policy } }, new Context({ [KEY]: requested }));
}

const ARN = "arn:aws:iam::111122223333:role/app";

/** operator, policy value, a value that matches, one that does not; what it says of the match, the other, and of absence */
const TABLE: [string, string, string, string, boolean, boolean, boolean][] = [
  ["StringEquals", "red", "red", "blue", true, false, false],
  ["StringEquals", "red", "red", "Red", true, false, false],
  ["StringEquals", "r*", "r*", "red", true, false, false],
  ["StringNotEquals", "red", "red", "blue", false, true, true],
  ["StringEqualsIgnoreCase", "red", "RED", "blue", true, false, false],
  ["StringNotEqualsIgnoreCase", "red", "RED", "blue", false, true, true],
  ["StringLike", "red", "red", "red2", true, false, false],
  ["StringLike", "r*", "red", "blue", true, false, false],
  ["StringLike", "r*", "r", "Red", true, false, false],
  ["StringLike", "r?d", "red", "reed", true, false, false],
  ["StringLike", "*", "a:b/c", "", true, true, false],
  ["StringLike", "*/b/*", "a/a/b/c", "a/bb/c", true, false, false],
  ["StringLike", "a.b", "a.b", "axb", true, false, false],
  ["StringLike", "a.*", "a.b", "axb", true, false, false],
  ["StringLike", "a*b", "a\nb", "a\nc", true, false, false],
  ["StringNotLike", "r*", "red", "blue", false, true, true],
  ["NumericEquals", "1.2", "1.20", "1.3", true, false, false],
  ["NumericNotEquals", "1.2", "1.20", "1.3", false, true, true],
  ["NumericLessThan", "1.2", "1.1", "1.2", true, false, false],
  ["NumericLessThan", "10", "9", "11", true, false, false],
  ["NumericLessThanEquals", "1.2", "1.2", "1.3", true, false, false],
  ["NumericGreaterThan", "1.2", "1.3", "1.2", true, false, false],
  ["NumericGreaterThanEquals", "1.2", "1.2", "1.1", true, false, false],
  ["NumericEquals", "1.2", "1.2", "no number", true, false, false],
  ["NumericLessThanEquals", "1.2", "1.2", "no number", true, false, false],
  ["NumericGreaterThanEquals", "1.2", "1.2", "no number", true, false, false],
  ["NumericNotEquals", "1.2", "1.2", "no number", false, true, true],
  ["Bool", "false", "false", "true", true, false, false],
  ["Bool", "False", "false", "true", true, false, false],
  ["ArnEquals", ARN, ARN, `${ARN}2`, true, false, false],
  ["ArnLike", "arn:aws:iam::*:role/app", ARN, "arn:aws:iam::111122223333:user/app", true, false, false],
  ["ArnEquals", "arn:aws:iam::*:role/a?p", ARN, "arn:aws:iam::1:role/apple", true, false, false],
  ["ArnLike", "arn:aws:s3:::logs/*", "arn:aws:s3:::logs/a/b", "arn:aws:s3:::logs", true, false, false],
  [
    "ArnLike",
    "arn:aws:sns:*:1:a",
    "arn:aws:sns:eu-west-1:1:a",
    "arn:aws:sns:eu:west:1:a",
    true,
    false,
    false,
  ],
  ["ArnLike", "arn:aws:sns:*:*:a", "arn:aws:sns:r:1:a", "arn:aws:sns:r:1:b:a", true, false, false],
  ["ArnLike", "arn:aws:sns:*:*:a*", "arn:aws:sns:r:1:a:b", "arn:aws:sns:r:1:b:a", true, false, false],
  ["ArnEquals", "arn:aws:sns:r:1:b:a", "arn:aws:sns:r:1:b:a", "arn:aws:sns:r:1:ba", true, false, false],
  ["ArnNotEquals", ARN, ARN, `${ARN}2`, false, true, true],
  ["ArnNotLike", "arn:aws:iam::*:role/*", ARN, "arn:aws:iam::111122223333:user/app", false, true, true],
  ["IpAddress", "203.0.113.0/24", "203.0.113.10", "203.0.114.10", true, false, false],
  ["IpAddress", "203.0.113.10", "203.0.113.10", "203.0.113.11", true, false, false],
  ["IpAddress", "128.0.0.0/1", "203.0.113.10", "127.255.255.255", true, false, false],
  ["IpAddress", "0.0.0.0/0", "203.0.113.10", "no address", true, false, false],
  ["IpAddress", "0.0.0.0/0", "0.0.0.0", "203.0.113", true, false, false],
  ["IpAddress", "0.0.0.0/0", "255.255.255.255", "203.0.113.256", true, false, false],
  ["IpAddress", "0.0.0.0/0", "255.0.255.0", "203.0.113.-1", true, false, false],
  ["IpAddress", "203.0.113.0/24", "203.0.113.10", "2001:db8::1", true, false, false],
  ["NotIpAddress", "203.0.113.0/24", "203.0.113.10", "203.0.114.10", false, true, true],
];

describe("condition operators", () => {
  for (const [operator, policy, matching, other, ofMatch, ofOther, ofAbsence] of TABLE) {
    it(`${operator} "${policy}": ${matching} ${ofMatch}, ${other} ${ofOther}, absent ${ofAbsence}`, () => {
      assert.equal(met(operator, policy, matching), ofMatch);
      assert.equal(met(operator, policy, other), ofOther);
      assert.equal(met(operator, policy, undefined), ofAbsence);
    });

    it(`${operator}IfExists "${policy}": the same, but an absent key meets it`, () => {
      assert.equal(met(`${operator}IfExists`, policy, matching), ofMatch);
      assert.equal(met(`${operator}IfExists`, policy, other), ofOther);
      assert.equal(met(`${operator}IfExists`, policy, undefined), true);
    });

    it(`ForAllValues:${operator} "${policy}": one value as without it, but an absent key meets it`, () => {
      assert.equal(met(`ForAllValues:${operator}`, policy, matching), ofMatch);
      assert.equal(met(`ForAllValues:${operator}`, policy, other), ofOther);
      assert.equal(met(`ForAllValues:${operator}`, policy, undefined), true);
    });

    it(`ForAnyValue:${operator} "${policy}": one value as without it, but no absent key meets it`, () => {
      assert.equal(met(`ForAnyValue:${operator}`, policy, matching), ofMatch);
      assert.equal(met(`ForAnyValue:${operator}`, policy, other), ofOther);
      assert.equal(met(`ForAnyValue:${operator}`, policy, undefined), false);
    });
  }

  it("ARN operators hold for no value that is no ARN, even if it is written alike", () => {
    for (const text of ["arn:aws:s3::b", "urn:aws:s3:::b", "urn:aws:s3"]) {
      assert.equal(met("ArnEquals", text, text), false, text);
      assert.equal(met("ArnNotEquals", text, text), true, text);
    }
  });

  it("no address is in a range that is none", () => {
    assert.equal(met("IpAddress", "no range", "203.0.113.10"), false);
    assert.equal(met("IpAddress", "no range", "no range"), false);
  });

  it("Null of both values is met by every request", () => {
    for (const value of [undefined, "red"]) assert.equal(met("Null", ["true", "false"], value), true);
  });

  it("Null takes a policy variable for no true, whether the request carries it or not", () => {
    for (const value of [undefined, "red"]) {
      assert.equal(met("Null", "${aws:username}", value), met("Null", "false", value));
    }
  });

  it("a single value is a list of one, none an empty list", () => {
    assert.deepEqual(list("a"), ["a"]);
    assert.deepEqual(list(["a", "b"]), ["a", "b"]);
    assert.deepEqual(list(undefined), []);
  });

  it(`Null "true" is met by an absent key only, "false" by a present one only, be it empty`, () => {
    assert.deepEqual(
      [undefined, "red", ""].map((value) => met("Null", "true", value)),
      [true, false, false],
    );
    assert.deepEqual(
      [undefined, "red", ""].map((value) => met("Null", "false", value)),
      [false, true, true],
    );
  });

  it("StringNotEqualsIfExists does not spare a request without the key, Null beside StringNotEquals does", () => {
    assert.equal(met("StringNotEqualsIfExists", "red", undefined), true);
    const guarded: Conditions = { Null: { [KEY]: "false" }, StringNotEquals: { [KEY]: "red" } };
    assert.equal(conditionsHold(guarded, new Context({})), false);
    assert.equal(conditionsHold(guarded, new Context({ [KEY]: "blue" })), true);
    assert.equal(conditionsHold(guarded, new Context({ [KEY]: "red" })), false);
  });

  describe("several values", () => {
    it("of a positive operator: any suffices", () => {
      assert.deepEqual(
        ["a", "b", "c"].map((value) => met("StringEquals", ["a", "b"], value)),
        [true, true, false],
      );
    });

    it("of a negated operator: none may match", () => {
      assert.deepEqual(
        ["a", "b", "c"].map((value) => met("StringNotEquals", ["a", "b"], value)),
        [false, false, true],
      );
      assert.equal(met("ArnNotLike", ["arn:aws:iam::1:role/x", ARN], ARN), false);
    });

    it("in a list of one: as a bare string", () => {
      assert.equal(met("StringEquals", ["a"], "a"), met("StringEquals", "a", "a"));
    });

    it("in an empty list: nothing matches", () => {
      assert.equal(met("StringEquals", [], "a"), false);
      assert.equal(met("StringNotEquals", [], "a"), true);
    });
  });

  describe("several conditions", () => {
    const [A, B] = ["aws:PrincipalTag/a", "aws:PrincipalTag/b"];
    const tagged = (a?: string, b?: string): Context => new Context({ [A]: a, [B]: b });

    it("keys under one operator must all hold", () => {
      const conditions = { StringEquals: { [A]: "1", [B]: "2" } };
      assert.equal(conditionsHold(conditions, tagged("1", "2")), true);
      assert.equal(conditionsHold(conditions, tagged("1", "3")), false);
      assert.equal(conditionsHold(conditions, tagged("1")), false);
    });

    it("keys under one negated operator must all mismatch, so one right key spares the other", () => {
      const conditions = { StringNotEquals: { [A]: "1", [B]: "2" } };
      assert.equal(conditionsHold(conditions, tagged("1", "3")), false);
      assert.equal(conditionsHold(conditions, tagged("0", "3")), true);
      assert.equal(conditionsHold(conditions, tagged()), true);
    });

    it("operators must all hold; no condition always holds", () => {
      const conditions = { StringEquals: { [A]: "1" }, Null: { [B]: "true" } };
      assert.equal(conditionsHold(conditions, tagged("1")), true);
      assert.equal(conditionsHold(conditions, tagged("1", "2")), false);
      assert.equal(conditionsHold(undefined, tagged()), true);
      assert.equal(conditionsHold({}, tagged()), true);
    });
  });

  it("names of operators and keys are read in any case, values are not", () => {
    const context = new Context({ "aws:SecureTransport": "false" });
    assert.equal(conditionsHold({ BOOL: { "AWS:securetransport": "FALSE" } }, context), true);
    assert.equal(conditionsHold({ stringequals: { "aws:securetransport": "FALSE" } }, context), false);
  });

  it("a policy variable takes the request's value, and without one its text matches nothing", () => {
    const conditions = { StringEquals: { [KEY]: "team-${aws:username}" } };
    assert.equal(conditionsHold(conditions, new Context({ [KEY]: "team-x", "aws:username": "x" })), true);
    assert.equal(conditionsHold(conditions, new Context({ [KEY]: "team-x", "aws:username": "y" })), false);
    assert.equal(conditionsHold(conditions, new Context({ [KEY]: "team-" })), false);
  });
});
