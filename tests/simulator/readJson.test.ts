import assert from "node:assert/strict";
import fc from "fast-check";
import { NotJson, readJson, type JsonNode } from "../../simulator/readJson";

function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ name, value }) => [name, plain(value)]));
    case "array":
      return node.items.map(plain);
    case "text":
      return node.value;
    default:
      return JSON.parse(node.value);
  }
}

function isTaken(read: () => unknown, refusal: new (...args: never[]) => Error): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof refusal) return false;
    throw error;
  }
}

describe("reading JSON with its lines", () => {
  it("reads what JSON.parse reads, to the same value", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        assert.equal(JSON.stringify(plain(readJson(text))), JSON.stringify(JSON.parse(text)));
      }),
      { seed: 20261124 },
    );
  });

  it("refuses a number with a zero in front", () => {
    for (const text of ["00", "-01", "[007]"]) assert.throws(() => readJson(text), NotJson, text);
  });

  it("refuses what JSON.parse refuses, and never with another error than its own", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 1 }), (text, at, added) => {
        const place = at % (text.length + 1);
        const changed = text.slice(0, place) + added + text.slice(place + 1);
        assert.equal(
          isTaken(() => readJson(changed), NotJson),
          isTaken(() => JSON.parse(changed) as unknown, SyntaxError),
          changed,
        );
      }),
      { seed: 20261124, numRuns: process.env["DEEP"] ? 20_000 : 2000 },
    );
  });

  it("keeps a name that stands twice, with the line of each", () => {
    const node = readJson('{"a": 1,\n"a": 2}');
    assert.ok(node.kind === "object");
    assert.deepEqual(
      node.members.map(({ name, line }) => [name, line]),
      [
        ["a", 1],
        ["a", 2],
      ],
    );
  });
});
