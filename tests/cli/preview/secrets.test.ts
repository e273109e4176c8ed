import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PreviewDocument } from "../../../cli/preview/document";
import { previewInWays, type CommandResult } from "../../support/commandLine";

const WAYS = [{}, { json: true }, { policies: true }, { markdown: true }, { verbose: true }] as const;

describe("secrets in a preview", function () {
  this.timeout(60_000);
  let shown: CommandResult[];
  let document: PreviewDocument;
  let page: string;

  before(async () => {
    const directory = mkdtempSync(join(tmpdir(), "page-"));
    const html = join(directory, "page.html");
    shown = await previewInWays("secrets", [], [...WAYS, { html }]);
    page = readFileSync(html, "utf8");
    rmSync(directory, { recursive: true });
    document = JSON.parse(shown[1]?.stdout ?? "") as PreviewDocument;
  });

  it("appear in no output, wherever the program put them", () => {
    assert.equal(shown.length, WAYS.length + 1);
    for (const { stdout, stderr } of shown) assert.doesNotMatch(stdout + stderr, /planted/);
  });

  it("show as [secret] in inputs, outputs and what the program printed", () => {
    assert.equal(document.resources[0]?.inputs["bucket"], "[secret]");
    assert.deepEqual(document.resources[0]?.inputs["tags"], {
      token: "[secret]",
      plain: "hello",
      owner: "Ada",
    });
    assert.equal(document.outputs["output"], "[secret]");
    assert.match(shown[0]?.stderr ?? "", /token is \[secret\], bucket is \[secret\]/);
  });

  it("appear on no page either, and show there as [secret]", () => {
    assert.doesNotMatch(page, /planted/);
    assert.match(page, /&quot;token&quot;<\/span>: &quot;\[secret\]&quot;/);
  });

  it("that are encrypted need no passphrase: the program gets a placeholder", () => {
    assert.equal(document.outputs["encrypted"], "[secret]");
    assert.equal(document.outputs["mail"], "[secret]");
  });

  it("leave defaults and other values as they are", () => {
    assert.equal(document.outputs["size"], 3);
  });
});
