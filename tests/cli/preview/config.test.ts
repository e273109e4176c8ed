import assert from "node:assert/strict";
import { configFor, type Config } from "../../../cli/preview/config";
import { declarationsIn } from "../../../cli/preview/configDeclarations";
import type { Project } from "../../../cli/preview/project";
import type { Stack } from "../../../cli/preview/stack";
import { WrongUse } from "../../../cli/wrongUse";

function config(block: unknown, stack: Record<string, unknown>, ...overrides: string[]): Config {
  const project: Project = {
    name: "shop",
    directory: "/shop",
    file: "Pulumi.yaml",
    programDirectory: "/shop",
    entryPoint: "index.ts",
    typescript: true,
    nodeArguments: [],
    stackDirectory: "/shop",
    config: declarationsIn(block, "shop", "Pulumi.yaml"),
  };
  const given: Stack = { name: "dev", file: "Pulumi.dev.yaml", config: stack, importsEnvironments: false };
  return configFor(project, given, overrides);
}

function problem(block: unknown, stack: Record<string, unknown>, ...overrides: string[]): string {
  try {
    config(block, stack, ...overrides);
  } catch (error) {
    assert.ok(error instanceof WrongUse, String(error));
    return error.message;
  }
  return assert.fail("accepted");
}

describe("configuration", () => {
  it("takes the command line before the stack and the stack before the project's default", () => {
    const block = {
      a: { type: "string", default: "1" },
      b: { default: "1" },
      c: { default: "1" },
      "aws:region": "eu-west-1",
    };
    assert.deepEqual(config(block, { "shop:b": "2", "shop:c": "2" }, "c=3", "aws:region=us-east-2").values, {
      "aws:region": "us-east-2",
      "shop:a": "1",
      "shop:b": "2",
      "shop:c": "3",
    });
  });

  it("hands objects and lists over as JSON, everything else as text", () => {
    const { values } = config({}, { "shop:o": { a: [1] }, "shop:n": 7, "shop:t": true });
    assert.deepEqual(values, { "shop:o": '{"a":[1]}', "shop:n": "7", "shop:t": "true" });
  });

  it("puts a placeholder for what is encrypted, of the declared type, and marks the key as secret", () => {
    const block = { n: { type: "integer" }, t: { type: "string" }, o: { type: "object" } };
    const stack = {
      "shop:n": { secure: "v1:x" },
      "shop:t": { secure: "v1:x" },
      "shop:o": { a: { secure: "v1:x" }, b: "c" },
    };
    const { values, secretKeys, secretTexts } = config(block, stack);
    assert.deepEqual(values, { "shop:n": "0", "shop:o": '{"a":"[secret]","b":"c"}', "shop:t": "[secret]" });
    assert.deepEqual(secretKeys, ["shop:n", "shop:o", "shop:t"]);
    assert.deepEqual(secretTexts, []);
  });

  it("keeps a key secret whose value comes from the command line", () => {
    const { secretKeys, secretTexts } = config(
      { t: { secret: true }, u: {} },
      { "shop:u": { secure: "v1:x" }, "shop:t": "x" },
      "t=plain",
    );
    assert.ok(secretKeys.includes("shop:t"));
    assert.deepEqual(secretTexts, ["plain"]);
  });

  it("names a missing key, the file it belongs into and the other way", () => {
    assert.match(
      problem({ size: { type: "integer" } }, {}),
      /^Pulumi\.dev\.yaml: configuration key size is missing.*--config size=VALUE$/,
    );
  });

  it("names a misspelt key and what may have been meant", () => {
    assert.match(
      problem({ retention: { default: "Protect" } }, { "shop:retenton": "Destroy" }),
      /^Pulumi\.dev\.yaml: Pulumi\.yaml declares no configuration key retenton; did you mean retention\?$/,
    );
    assert.match(
      problem({ retention: { default: "Protect" } }, {}, "xyz=1"),
      /^--config: .* xyz; it declares retention$/,
    );
  });

  it("leaves keys of other namespaces alone, and all keys where the project declares none", () => {
    assert.deepEqual(config({ a: { default: "1" } }, { "aws:profile": "x" }).values, {
      "aws:profile": "x",
      "shop:a": "1",
    });
    assert.deepEqual(config(undefined, { "shop:any": "x" }).values, { "shop:any": "x" });
  });

  it("names a value of another type, without showing it when it is secret", () => {
    assert.match(
      problem({ size: { type: "integer" } }, { "shop:size": "big" }),
      /size must be of type integer, got big$/,
    );
    assert.match(
      problem({ size: { type: "integer", secret: true } }, { "shop:size": "big" }),
      /got \[secret\]$/,
    );
  });

  it("reports every problem at once, one line each", () => {
    assert.equal(
      problem(
        { a: { type: "string" }, b: { type: "string" }, c: { type: "string" } },
        { "shop:d": "x" },
      ).split("\n").length,
      4,
    );
  });

  it("refuses a type that Pulumi does not know", () => {
    assert.match(
      problem({ a: { type: "text" } }, {}),
      /^Pulumi\.yaml: config\.a\.type: unknown type text; allowed string/,
    );
  });
});
