import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Kind } from "../../../cli/review/kinds";
import { markdownText } from "../../../cli/review/markdown";
import { previewIn } from "../../../cli/review/previewSteps";
import { review, type Review } from "../../../cli/review/review";
import { EXPECTED } from "./expectedKinds";

const PREVIEWS = join(__dirname, "../../fixtures/previews");

const text = (name: string): string => readFileSync(join(PREVIEWS, `${name}.json`), "utf8");
const reviewed = (name: string, ...allowed: Kind[]): Review => review(previewIn(text(name), name), allowed);

interface Recorded {
  steps: { op: string; urn: string; oldState?: object; newState?: object }[];
}

const changed = (name: string, change: (recorded: Recorded) => void): Review => {
  const recorded = JSON.parse(text(name)) as Recorded;
  change(recorded);
  return review(previewIn(JSON.stringify(recorded), name), []);
};

const kindsOf = ({ findings }: Review, stops: boolean): Kind[] => [
  ...new Set(findings.filter((one) => one.stops === stops).map(({ kind }) => kind)),
];

describe("review of recorded previews: each risk is found, and nothing harmless is called one", () => {
  for (const [name, { stops, told = [] }] of Object.entries(EXPECTED)) {
    it(`${name}: ${[...stops, ...told].join(", ") || "nothing"}`, () => {
      const result = reviewed(name);
      assert.deepEqual(kindsOf(result, true).sort(), [...stops].sort());
      assert.deepEqual(kindsOf(result, false).sort(), [...told].sort());
      assert.equal(result.passes, stops.length === 0);
    });
  }

  it("every recorded preview has its expectation", () => {
    const recorded = readdirSync(PREVIEWS).map((file) => file.replace(/\.json$/, ""));
    assert.deepEqual(recorded.sort(), Object.keys(EXPECTED).sort());
  });

  it("no recorded preview names a place on a machine, and none a secret", () => {
    for (const name of Object.keys(EXPECTED)) {
      assert.doesNotMatch(text(name), /\/tmp\/|\/home\/|\/root\/|\/work\/|127\.0\.0\.1|secretKey/, name);
    }
  });
});

describe("review: what it says", () => {
  const only = (result: Review, kind: Kind): string[] =>
    result.findings.filter((one) => one.kind === kind).map((one) => `${one.component}: ${one.text}`);

  it("names the component, the property and both values", () => {
    assert.deepEqual(only(reviewed("rotation-slower"), "rotation-slower"), [
      "reports: The key is rotated every 730 days instead of every 365.",
    ]);
    assert.deepEqual(only(reviewed("multi-region"), "key-replaced"), [
      "reports: The key is replaced because of `multiRegion`.",
    ]);
  });

  it("tells two buckets apart", () => {
    assert.deepEqual(only(reviewed("two-at-once"), "rotation-slower"), [
      "ledger: The key is rotated every 1000 days instead of every 365.",
    ]);
    assert.deepEqual(only(reviewed("two-at-once"), "versioning-suspended"), [
      "reports: Versions are no longer kept.",
    ]);
  });

  it("names the statement that was weakened and what it lets through", () => {
    const [weakened = ""] = only(reviewed("tls-older"), "policy-weakened");
    assert.match(weakened, /`DenyOutdatedTls` weakened or gone; no longer refused: .*TLS 1\.2/);
  });

  it("tells what only fewer statements refuse from what passes", () => {
    const [weakened = ""] = only(reviewed("declared-key-only"), "policy-weakened");
    assert.match(
      weakened,
      /no longer refused: bucket default changed to SSE-S3; upload, no encryption named/,
    );
    assert.match(weakened, /still refused, by fewer statements: upload, naming AES256/);
  });

  it("names whom a policy comes to name", () => {
    assert.deepEqual(only(reviewed("user-added"), "principals-added"), [
      "reports: `arn:aws:iam::123456789012:role/auditor` in `AllowKeyUsers`.",
    ]);
  });
});

