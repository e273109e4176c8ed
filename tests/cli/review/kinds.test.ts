import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { KINDS } from "../../../cli/review/kinds";
import { commandLine } from "../../support/commandLine";

const DOC = readFileSync(join(__dirname, "../../../docs/review.md"), "utf8");

describe("the kinds of risk", () => {
  it("stand in docs/review.md, each with what it means and whether it stops a change", () => {
    const rows = DOC.split("\n").filter((line) => line.startsWith("| `"));
    const expected = Object.entries(KINDS).map(
      ([kind, { stops, meaning, advice }]) =>
        `| \`${kind}\` | ${stops ? "stops" : "told"} | ${meaning} | ${advice} |`,
    );
    assert.deepEqual(rows, expected);
  });

  it("stand in the command's help", async () => {
    const { stdout } = await commandLine("review", "--help");
    for (const kind of Object.keys(KINDS)) assert.match(stdout, new RegExp(`^  ${kind}$`, "m"));
  });

  it("have names that pipelines can keep: a change of this list breaks them", () => {
    assert.deepEqual(Object.keys(KINDS).sort(), [
      "access-widened",
      "alias-moved",
      "bucket-deleted",
      "bucket-replaced",
      "default-encryption-changed",
      "default-encryption-removed",
      "deletion-window-shortened",
      "first-user-named",
      "key-deleted",
      "key-replaced",
      "no-longer-managed",
      "policy-removed",
      "policy-unknown",
      "policy-weakened",
      "preview-failed",
      "principals-added",
      "principals-removed",
      "provider-changed",
      "public-access-opened",
      "region-changed",
      "retention-loosened",
      "rotation-off",
      "rotation-slower",
      "unknown-step",
      "versioning-suspended",
    ]);
  });
});
