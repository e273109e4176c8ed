import assert from "node:assert/strict";
import { DeleteBucketPolicyCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import type { CheckDocument } from "../../cli/check/document";
import type { PolicyDocument } from "../../policy/document";
import type { Credentials } from "./clients";
import { deploy, type Deployed, provisioner } from "./deployed";
import { startFaultProxy } from "./faultProxy";
import { ACTIONS_HERE } from "./gaps";
import { type OwnRun, startOwnCli } from "./ownCli";
import { engine } from "./run";
import { createUser } from "./users";

describe("check: the policy of a deployed bucket", () => {
  let there: Deployed;
  let reader: Credentials;

  before(async () => {
    there = await deploy("check", { retention: "Destroy" });
    const Resource = `arn:aws:s3:::${there.bucket}`;
    const Action = ["s3:GetBucketPolicy", "s3:GetEncryptionConfiguration"];
    const here = { Effect: "Allow", Action: ACTIONS_HERE, Resource } as const;
    const may = [{ Effect: "Allow", Action, Resource }, here] as const;
    reader = (await createUser(provisioner().iam, "check-reader", may)).credentials;
  });

  const run = (credentials: Credentials, ...args: string[]): Promise<OwnRun> => {
    const at = ["--bucket", there.bucket, "--region", "eu-central-1", "--endpoint-url", engine().https];
    return startOwnCli(["check", ...at, ...args], credentials).done;
  };
  const deployedPolicy = (): PolicyDocument => there.before["policy"] as PolicyDocument;

  it("finds the key by itself and passes, with the permissions that --help names", async () => {
    const { code, stdout, stderr } = await run(reader, "--json");
    assert.equal(code, 0, stderr);
    const { keyArn, passes } = JSON.parse(stdout) as CheckDocument;
    assert.deepEqual({ keyArn, passes }, { keyArn: there.keyArn, passes: true });
  });

  it("reads two settings and writes nothing", async () => {
    const proxy = await startFaultProxy(engine().emulator.endpoint, { playHttps: true });
    await run(reader, "--endpoint-url", proxy.endpoint);
    await proxy.stop();
    const operations = proxy.calls().map(({ operation }) => operation);
    assert.deepEqual(operations, ["GetBucketPolicy", "GetBucketEncryption"]);
  });

  it("a statement that somebody took out shows: exit 1", async () => {
    const Statement = deployedPolicy().Statement.filter(
      ({ Sid }) => Sid !== "DenyReencryptionUnderOtherKeys",
    );
    await putPolicy({ ...deployedPolicy(), Statement });
    try {
      const { code, stdout } = await run(reader, "--json");
      assert.equal(code, 1);
      const { uploads } = JSON.parse(stdout) as CheckDocument;
      const through = uploads.filter(({ verdict }) => verdict === "let through").map((one) => one.case);
      assert.ok(through.includes("reencrypt-another-key"), through.join());
    } finally {
      await putPolicy(deployedPolicy());
    }
  });

  it("no policy at all: exit 1, and it says so", async () => {
    await provisioner().s3.send(new DeleteBucketPolicyCommand({ Bucket: there.bucket }));
    try {
      const { code, stderr } = await run(reader, "--key", there.keyArn);
      assert.equal(code, 1);
      assert.match(stderr, /has no policy: the bucket itself refuses nothing/);
    } finally {
      await putPolicy(deployedPolicy());
    }
  });

  it("a caller who may not read it is told which permission that takes", async () => {
    const { credentials } = await createUser(provisioner().iam, "check-nobody", []);
    const { code, stderr } = await run(credentials, "--key", there.keyArn);
    assert.equal(code, 1);
    assert.match(stderr, /the caller needs s3:GetBucketPolicy \(AccessDenied/);
  });

  async function putPolicy(policy: PolicyDocument): Promise<void> {
    const input = { Bucket: there.bucket, Policy: JSON.stringify(policy) };
    await provisioner().s3.send(new PutBucketPolicyCommand(input));
  }
});
