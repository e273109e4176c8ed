import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { camelCase, inCamelCase, pythonProgram } from "./pythonProgram";
import { misfits, outputs, TOKEN } from "./schemaFit";

const read = (...path: string[]): string =>
  readFileSync(join(__dirname, "..", "..", "examples", ...path), "utf8");

interface YamlProgram {
  resources: Record<string, { type: string; properties: Record<string, unknown> }>;
  outputs: Record<string, string>;
}

describe("examples/yaml", () => {
  const program = parse(read("yaml", "Pulumi.yaml")) as YamlProgram;

  it("names properties of the component's schema, with values of their type", () => {
    const resources = Object.values(program.resources);
    assert.deepEqual(
      resources.map(({ type }) => type),
      [TOKEN],
    );
    for (const { properties } of resources) assert.deepEqual(misfits(properties), []);
  });

  it("reads outputs that there are", () => {
    for (const expression of Object.values(program.outputs)) {
      const [, resource = "", output = ""] = /^\$\{(\w+)\.(\w+)\}$/.exec(expression) ?? [];
      assert.ok(resource in program.resources && outputs().includes(output), expression);
    }
  });
});

describe("examples/python", () => {
  const program = pythonProgram(read("python", "__main__.py"));

  it("names arguments of the component's schema, with values of their type", () => {
    assert.ok(Object.keys(program.arguments).length > 0);
    assert.deepEqual(misfits(inCamelCase(program.arguments) as Record<string, unknown>), []);
  });

  it("reads outputs that there are", () => {
    assert.ok(program.read.length > 0);
    for (const name of program.read) assert.ok(outputs().includes(camelCase(name)), name);
  });
});

describe("the check against the schema", () => {
  for (const [what, args, expected] of [
    ["a property that there is not", { bucketname: "x" }, [".bucketname: no such property"]],
    ["a value of another type", { versioning: "true" }, [".versioning: not a boolean"]],
    ["text where a list stands", { key: { users: "arn" } }, [".key.users: not a list"]],
    [
      "a value that the enum has not",
      { retention: "Keep" },
      [".retention: none of Protect, Retain, Destroy"],
    ],
    ["what is required and not given", { accessLogs: { prefix: "a/" } }, [".accessLogs.bucket: missing"]],
    [
      "a wrong property in a list",
      { policyStatements: [{ sid: "A", effect: "Deny", actions: ["s3:*"], principal: "*" }] },
      [".policyStatements[0].principal: no such property"],
    ],
  ] as const) {
    it(`finds ${what}`, () => assert.deepEqual(misfits(args), expected));
  }
});
