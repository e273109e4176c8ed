import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { CheckDocument } from "../../../cli/check/document";
import { policyText } from "../../../cli/check/policyText";
import { bucketPolicy } from "../../../policy/bucketPolicy";
import { Encryption, Enforcement } from "../../../policy/choices";
import { BUCKET, deny, KEY, KEY_ID } from "../../support/checkedPolicies";
import { ANY_KEY, checked, GOOD, inFolderOfItsOwn, policyOf } from "../../support/checking";
import type { CommandResult } from "../../support/commandLine";

describe("check", () => {
  inFolderOfItsOwn();
  const documentOf = ({ stdout }: CommandResult): CheckDocument => JSON.parse(stdout) as CheckDocument;

  describe("exit code", () => {
    it("0 for the component's own policy, and nothing on standard error", async () => {
      const result = await checked(GOOD);
      assert.equal(result.exitCode, 0, result.stdout);
      assert.equal(result.stderr, "");
      assert.match(
        result.stdout,
        /✓ \d+ kinds of request tried: every wrong one is refused, every right one accepted\.\n$/,
      );
    });

    it("1 when a wrong upload is let through", async () => {
      const lost = {
        ...GOOD,
        Statement: GOOD.Statement.filter(({ Sid }) => Sid !== "DenyReencryptionUnderOtherKeys"),
      };
      assert.equal((await checked(lost)).exitCode, 1);
    });

    it("1 when a right upload is refused, although every wrong one is", async () => {
      const result = await checked(
        { ...GOOD, Statement: [...GOOD.Statement, deny({ Null: { [KEY_ID]: "false" } })] },
        "--json",
      );
      assert.equal(result.exitCode, 1);
      const verdicts = new Set(documentOf(result).uploads.map(({ verdict }) => verdict));
      assert.deepEqual([...verdicts].sort(), ["as it should", "refused"]);
    });

    it("1 when the policy uses what the simulator does not know, which is named", async () => {
      const unknown = deny({ StringEquals: { "foo:bar": "x" } }, { Sid: "Strange" });
      const policy = { ...GOOD, Statement: [...GOOD.Statement, unknown] };
      for (const args of [[], ["--json"], ["--markdown"]]) {
        const { exitCode, stdout } = await checked(policy, ...args);
        assert.equal(exitCode, 1);
        assert.match(stdout, /condition key foo:bar in statement Strange/);
      }
    });

    it("0 for RequireHeaders when asked by what that promises, 1 when not", async () => {
      const policy = bucketPolicy({
        bucketArn: BUCKET,
        keyArn: KEY,
        encryption: Encryption.Kms,
        enforcement: Enforcement.RequireHeaders,
        minimumTlsVersion: 1.2,
      });
      assert.equal((await checked(policy, "--enforcement", "RequireHeaders")).exitCode, 0);
      assert.equal((await checked(policy)).exitCode, 1);
    });
  });

  it("takes the bucket from the policy, where one is named in full beside a wildcard", async () => {
    const result = await checked(
      policyOf({ ...ANY_KEY, Resource: ["arn:aws:s3:::*", `${BUCKET}/*`] }),
      "--json",
    );
    assert.equal(documentOf(result).bucketArn, BUCKET);
  });

  it("takes the bucket from the command line where the policy names none", async () => {
    const result = await checked(policyOf({ ...ANY_KEY, Resource: "*" }), "--json", "--bucket-arn", BUCKET);
    assert.equal(documentOf(result).bucketArn, BUCKET);
  });

  it("--json prints the document of version 1 with exactly these fields, and the same bytes again", async () => {
    const [result, again] = [
      await checked(policyOf(ANY_KEY), "--json"),
      await checked(policyOf(ANY_KEY), "--json"),
    ];
    assert.equal(result.stdout, again.stdout);
    const document = documentOf(result);
    assert.deepEqual(Object.keys(document), [
      "version",
      "bucketArn",
      "keyArn",
      "algorithm",
      "enforcement",
      "passes",
      "unknown",
      "setAside",
      "uploads",
      "mistakes",
    ]);
    assert.deepEqual(Object.keys(document.uploads[0] ?? {}), [
      "case",
      "description",
      "request",
      "decision",
      "decidedBy",
      "unverified",
      "endsUpUnder",
      "verdict",
    ]);
    assert.deepEqual(Object.keys(document.mistakes[0] ?? {}), [
      "kind",
      "title",
      "sid",
      "explanation",
      "repair",
      "shownBy",
    ]);
  });

  it("shows people every upload with result, end and decider, then each mistake with place and repair", async () => {
    const { stdout } = await checked(policyOf(ANY_KEY));
    assert.match(stdout, /✗ {2}upload, naming another key of the account +accepted +another key/);
    assert.match(stdout, /✓ {2}upload, naming AES256 \(SSE-S3\) +refused +S/);
    assert.match(stdout, /let through, should be refused/);
    assert.match(stdout, /✗ Some KMS key is demanded, not which \(statement S\)\n {4}Null asks/);
    assert.match(stdout, /Repair: Compare with the one key: \{"Sid":"DenyOtherKeys",/);
    assert.match(stdout, /Shows in: put-another-key, copy-another-key, .* and \d more/);
    assert.match(stdout, /unverified: AWS does not say/);
  });

  it("names mistakes without consequence apart, and what it set aside", async () => {
    const gate = deny({ StringNotEquals: { "aws:SourceVpce": "vpce-1" } }, { Sid: "Gate" });
    const idle = deny({ ArnNotEqualsIfExists: { [KEY_ID]: KEY } }, { Sid: "Again" });
    const { exitCode, stdout } = await checked({ ...GOOD, Statement: [...GOOD.Statement, gate, idle] });
    assert.equal(exitCode, 0);
    assert.match(stdout, /Without consequence here\n {2}· IfExists taken .* \(statement Again\)/);
    assert.match(stdout, /Left out: Gate\. It asks who comes/);
  });

  it("--markdown puts the verdict first and folds the list, with every statement to add as code", async () => {
    const { stdout } = await checked(policyOf(ANY_KEY), "--markdown");
    assert.match(
      stdout,
      /^### Check of the policy of `arn:aws:s3:::reports`\n\n✗ \d+ kinds of request tried/,
    );
    assert.match(stdout, /```json\n {2}\{"Sid":"DenyOtherKeys"/);
    assert.match(stdout, /<details><summary>\d+ kinds of request<\/summary>\n\n\| \|/);
  });

  it("reads standard input where it is called - or no file is named, and refuses to wait for a terminal", async () => {
    assert.equal(await policyText("-", Readable.from(["{", "}"])), "{}");
    assert.equal(await policyText(undefined, Readable.from(["{}"])), "{}");
    const terminal = Object.assign(Readable.from([]), { isTTY: true });
    await assert.rejects(
      policyText(undefined, terminal),
      /no policy given; name a file that holds one, or pipe one in/,
    );
  });

  it("takes what `aws s3api get-bucket-policy` prints through a pipe", () => {
    const main = join(__dirname, "..", "..", "..", "cli", "main.ts");
    const { status, stdout } = spawnSync(
      process.execPath,
      ["--require", "tsx/cjs", main, "check", "--key", KEY],
      {
        input: JSON.stringify({ Policy: JSON.stringify(GOOD) }, null, 4),
        encoding: "utf8",
      },
    );
    assert.equal(status, 0, stdout);
    assert.match(stdout, /every wrong one is refused/);
  });
});
