import assert from "node:assert/strict";
import {
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
} from "@aws-sdk/client-s3";
import { permissionsFor } from "../../cli/verify/permissions";
import type { PolicyDocument } from "../../policy/document";
import type { Credentials } from "./clients";
import { deploy, type Deployed, fill, provisioner } from "./deployed";
import { startFaultProxy } from "./faultProxy";
import { ACTIONS_HERE, CASES_IN_GAPS, ONLY_REFUSALS_COUNT } from "./gaps";
import { wrongUnder } from "./liveChanges";
import { say } from "./progress";
import { engine } from "./run";
import { createUser } from "./users";
import { documentIn, runVerify, runVerifyHere, startVerify, wrongIn } from "./verifyCli";

/** Cases that come to nothing on this emulator are left out by name, and said to be. */
const SKIPPED = ["--skip", CASES_IN_GAPS.join(",")];

describe("verify: on a deployed bucket", () => {
  let there: Deployed;
  let caller: Credentials;
  let ours: string[];

  /** The emulator gives no Bucket Key to uploads that name the key: one of its gaps. */
  const bucketOptions = (): string[] => ["--bucket", there.bucket, "--key", there.keyArn, "--no-bucket-key"];
  const options = (endpoint = engine().https): string[] => [
    ...bucketOptions(),
    "--endpoint-url",
    endpoint,
    ...SKIPPED,
  ];

  before(async () => {
    there = await deploy("verify", { retention: "Destroy", bucketKeyEnabled: false });
    const { Statement } = permissionsFor({ bucket: there.bucket, keyArn: there.keyArn });
    const statements = Statement.map(({ Action = [], Resource = [] }) => ({
      Effect: "Allow" as const,
      Action,
      Resource,
    }));
    const here = { Effect: "Allow" as const, Action: ACTIONS_HERE, Resource: "*" };
    caller = (await createUser(provisioner().iam, "verifier", [...statements, here])).credentials;
    await fill(there);
    ours = await inBucket(there.bucket);
  });

  afterEach("nothing is left behind, and nothing else gone", async () => {
    assert.deepEqual(await inBucket(there.bucket), ours);
  });

  it("with the right policy and no more than --permissions prints: exit 0, and it tells H2", async () => {
    const run = await runVerify([...options(), "--plain-http", engine().emulator.endpoint, "--json"], caller);
    const document = documentIn(run);
    assert.deepEqual(wrongIn(document), []);
    assert.equal(document.stopped, null);
    assert.equal(run.code, 0, run.stderr);
    assert.equal(document.hypotheses.wholeObjects, "headerOnly");
    assert.equal(document.hypotheses.keyNames, "headerOnly");
    assert.equal(document.hypotheses.parts, "undecided");
    const tried = document.cases.filter(({ outcome }) => outcome !== "not tried").length;
    say(`      verify: ${tried} cases tried, ${CASES_IN_GAPS.length} left out for gaps of the emulator`);
  });

  it("finds bucket, key and alias in the outputs of the stack", async () => {
    const stack = ["--stack", there.stack.name, "--cwd", there.stack.folder, "--no-bucket-key"];
    const run = await runVerify([...stack, "--endpoint-url", engine().https, ...SKIPPED], caller);
    assert.equal(run.code, 0, run.stdout + run.stderr);
    assert.match(run.stdout, new RegExp(`^${there.bucket} under ${there.keyArn}`));
    assert.match(run.stdout, /naming the key by its alias ARN +refused/);
    assert.match(run.stdout, /H2 \(headerOnly\): no key/);
    assert.match(run.stdout, /all as promised, everything written is removed again/);
  });

  it("without --key asks the bucket's default encryption", async () => {
    const args = ["--bucket", there.bucket, "--no-bucket-key", "--region", "eu-central-1"];
    const run = await runVerify([...args, "--endpoint-url", engine().https, ...SKIPPED, "--json"], caller);
    assert.equal(documentIn(run).keyArn, there.keyArn);
    assert.equal(run.code, 0, run.stderr);
  });

  it("a Bucket Key that is not there is complained of", async () => {
    const args = ["--bucket", there.bucket, "--key", there.keyArn, "--endpoint-url", engine().https];
    const run = await runVerify([...args, ...SKIPPED, "--json"], caller);
    assert.equal(run.code, 1);
    const put = documentIn(run).cases.find((one) => one.case === "put-key-arn");
    assert.match(put?.complaint ?? "", /without a Bucket Key, should be with one/);
  });

  it("each statement whose absence changes a live outcome: exit 1, naming the cases", async () => {
    const { policy } = there.before as { policy: PolicyDocument };
    const redundant: string[] = [];
    for (const { Sid = "" } of policy.Statement) {
      const less = { ...policy, Statement: policy.Statement.filter((one) => one.Sid !== Sid) };
      const wrong = wrongUnder(policy, less, there).filter((name) => !CASES_IN_GAPS.includes(name));
      if (wrong.length === 0) redundant.push(Sid);
      await putPolicy(there.bucket, less);
      try {
        const plain = ["--plain-http", engine().emulator.endpoint];
        const run = await runVerify([...options(), ...plain, "--json"], caller);
        const named = wrongIn(documentIn(run)).filter((name) => !ONLY_REFUSALS_COUNT.includes(name));
        assert.deepEqual(named.sort(), wrong.sort(), Sid);
        assert.equal(run.code, wrong.length > 0 ? 1 : 0, Sid);
      } finally {
        await putPolicy(there.bucket, policy);
      }
    }
    say(`      verify: redundant for what can be tried here: ${redundant.join(", ")}`);
    assert.ok(redundant.length < policy.Statement.length);
  });

  it("100 runs in a row leave no object, version or multipart upload behind", async function () {
    this.timeout(900_000);
    const withMultipart = [...bucketOptions(), "--endpoint-url", engine().https];
    for (let run = 0; run < 100; run++) {
      const code = await runVerifyHere(withMultipart, caller);
      assert.equal(code, 1, "with the gaps, whatever the emulator lets through must go again");
      assert.deepEqual(await inBucket(there.bucket), ours);
    }
  });

  for (const [signal, operation, code] of [
    ["SIGINT", "PutObject", 130],
    ["SIGINT", "CreateMultipartUpload", 130],
    ["SIGINT", "UploadPart", 130],
    ["SIGTERM", "CompleteMultipartUpload", 143],
  ] as const)
    it(`${signal} in the middle of ${operation} leaves nothing`, async () => {
      const proxy = await startFaultProxy(engine().emulator.endpoint, { playHttps: true });
      const args = [...bucketOptions(), "--endpoint-url", proxy.endpoint, "--json"];
      const { child, done } = startVerify(args, caller);
      proxy.reset((call) => {
        if (call.operation === operation && !child.killed) child.kill(signal);
        return "pass";
      });
      const run = await done;
      await proxy.stop();
      assert.equal(run.code, code, run.stderr);
      assert.equal(documentIn(run).stopped, "stopped before its end");
    });

  it("answers that get lost leave nothing", async () => {
    const proxy = await startFaultProxy(engine().emulator.endpoint, { playHttps: true });
    const lost = ["PutObject", "CopyObject", "CreateMultipartUpload", "CompleteMultipartUpload"];
    proxy.reset((call) => {
      const first = lost.indexOf(call.operation);
      if (first < 0) return "pass";
      lost.splice(first, 1);
      return { loseAnswerAfter: () => undefined };
    });
    await runVerify([...bucketOptions(), "--endpoint-url", proxy.endpoint], caller);
    await proxy.stop();
    assert.deepEqual(lost, []);
  });

  it("how parts are judged: refused (played by the tests) is H2, accepted is H1", async () => {
    const skip = CASES_IN_GAPS.filter(
      (name) => !/^(part|complete)-of?-?/.test(name) || name.endsWith("silent"),
    );
    for (const [fate, finding] of [
      ["refuse", "headerOnly"],
      ["pass", "effectiveKey"],
    ] as const) {
      const proxy = await startFaultProxy(engine().emulator.endpoint, { playHttps: true });
      proxy.reset(({ operation }) => (operation === "UploadPart" ? fate : "pass"));
      const args = [...bucketOptions(), "--endpoint-url", proxy.endpoint, "--skip", skip.join(","), "--json"];
      const run = await runVerify(args, caller);
      await proxy.stop();
      assert.equal(documentIn(run).hypotheses.parts, finding);
      assert.equal(run.code, 0, run.stderr);
    }
  });

  it("a caller lacking kms:GenerateDataKey is told so", async () => {
    // The emulator asks no key policy on S3's behalf, a gap: KMS's refusal is played in AWS's words.
    const proxy = await startFaultProxy(engine().emulator.endpoint, { playHttps: true });
    const words = `User: arn:aws:iam::123456789012:user/verifier is not authorized to perform: kms:GenerateDataKey on resource: ${there.keyArn} because no identity-based policy allows the kms:GenerateDataKey action`;
    proxy.reset(({ operation }) => (operation === "PutObject" ? { refuseSaying: words } : "pass"));
    const run = await runVerify(options(proxy.endpoint), caller);
    await proxy.stop();
    assert.equal(run.code, 1);
    assert.match(run.stdout, /the caller lacks kms:GenerateDataKey, so no refusal would prove anything/);
    assert.match(run.stdout, /--permissions/);
  });

  it("a caller who may not upload at all proves nothing, and is told so", async () => {
    const nobody = await createUser(provisioner().iam, "verify-nobody", []);
    const run = await runVerify(options(), nobody.credentials);
    assert.equal(run.code, 1);
    assert.match(run.stdout, /was not taken,\s+so no refusal would prove\s+anything/);
  });

  it("a bucket that is not there, credentials nobody knows, and nobody answering are named", async () => {
    const elsewhere = ["--bucket", "no-such-bucket", "--key", there.keyArn, "--endpoint-url", engine().https];
    const unknown = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "x" };
    const everything = { Effect: "Allow", Action: "s3:*", Resource: "*" } as const;
    const anyone = await createUser(provisioner().iam, "verify-anyone", [everything]);
    const missing = await runVerify(elsewhere, anyone.credentials);
    assert.match(missing.stdout, /there is no such bucket/);
    const stranger = await runVerify(options(), unknown);
    assert.match(stranger.stdout, /AWS does not know these credentials/);
    const silence = await runVerify(options("http://127.0.0.1:9"), caller);
    assert.match(silence.stdout, /nobody answers there/);
    assert.deepEqual([missing.code, stranger.code, silence.code], [1, 1, 1]);
  });
});

/** Every version, delete marker and unfinished upload of a bucket. */
async function inBucket(Bucket: string): Promise<string[]> {
  const { s3 } = provisioner();
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
  return [
    ...[...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => `${Key} ${VersionId}`),
    ...Uploads.map(({ Key, UploadId }) => `${Key} ${UploadId}`),
  ].sort();
}

async function putPolicy(Bucket: string, policy: PolicyDocument): Promise<void> {
  await provisioner().s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(policy) }));
}
