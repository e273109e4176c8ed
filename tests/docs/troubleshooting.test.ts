import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EncryptedBucket } from "../../components";
import { page } from "../support/markdown";

const ROOT = join(__dirname, "..", "..");
const PAGE = readFileSync(join(ROOT, "docs", "troubleshooting.md"), "utf8");

/** The texts of our own code, with line breaks and the joints of long strings taken out. */
const SOURCES = ["components", "policy", "simulator", "cli"]
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.name.endsWith(".ts"))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")),
  )
  .join("\n")
  .replace(/["`]\s*\+\s*["`]/g, "");

/** A section of the page, by its heading: the first cells of its table, without their backticks. */
function textsUnder(heading: string): string[] {
  const section = PAGE.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  return [...section.matchAll(/^\| `(.+?)` \|/gm)].map((match) => match[1] ?? "");
}

describe("docs/troubleshooting.md", () => {
  for (const heading of ["The component", "preview", "review, check, verify"]) {
    const texts = textsUnder(heading);

    it(`quotes several errors under "${heading}"`, () => assert.ok(texts.length >= 8, String(texts.length)));

    for (const text of texts) {
      it(`quotes an error that there is: ${text}`, () => {
        for (const piece of text
          .split("…")
          .map((one) => one.trim())
          .filter((one) => /\w/.test(one))) {
          // The form of the line, `path: problem, got …`, is policy/issue.ts's; its words are the issue's.
          const own = piece.replace(/, got$/, "");
          assert.ok(SOURCES.includes(own), own);
        }
      });
    }
  }
});

describe("the error in the README", () => {
  it("is the one that the component gives", () => {
    const [quoted] = page("README.md").blocks.filter(({ language }) => language === "text");
    assert.throws(
      () => new EncryptedBucket("data", { key: { rotationPeriodInDays: 30 } }),
      ({ message }: Error) => message.includes(`\n  ${quoted?.code.trim()}`),
    );
  });
});
