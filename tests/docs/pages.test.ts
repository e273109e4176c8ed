import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EncryptedBucket } from "../../components";
import { SERVICES } from "../../policy/keyServices";
import { Enforcement } from "../../policy/choices";
import { mockAws, settled } from "../../testing";
import { runCases } from "../../simulator";
import { bucketOf } from "../support/buckets";
import { page } from "../support/markdown";
import { publishedPolicies } from "../support/publishedPolicies";
import { tableOf } from "../support/tables";
import { fate, uploadsUnder } from "../support/uploadsPage";

const ROOT = join(__dirname, "..", "..");

describe("docs/clients.md", () => {
  it("says of each thing a client sends what the simulator says of its case", () => {
    const rows = tableOf("docs/clients.md", "what the client sends");
    assert.equal(rows.length, 6);
    for (const enforcement of Object.values(Enforcement)) {
      const results = new Map(
        uploadsUnder(enforcement).map((result) => [`\`${result.case}\``, fate(result)]),
      );
      for (const { case: name = "", ...cells } of rows)
        assert.equal(cells[`\`${enforcement}\``], results.get(name), `${name}, ${enforcement}`);
    }
  });
});

describe("docs/services.md", () => {
  const rows = tableOf("docs/services.md", "service");

  it("has a row for every service that is known", () =>
    assert.deepEqual(
      rows.map(({ service }) => service?.replaceAll("`", "")),
      Object.keys(SERVICES),
    ));

  it("says what each does with key and bucket", () => {
    const WORDS: Record<string, RegExp> = {
      writes: /GenerateDataKey|Encrypt|PutObject/,
      reads: /Decrypt|s3:GetObject$/,
      looks: /GetBucketAcl/,
      lists: /ListBucket/,
    };
    for (const { service = "", key = "", bucket = "" } of rows) {
      const facts = SERVICES[service.replaceAll("`", "")];
      assert.ok(facts);
      const wordsFor = (actions: string[]): string =>
        Object.keys(WORDS)
          .filter((word) => actions.some((action) => WORDS[word]?.test(action)))
          .sort()
          .join(", ");
      const sorted = (cell: string): string => cell.split(", ").sort().join(", ");
      assert.equal(sorted(key), wordsFor(facts.keyActions), service);
      assert.equal(sorted(bucket), wordsFor(facts.bucketAccess.map(({ action }) => action)), service);
    }
  });
});

describe("docs/moving-an-existing-bucket.md", () => {
  it("names every child and its type as the component does, in the table and in the import file", async () => {
    const registered = await mockAws();
    new EncryptedBucket("reports");
    await settled();
    const children = registered
      .filter(({ name }) => name.startsWith("reports-"))
      .map(({ name, type }) => `${name} ${type}`)
      .sort();
    const rows = tableOf("docs/moving-an-existing-bucket.md", "child");
    assert.deepEqual(rows.map(({ child, type }) => `${child} ${type}`.replaceAll("`", "")).sort(), children);

    const { blocks } = page("docs/moving-an-existing-bucket.md");
    const file = JSON.parse(blocks.find(({ language }) => language === "json")?.code ?? "") as {
      resources: { name: string; type: string; component?: true }[];
    };
    for (const { name, type, component } of file.resources) {
      if (component) assert.equal(`${name} ${type}`, "reports encrypted-bucket:index:EncryptedBucket");
      else assert.ok(children.includes(`${name} ${type}`), name);
    }
  });
});

describe("docs/costs.md", () => {
  it("has reckoned right", () => {
    const cost = (requests: number): string => (Math.max(0, requests - 20_000) * (0.03 / 10_000)).toFixed(2);
    const rows = tableOf("docs/costs.md", "uploads and downloads a month");
    assert.equal(rows.length, 3);
    for (const row of rows) {
      const all = Number(row["uploads and downloads a month"]?.replaceAll(",", ""));
      assert.equal(row["no Bucket Key"], cost(all));
      assert.equal(row["Bucket Key, 99 % fewer"], cost(all * 0.01));
      assert.equal(row["Bucket Key, 80 % fewer"], cost(all * 0.2));
    }
  });
});

describe("docs/rotating-retiring-recovering.md", () => {
  it("gives the description by which a lost key is found", async () => {
    const registered = await mockAws();
    new EncryptedBucket("NAME");
    await settled();
    const description = registered.find(({ name }) => name === "NAME-key")?.inputs["description"];
    assert.equal(description, "Encrypts the objects of the bucket of NAME");
  });
});

describe("the number of published policies", () => {
  it("that the pages speak of is that of the policies that are judged", () => {
    assert.equal(publishedPolicies().length, 16);
    for (const file of ["README.md", "docs/README.md", "docs/first-ten-minutes.md"])
      assert.match(readFileSync(join(ROOT, file), "utf8"), /sixteen published policies/i, file);
  });
});

describe("docs/first-ten-minutes.md", () => {
  it("tells the result that npm run preview gives", () => {
    const choices = { enforcement: "EffectiveKey", encryption: "aws:kms", keyUse: "ThroughS3" } as const;
    const { bucket, promised } = bucketOf({ ...choices, users: false, administrators: false });
    const kinds = runCases(bucket, promised).length;
    const text = readFileSync(join(ROOT, "docs", "first-ten-minutes.md"), "utf8");
    assert.match(text, new RegExp(`\`${kinds} kinds of request tried on 1 bucket: all go as promised\``));
  });
});