describe("review: what it does not know", () => {
  it("a new kind of step is reported as unknown, on whatever resource, and stops the change", () => {
    for (const name of ["reports-key", "site"]) {
      const result = changed("others-removed", ({ steps }) => {
        const [step] = steps;
        assert.ok(step);
        steps.push({ ...step, op: "transmogrify", urn: `urn:pulumi:a::b::aws:kms/key:Key::${name}` });
      });
      assert.deepEqual(kindsOf(result, true), ["unknown-step"]);
      assert.equal(result.passes, false);
    }
  });

  it("a change of region is seen where the engine gives `__meta` as its only reason", () => {
    const result = changed("region-changed", (recorded) => {
      const text = JSON.stringify(recorded).replaceAll(
        '"replaceReasons":["region"]',
        '"replaceReasons":["__meta"]',
      );
      recorded.steps = (JSON.parse(text) as Recorded).steps;
    });
    const { stops } = EXPECTED["region-changed"] ?? { stops: [] };
    assert.deepEqual(kindsOf(result, true).sort(), [...stops].sort());
    assert.doesNotMatch(result.findings.map(({ text: words }) => words).join(), /because of/);
  });

  it("a policy that the simulator cannot judge is unknown, never safe", () => {
    const result = changed("statement-narrowed", (recorded) => {
      const odd = JSON.stringify(recorded).replaceAll("aws:SourceVpce", "aws:NeverHeardOf");
      recorded.steps = (JSON.parse(odd) as Recorded).steps;
    });
    assert.deepEqual(kindsOf(result, true), ["policy-unknown"]);
    assert.match(result.findings[0]?.text ?? "", /aws:NeverHeardOf/);
  });

  it("a refresh is no change: what AWS holds already is not this change's doing", () => {
    const result = changed("rotation-off", ({ steps }) => {
      for (const step of steps) step.op = step.op === "update" ? "refresh" : step.op;
    });
    assert.deepEqual(kindsOf(result, true), []);
  });

  it("a child that leaves the component under an alias is still looked at", () => {
    const result = changed("declared-key-only", ({ steps }) => {
      for (const step of steps.filter(({ urn }) => urn.includes("BucketPolicy"))) {
        step.urn = "urn:pulumi:protected::e2e::aws:s3/bucketPolicy:BucketPolicy::flat-policy";
        Object.assign(step.newState ?? {}, {
          urn: step.urn,
          parent: "urn:pulumi:protected::e2e::pulumi:pulumi:Stack::s",
        });
      }
    });
    assert.deepEqual(kindsOf(result, true), ["policy-weakened"]);
  });

  it("a policy that is masked as a secret is unknown, never safe", () => {
    const result = changed("statement-added", ({ steps }) => {
      for (const step of steps)
        Object.assign((step.newState as { inputs: object }).inputs, { policy: "[secret]" });
    });
    assert.deepEqual(kindsOf(result, true), ["policy-unknown"]);
  });
});

describe("review: a comment that can be edited", () => {
  it("begins with the same line, whatever the preview", () => {
    for (const name of Object.keys(EXPECTED)) {
      assert.equal(markdownText(reviewed(name)).split("\n")[0], "<!-- encrypted-bucket review -->", name);
    }
  });

  it("is the same in whatever order the engine does what it does at the same time", () => {
    for (const name of Object.keys(EXPECTED)) {
      const backwards = changed(name, ({ steps }) => steps.reverse());
      assert.equal(markdownText(backwards), markdownText(reviewed(name)), name);
    }
  });

  it("says in its first words what stops it, or that nothing does", () => {
    const title = (result: Review): string | undefined => markdownText(result).split("\n")[1];
    assert.equal(title(reviewed("tags")), "### ✓ Review of `e2e/protected`: nothing at risk");
    assert.equal(title(reviewed("user-added")), "### ✓ Review of `e2e/destroyable`: nothing stops it");
    assert.equal(title(reviewed("rotation-off")), "### ✗ Review of `e2e/protected`: 1 risk stops it");
    assert.equal(
      title(reviewed("rotation-off", "rotation-off")),
      "### ✓ Review of `e2e/protected`: 1 risk taken on purpose",
    );
  });

  it("says that a kind was taken, and which allowance is not needed", () => {
    const comment = markdownText(reviewed("rotation-slower", "rotation-slower", "key-deleted"));
    assert.match(comment, /\*\*rotation-slower\*\* Taken: `--allow rotation-slower`\./);
    assert.match(comment, /Allowed and not there, take it out of the command: `key-deleted`/);
  });

  it("folds the resource diff, by names of properties and statements and without values", () => {
    const comment = markdownText(reviewed("declared-key-only"));
    assert.match(comment, /<details><summary>2 steps<\/summary>/);
    assert.match(comment, /`policy` \(statements: added `DenyUndeclaredKey`; changed `DenyUploadIfNot/);
  });

  it("stays well under GitHub's 65,536 characters", () => {
    const many = changed("multi-region", (recorded) => {
      const copies = Array.from({ length: 300 }, (_, index) =>
        JSON.stringify(recorded.steps).replaceAll("::reports", `::reports${index}`),
      );
      recorded.steps = copies.flatMap((copy) => JSON.parse(copy) as Recorded["steps"]);
    });
    assert.equal(many.findings.filter(({ kind }) => kind === "key-replaced").length, 300);
    const comment = markdownText(many);
    assert.ok(comment.length < 40_000, `${comment.length}`);
    assert.match(comment, /and 280 more/);
  });

  it("lets no name of the program end a line, hide what follows or mention anybody", () => {
    const odd = "x`\n\n<!-- @everyone `";
    const result = changed("user-added", (recorded) => {
      const inside = JSON.stringify(JSON.stringify(odd).slice(1, -1)).slice(1, -1);
      const text = JSON.stringify(recorded).replaceAll("role/auditor", `role/auditor${inside}`);
      recorded.steps = (JSON.parse(text) as Recorded).steps;
    });
    const comment = markdownText(result);
    assert.match(comment, /`arn:aws:iam::123456789012:role\/auditorx' <!-- @everyone '`/);
    assert.equal(comment.match(/^<!--/gm)?.length, 1);
  });
});
