import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join, normalize } from "node:path";
import { page, pages } from "../support/markdown";

const ROOT = join(__dirname, "..", "..");

describe("every relative link in the docs", () => {
  for (const { file, links } of pages()) {
    it(`of ${file} resolves, with its anchor`, () => {
      for (const link of links.filter((one) => !/^(https?:|mailto:)/.test(one))) {
        const [path = "", anchor] = link.split("#");
        const target = path === "" ? file : normalize(join(file, "..", path));
        assert.ok(existsSync(join(ROOT, target)), `${file}: ${link}`);
        if (anchor !== undefined && target.endsWith(".md"))
          assert.ok(page(target).anchors.includes(anchor), `${file}: ${link}`);
      }
    });
  }

  it("goes to a page that another page leads to: none is lost", () => {
    const reached = new Set(
      pages().flatMap(({ file, links }) =>
        links
          .filter((one) => !/^https?:/.test(one))
          .map((link) => normalize(join(file, "..", link.split("#")[0] ?? ""))),
      ),
    );
    const lost = pages().filter(
      ({ file }) => file.startsWith("docs/") && !file.startsWith("docs/decisions/") && !reached.has(file),
    );
    assert.deepEqual(
      lost.map(({ file }) => file),
      [],
    );
  });
});
