import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { parse } from "yaml";

const ROOT = join(__dirname, "..");
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

interface Option {
  name: string;
  doc: string;
  optional: boolean;
}

/** The options of every interface in components/args.ts, by the interface's name. */
function optionsByInterface(): Map<string, Option[]> {
  const source = ts.createSourceFile("args.ts", read("components/args.ts"), ts.ScriptTarget.Latest, true);
  const interfaces = source.statements.filter(ts.isInterfaceDeclaration);
  return new Map(
    interfaces.map(({ name, members }) => [
      name.text,
      members.filter(ts.isPropertySignature).map((member) => ({
        name: member.name.getText(source),
        optional: member.questionToken !== undefined,
        doc: ts
          .getJSDocCommentsAndTags(member)
          .map((comment) => comment.getText(source))
          .join("\n"),
      })),
    ]),
  );
}

/** The rows of docs/options.md: option → default as written. */
function rows(): Map<string, string> {
  const lines = read("docs/options.md")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  return new Map(
    lines.map((line) => {
      const [, option = "", byDefault = ""] = line.split("|").map((cell) => cell.trim());
      return [option.replaceAll("`", ""), byDefault.replaceAll("`", "")];
    }),
  );
}

const TOP = ["EncryptedBucketArgs", "EncryptionKey"];

describe("docs/options.md", () => {
  it("has a row for every option there is, and for none that there is not", () => {
    const expected = [...optionsByInterface()].flatMap(([type, options]) =>
      options.map(({ name }) => (TOP.includes(type) ? name : `${type}.${name}`)),
    );
    assert.deepEqual([...rows().keys()].sort(), expected.sort());
  });

  it("gives the default that the doc comment gives", () => {
    for (const [type, options] of optionsByInterface()) {
      for (const { name, doc } of options) {
        const tag = /@default ([^\n*]+)/.exec(doc)?.[1]?.trim();
        if (tag === undefined) continue;
        const row = rows().get(TOP.includes(type) ? name : `${type}.${name}`) ?? "";
        assert.equal(row.replace(/\s+/g, " "), tag.replace(/"" \(all objects\)/, ""), name);
      }
    }
  });
});

describe("the doc comments", () => {
  it("say something about every option", () => {
    for (const [type, options] of optionsByInterface()) {
      for (const { name, doc } of options) assert.match(doc, /\/\*\*\s*\S/, `${type}.${name}`);
    }
  });

  it("give every option an example, and say what holds where it is left out", () => {
    for (const [type, options] of optionsByInterface()) {
      for (const { name, doc, optional } of options) {
        assert.match(doc, /@example \S/, `${type}.${name}`);
        if (optional) assert.match(doc, /@default \S|Omitted:/, `${type}.${name}`);
      }
    }
  });
});

describe("Pulumi.yaml", () => {
  it("declares every setting with a type, a description and a default", () => {
    const { config } = parse(read("Pulumi.yaml")) as { config: Record<string, Record<string, unknown>> };
    for (const [name, declared] of Object.entries(config)) {
      assert.ok(declared["type"] && declared["description"], name);
      assert.notEqual(declared["default"], undefined, name);
    }
  });

  it("declares just the settings that the program reads", () => {
    const { config } = parse(read("Pulumi.yaml")) as { config: Record<string, unknown> };
    const calls = read("index.ts").matchAll(
      /(?:config\.get\w*(?:<[^(]*>)?|booleanIfSet|daysIfSet)\("(\w+)"/g,
    );
    assert.deepEqual(Object.keys(config).sort(), [...new Set([...calls].map((match) => match[1]))].sort());
  });
});
