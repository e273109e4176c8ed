import assert from "node:assert/strict";
import { decide, type Decided } from "../../../cli/verify/hypotheses";
import { CASES } from "../../../simulator";

function decided(decisions: Record<string, "allow" | "deny">): Decided[] {
  return Object.entries(decisions).map(([name, decision]) => {
    const of = CASES.find((one) => one.name === name);
    assert.ok(of, name);
    return { of, decision };
  });
}

describe("verify: which hypothesis the decisions show", () => {
  it("nothing tried, or only what goes the same way under both: undecided", () => {
    const { findings } = decide(decided({ "put-key-arn": "allow", "put-aes256": "deny" }), "EffectiveKey");
    assert.deepEqual(findings, { wholeObjects: "undecided", keyNames: "undecided", parts: "undecided" });
  });

  it("each question by itself", () => {
    const decisions = {
      "put-silent": "allow",
      "copy-silent": "allow",
      "put-key-id": "deny",
      "part-of-key-arn": "deny",
    } as const;
    const { findings, against } = decide(decided(decisions), "EffectiveKey");
    assert.deepEqual(findings, { wholeObjects: "effectiveKey", keyNames: "headerOnly", parts: "headerOnly" });
    assert.equal(against.size, 0);
  });

  it("cases of one question that go different ways: contradictory, naming the odd one out", () => {
    const decisions = {
      "put-silent": "deny",
      "copy-silent": "deny",
      "multipart-create-silent": "allow",
    } as const;
    const { findings, against } = decide(decided(decisions), "EffectiveKey");
    assert.equal(findings.wholeObjects, "contradictory");
    assert.deepEqual([...against], [["multipart-create-silent", "headerOnly"]]);
  });

  it("as many one way as the other: the plain upload counts", () => {
    const decisions = { "put-silent": "allow", "copy-silent": "deny" } as const;
    const { against } = decide(decided(decisions), "EffectiveKey");
    assert.deepEqual([...against], [["copy-silent", "effectiveKey"]]);
  });

  it("where the enforcement makes no difference there is nothing to decide", () => {
    assert.equal(
      decide(decided({ "put-silent": "allow" }), "DefaultOnly").findings.wholeObjects,
      "undecided",
    );
  });
});
