import assert from "node:assert/strict";
import { join } from "node:path";
import ts from "typescript";
import { pages, type Block } from "../support/markdown";

const ROOT = join(__dirname, "..", "..");

/** A block that must not compile: the check of all others is worth nothing if it does. */
const WRONG = join(ROOT, "wrong.mts");
const WRONG_CODE = `import { EncryptedBucket } from "encrypted-bucket";
new EncryptedBucket("reports", { enforcment: "EffectiveKey" });`;

/** Every block of TypeScript as a module of its own, by the path it pretends to have. */
const MODULES = new Map(
  pages().flatMap(({ file, blocks }) =>
    blocks
      .filter(({ language }) => language === "ts")
      .map((block): [string, { file: string; block: Block }] => [
        join(ROOT, `${file.replace(/\.md$/, "")}-line-${block.line}.mts`),
        { file, block },
      ]),
  ),
);

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: ["node"],
  typeRoots: [join(ROOT, "node_modules/@types")],
  paths: {
    "encrypted-bucket": [join(ROOT, "components/index.ts")],
    "encrypted-bucket/simulator": [join(ROOT, "simulator/index.ts")],
    "encrypted-bucket/testing": [join(ROOT, "testing/index.ts")],
  },
};

/** Type-checks all of them in one program: reading the types of the AWS provider is what takes the time. */
function complaints(): Map<string, string[]> {
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile } = host;
  const paths = [...MODULES.keys(), WRONG];
  host.fileExists = (path) => paths.includes(path) || fileExists(path);
  host.readFile = (path) => {
    if (path === WRONG) return WRONG_CODE;
    const found = MODULES.get(path);
    return found ? `export {};\n${found.block.assumes}\n${found.block.code}` : readFile(path);
  };
  const program = ts.createProgram(paths, OPTIONS, host);
  return new Map(
    paths.map((path) => [
      path,
      [...program.getSyntacticDiagnostics(source(path)), ...program.getSemanticDiagnostics(source(path))].map(
        ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"),
      ),
    ]),
  );

  function source(path: string): ts.SourceFile {
    const file = program.getSourceFile(path);
    assert.ok(file, path);
    return file;
  }
}

describe("every block of TypeScript in the docs", function () {
  this.timeout(180_000);
  let found: Map<string, string[]>;
  before(() => void (found = complaints()));

  for (const [path, { file, block }] of MODULES) {
    it(`of ${file}, line ${block.line}, compiles`, () => assert.deepEqual(found.get(path), []));
  }

  it("would not pass with a misspelt argument", () =>
    assert.match(found.get(WRONG)?.join() ?? "", /enforcment/));
});
