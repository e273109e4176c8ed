import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  checkPublished,
  nameOf,
  publishedPolicies,
  verdictOf,
  verdictsByCase,
} from "../support/publishedPolicies";
import { publishedPoliciesPage } from "../support/publishedPoliciesPage";

const PAGE = join(__dirname, "..", "..", "docs", "published-policies.md");

describe("policies that docs, modules and articles publish", () => {
  const all = publishedPolicies();

  it("are at least ten, each with a name and a source of its own", () => {
    assert.ok(all.length >= 10);
    assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
    assert.equal(new Set(all.map(({ source }) => source)).size, all.length);
  });

  for (const published of all) {
    describe(published.name, () => {
      it("does to every kind of upload what AWS's rules say, whichever key S3 shows to the policy", () => {
        const found = checkPublished(published).uploads.map((upload) => [upload.case, verdictOf(upload)]);
        assert.deepEqual(Object.fromEntries(found), verdictsByCase(published));
      });

      it("makes these mistakes and no others", () => {
        const check = checkPublished(published);
        const telling = check.mistakes.filter(({ shownBy }) => shownBy.length > 0);
        const idle = check.mistakes.filter(({ shownBy }) => shownBy.length === 0);
        assert.deepEqual(telling.map(nameOf).sort(), [...published.mistakes].sort());
        assert.deepEqual(idle.map(nameOf), published.withoutConsequence);
        assert.deepEqual(check.setAside, published.setAside);
      });

      it("has a mistake behind every upload that goes wrong", () => {
        const check = checkPublished(published);
        const explained = new Set(check.mistakes.flatMap(({ shownBy }) => shownBy));
        const wrong = check.uploads.filter(({ verdict }) => verdict !== "as it should");
        assert.deepEqual(
          wrong.map((upload) => upload.case).filter((name) => !explained.has(name)),
          [],
        );
      });
    });
  }

  it("are told of on docs/published-policies.md as they are judged (npm run published writes it anew)", () => {
    const page = publishedPoliciesPage(all);
    if (process.env["UPDATE_DOCS"]) writeFileSync(PAGE, page);
    assert.equal(readFileSync(PAGE, "utf8"), page, "the page is stale: npm run published");
  });
});
