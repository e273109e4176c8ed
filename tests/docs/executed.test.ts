import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import * as components from "../../components";
import * as testing from "../../testing";
import { pages } from "../support/markdown";

/** What a block can import. */
const MODULES: Record<string, unknown> = {
  "@pulumi/aws": aws,
  "@pulumi/pulumi": pulumi,
  "encrypted-bucket": components,
  "encrypted-bucket/testing": testing,
  "node:assert/strict": assert,
};

type Program = (need: (name: string) => unknown, exported: object) => Promise<void>;

/** A block as a function; what it only declares has no value, so such a block is compiled and not run. */
function programOf(code: string): Program {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  return new Function("require", "exports", `return (async () => {${outputText}\n})()`) as Program;
}

async function run(code: string): Promise<readonly testing.Registered[]> {
  const registered = await testing.mockAws({ region: "eu-central-1" });
  await programOf(code)((name) => MODULES[name] ?? assert.fail(`a block imports ${name}`), {});
  await testing.settled();
  return registered;
}

describe("every program in the docs", function () {
  this.timeout(20_000);

  for (const { file, blocks } of pages()) {
    for (const { language, code, assumes, line } of blocks) {
      if (language !== "ts" || /\bdeclare\b/.test(assumes)) continue;
      it(`of ${file}, line ${line}, runs and registers its bucket`, async () => {
        const registered = await run(`${assumes}\n${code}`);
        // The README's example of a test sets mocks of its own.
        if (code.includes("mockAws(")) return;
        assert.ok(registered.some(({ type }) => type === "aws:s3/bucket:Bucket"));
      });
    }
  }

  it("fails when a program hands over what the component refuses", () =>
    assert.rejects(
      run(
        'import { EncryptedBucket } from "encrypted-bucket"; new EncryptedBucket("a", { key: { services: [{ service: "cloudtrail.amazonaws.com" }] } });',
      ),
      /no source condition/,
    ));
});
