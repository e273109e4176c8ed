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

  it("takes a value in 50 lists or objects", () => {
    for (const [open, close] of [
      ["[", "]"],
      ['{"a":', "}"],
    ] as const) {
      const text = `${open.repeat(50)}1${close.repeat(50)}`;
      assert.deepEqual(plain(readJson(text)), JSON.parse(text));
    }
  });

  it("tells the kinds of a value apart, and gives each with its line", () => {
    assert.deepEqual(readJson('\n{"a":\n[1, "x", true,\nfalse, null, {}], "b": -1.5e+3}'), {
      kind: "object",
      line: 2,
      members: [
        {
          name: "a",
          line: 2,
          value: {
            kind: "array",
            line: 3,
            items: [
              { kind: "number", line: 3, value: "1" },
              { kind: "text", line: 3, value: "x" },
              { kind: "boolean", line: 3, value: "true" },
              { kind: "boolean", line: 4, value: "false" },
              { kind: "null", line: 4, value: "null" },
              { kind: "object", line: 4, members: [] },
            ],
          },
        },
        { name: "b", line: 4, value: { kind: "number", line: 4, value: "-1.5e+3" } },
      ],
    });
  });

  it("is an error with a name, the line and the problem", () => {
    assert.throws(() => readJson("\n]"), {
      name: "NotJson",
      line: 2,
      problem: "expected a value, got ]",
      message: "line 2: expected a value, got ]",
    });
  });

  for (const text of ["1.5", "-0", "10", "1e5", "1E-5", "0.25e+10", "true", "null", ' \t\r\n"x" ']) {
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(plain(readJson(text)), JSON.parse(text)));
  }
  for (const text of [
    "1.",
    ".5",
    "+1",
    "1e",
    "1e+",
    "0x1",
    "tru",
    "1.5.5",
    "-",
    "\u00a01",
    "[1 2]",
    '{"a" 1}',
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => readJson(text), NotJson));
  }

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
