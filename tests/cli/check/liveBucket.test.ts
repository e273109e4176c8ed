import assert from "node:assert/strict";
import type { CheckDocument } from "../../../cli/check/document";
import { bucketPolicy } from "../../../policy/bucketPolicy";
import { Encryption, Enforcement } from "../../../policy/choices";
import { BUCKET, deny, KEY, KEY_ID } from "../../support/checkedPolicies";
import { commandLine, type CommandResult } from "../../support/commandLine";
import { awsEnvironment } from "../../support/awsEnvironment";
import { defaultEncryption, startS3, type SettingAnswer } from "../../support/s3Endpoint";

const policyUnder = (encryption: Encryption): string =>
  JSON.stringify(
    bucketPolicy({
      bucketArn: BUCKET,
      keyArn: KEY,
      encryption,
      enforcement: Enforcement.EffectiveKey,
      minimumTlsVersion: 1.2,
    }),
  );
const GOOD = policyUnder(Encryption.Kms);
const WEAK = JSON.stringify({ Version: "2012-10-17", Statement: [deny({ Null: { [KEY_ID]: "true" } })] });

interface LiveCheck extends CommandResult {
  asked: string[];
}

/** Checks the bucket `reports` of an S3 that answers so. */
async function checked(
  settings: Readonly<Record<string, SettingAnswer>>,
  ...args: string[]
): Promise<LiveCheck> {
  const s3 = await startS3(settings);
  try {
    const region = ["--region", "eu-west-1"];
    const at = ["--bucket", "reports", "--endpoint-url", s3.url];
    return { ...(await commandLine("check", ...at, ...region, ...args)), asked: s3.asked };
  } finally {
    await s3.stop();
  }
}

const documentOf = ({ stdout }: CommandResult): CheckDocument => JSON.parse(stdout) as CheckDocument;

describe("check --bucket", () => {
  awsEnvironment({ AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" });

  it("judges the policy that the bucket has: 0 for the component's own, 1 for one that lets keys in", async () => {
    const good = await checked({ policy: GOOD }, "--key", KEY);
    assert.equal(good.exitCode, 0, good.stdout + good.stderr);
    assert.match(good.stdout, /^arn:aws:s3:::reports: every object is to end up under/);
    assert.equal((await checked({ policy: WEAK }, "--key", KEY)).exitCode, 1);
  });

  it("with --key reads the policy and nothing else", async () => {
    const { asked, stdout } = await checked({ policy: GOOD }, "--key", KEY);
    assert.deepEqual(asked, ["GET /reports/?policy"]);
    assert.match(stdout, /Taken for granted: the bucket's default is aws:kms under this key/);
  });

  it("without --key looks up the default encryption too, and says so", async () => {
    const { asked, stdout, exitCode } = await checked({
      policy: GOOD,
      encryption: defaultEncryption("aws:kms", KEY),
    });
    assert.deepEqual(asked, ["GET /reports/?policy", "GET /reports/?encryption"]);
    assert.ok(stdout.includes(`every object is to end up under ${KEY}`));
    assert.match(stdout, /Looked up: the bucket's default is aws:kms under this key/);
    assert.equal(exitCode, 0);
  });

  it("holds the policy to the algorithm of the default it looked up", async () => {
    const encryption = defaultEncryption("aws:kms:dsse", KEY);
    const fitting = await checked({ policy: policyUnder(Encryption.KmsDsse), encryption }, "--json");
    assert.equal(documentOf(fitting).algorithm, "aws:kms:dsse");
    assert.equal(fitting.exitCode, 0);
    const contrary = await checked({ policy: GOOD, encryption }, "--json");
    assert.equal(contrary.exitCode, 1);
    const put = documentOf(contrary).uploads.find((upload) => upload.case === "put-key-arn");
    assert.equal(put?.verdict, "refused", "the policy refuses the algorithm that the bucket itself uses");
  });

  it("a bucket without a policy refuses nothing: exit 1, said on standard error alone", async () => {
    const policy = { status: 404, code: "NoSuchBucketPolicy" };
    const result = await checked({ policy }, "--key", KEY, "--json");
    assert.equal(result.exitCode, 1);
    assert.equal(result.stderr, "reports has no policy: the bucket itself refuses nothing\n");
    const { uploads } = documentOf(result);
    assert.ok(uploads.some(({ verdict }) => verdict === "let through"));
    assert.ok(uploads.every(({ decision }) => decision.headerOnly === "allow"));
  });

  describe("says in words why it cannot look, with exit code 1 and nothing on standard output:", () => {
    const reasons: [string, SettingAnswer, RegExp][] = [
      [
        "not allowed",
        { status: 403, code: "AccessDenied", message: "User: x is not authorized" },
        /the policy of reports may not be read: the caller needs s3:GetBucketPolicy \(AccessDenied: User: x/,
      ],
      ["no such bucket", { status: 404, code: "NoSuchBucket" }, /there is no such bucket/],
      [
        "another region",
        { status: 400, code: "AuthorizationHeaderMalformed", message: "expecting 'us-east-2'" },
        /the bucket lives in another region; give --region \(.*expecting 'us-east-2'\)/,
      ],
      [
        "the bucket of another account",
        { status: 405, code: "MethodNotAllowed" },
        /shown to callers of its own account alone/,
      ],
      ["expired credentials", { status: 400, code: "ExpiredToken" }, /the credentials have expired/],
      ["credentials nobody knows", { status: 403, code: "InvalidAccessKeyId" }, /does not know these cred/],
    ];
    for (const [what, policy, says] of reasons)
      it(what, async () => {
        const { exitCode, stdout, stderr } = await checked({ policy }, "--key", KEY);
        assert.match(stderr, says);
        assert.deepEqual([exitCode, stdout, stderr.trim().split("\n").length], [1, "", 1]);
      });

    it("nobody answers", async () => {
      const at = ["--bucket", "reports", "--endpoint-url", "http://127.0.0.1:9"];
      const { exitCode, stderr } = await commandLine("check", ...at, "--key", KEY);
      assert.equal(exitCode, 1);
      assert.match(stderr, /nobody answers there \(ECONNREFUSED/);
    });

    it("no region to ask in", async () => {
      const { exitCode, stderr } = await commandLine("check", "--bucket", "reports");
      assert.equal(exitCode, 1);
      assert.match(stderr, /which region\? give --region or set AWS_REGION/);
    });
  });

  it("asks for --key where the default encryption may not be looked up, or names no key", async () => {
    const refused = await checked({ policy: GOOD, encryption: { status: 403, code: "AccessDenied" } });
    assert.match(refused.stderr, /needs s3:GetEncryptionConfiguration; give --key ARN/);
    const none = await checked({ policy: GOOD, encryption: defaultEncryption("AES256") });
    assert.match(none.stderr, /its default encryption names no key by ARN; give --key ARN/);
    assert.deepEqual([refused.exitCode, none.exitCode], [2, 2]);
  });

  it("a policy that no simulator can read is named by its bucket", async () => {
    const { exitCode, stderr } = await checked({ policy: "{}" }, "--key", KEY);
    assert.equal(exitCode, 2);
    assert.match(stderr, /^error: the policy of reports: /);
  });
});

describe("check --bucket without credentials", () => {
  awsEnvironment({});

  it("says so, and how to name some", async () => {
    const { exitCode, stderr, asked } = await checked({ policy: GOOD }, "--key", KEY);
    assert.equal(exitCode, 1);
    assert.match(stderr, /there are no credentials; set AWS_PROFILE or --profile/);
    assert.deepEqual(asked, []);
  });
});
