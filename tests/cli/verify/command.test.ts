import assert from "node:assert/strict";
import { permissionsFor } from "../../../cli/verify/permissions";
import { bucketIn } from "../../../cli/verify/stackOutputs";
import { commandLine } from "../../support/commandLine";

const KEY = "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

describe("verify: wrong use is said in one line, with exit code 2", () => {
  const WRONG: readonly [args: string[], says: RegExp][] = [
    [[], /which bucket\? give --stack NAME, or --bucket NAME/],
    [["--bucket", "b", "--key", "alias/reports"], /--key: not the full ARN of a key, got alias\/reports/],
    [["--bucket", "b", "--skip", "no-such-case"], /--skip: no case is called no-such-case/],
    [["--bucket", "b", "--skip", "put-key-arn"], /put-key-arn cannot be left out/],
    [["--bucket", "b", "--enforcement", "Strict"], /Allowed choices are EffectiveKey/],
    [["--bucket", "b", "--endpoint-url", "nowhere"], /--endpoint-url: not a URL, got nowhere/],
  ];
  for (const [args, says] of WRONG)
    it(args.join(" ") || "without any option", async () => {
      const { exitCode, stdout, stderr } = await commandLine("verify", ...args);
      assert.equal(exitCode, 2);
      assert.equal(stdout, "");
      assert.match(stderr, says);
    });

  it("a stack, where there is no pulumi, names the way without it", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = "/nowhere";
    try {
      const { exitCode, stderr } = await commandLine("verify", "--stack", "prod");
      assert.equal(exitCode, 2);
      assert.match(stderr, /pulumi, which is not on PATH.*or give --bucket NAME and --key ARN/);
    } finally {
      process.env["PATH"] = path;
    }
  });
});

describe("verify --permissions", () => {
  it("prints an identity policy with the bucket and the key put in, and nothing else", async () => {
    const { exitCode, stdout, stderr } = await commandLine(
      "verify",
      "--permissions",
      "--bucket",
      "b",
      "--key",
      KEY,
    );
    assert.equal(exitCode, 0);
    assert.equal(stderr, "");
    assert.deepEqual(JSON.parse(stdout), permissionsFor({ bucket: "b", keyArn: KEY }));
    assert.match(stdout, /"arn:aws-us-gov:s3:::b\/encrypted-bucket-verify-\*"/);
    assert.ok(stdout.includes(`"Resource": "${KEY}"`));
  });

  it("without them says what is to be put in, and lets nobody write or delete other objects", async () => {
    const { stdout } = await commandLine("verify", "--permissions");
    assert.match(stdout, /arn:aws:s3:::BUCKET\/encrypted-bucket-verify-\*/);
    for (const { Action, Resource } of permissionsFor({}).Statement)
      if (/Put|Delete/.test(String(Action))) assert.match(String(Resource), /\/encrypted-bucket-verify-\*$/);
  });
});

describe("verify: the bucket among the outputs of a stack", () => {
  const one = { bucketName: "a", keyArn: KEY, keyAlias: "alias/a", other: 1 };

  it("by bucketName and keyArn, with a name before them, or inside an exported component", () => {
    const found = { bucket: "a", keyArn: KEY, keyAlias: "alias/a" };
    assert.deepEqual(bucketIn(one, "s", undefined), found);
    assert.deepEqual(bucketIn({ reports: one }, "s", undefined), found);
    const named = { reportsBucketName: "a", reportsKeyArn: KEY, reportsKeyAlias: "alias/a" };
    assert.deepEqual(bucketIn(named, "s", undefined), found);
  });

  it("of several, the one asked for; without being asked, it asks", () => {
    const several = { ...one, logsBucketName: "b", logsKeyArn: "c" };
    assert.equal(bucketIn(several, "s", "b").bucket, "b");
    assert.throws(
      () => bucketIn(several, "s", undefined),
      /several buckets: a, b; choose one with --bucket NAME/,
    );
    assert.throws(() => bucketIn(several, "s", "x"), /--bucket x: not among the buckets of stack s: a, b/);
  });

  it("none: says what to export", () => {
    assert.throws(() => bucketIn({ other: "x" }, "s", undefined), /export bucketName and keyArn/);
  });
});
