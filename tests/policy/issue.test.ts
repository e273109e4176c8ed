import assert from "node:assert/strict";
import { formatIssue, show } from "../../policy/issue";

describe("an issue", () => {
  it("is one line: path, problem, what was given, what is allowed, what to do", () => {
    assert.equal(
      formatIssue({ path: "a.b", problem: "too old", got: "1.1", allowed: "1.2 or 1.3", fix: "use 1.2" }),
      "a.b: too old, got 1.1; allowed 1.2 or 1.3; use 1.2",
    );
  });

  const shown: [unknown, string][] = [
    ["a", '"a"'],
    [1, "1"],
    [undefined, "undefined"],
    [null, "null"],
    [["a"], '["a"]'],
    ["x".repeat(118), `"${"x".repeat(118)}"`],
    ["x".repeat(119), `"${"x".repeat(116)}...`],
  ];
  for (const [value, text] of shown) {
    it(`shows ${text}`, () => assert.equal(show(value), text));
  }
});
