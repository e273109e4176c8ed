import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const ROOT = join(__dirname, "..");

/** folder → what else its files may import, by folder. Node's own modules and packages are looked at apart. */
const MAY_IMPORT: Record<string, string[]> = {
  policy: [],
  simulator: ["policy"],
  components: ["policy"],
  cli: ["policy", "simulator"],
  testing: ["simulator", "cli"],
};

const MAY_IMPORT_PACKAGES: Record<string, RegExp> = {
  policy: /^$/,
  simulator: /^$/,
  components: /^@pulumi\/(pulumi|aws)$/,
};

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

function imports(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(/(?:from|import|require)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

function foreignFolder(file: string, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const target = relative(ROOT, join(ROOT, file, "..", specifier)).split("/")[0];
  return target === file.split("/")[0] ? undefined : target;
}

describe("house rules", () => {
  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    it(`${folder}/ imports no other folder than ${allowed.join(", ") || "its own"}`, () => {
      const files = sources(folder);
      assert.ok(files.length > 0);
      for (const file of files) {
        for (const specifier of imports(file)) {
          const foreign = foreignFolder(file, specifier);
          assert.ok(foreign === undefined || allowed.includes(foreign), `${file} imports ${specifier}`);
        }
      }
    });
  }

  it("the judge takes from the builder the document types alone", () => {
    for (const file of sources("simulator")) {
      for (const specifier of imports(file).filter((one) => foreignFolder(file, one) === "policy")) {
        assert.match(specifier, /policy\/document$/, file);
      }
      const text = readFileSync(join(ROOT, file), "utf8");
      assert.doesNotMatch(text, /^(import|export) (?!type)[^;]*policy\/document"/m, file);
    }
  });

  for (const [folder, packages] of Object.entries(MAY_IMPORT_PACKAGES)) {
    it(`${folder}/ uses no package it must not`, () => {
      for (const file of sources(folder)) {
        for (const specifier of imports(file).filter((one) => !one.startsWith("."))) {
          assert.match(specifier, packages, `${file} imports ${specifier}`);
        }
      }
    });
  }

  it("no source file outgrows 400 lines", () => {
    for (const file of Object.keys(MAY_IMPORT).flatMap(sources)) {
      const lines = readFileSync(join(ROOT, file), "utf8").split("\n").length;
      assert.ok(lines <= 400, `${file} has ${lines} lines`);
    }
  });

  it("no test asserts inside an apply, where a failure would go unseen", () => {
    for (const file of sources("tests")) {
      const text = readFileSync(join(ROOT, file), "utf8");
      assert.doesNotMatch(text, /\.apply\([^;]*assert/, file);
    }
  });

  it("the stack program is named in Pulumi.yaml, so that a built library cannot take its place", () => {
    assert.match(readFileSync(join(ROOT, "Pulumi.yaml"), "utf8"), /^main: index\.ts$/m);
  });
});
