import assert from "node:assert/strict";
import { GetKeyRotationStatusCommand } from "@aws-sdk/client-kms";
import type { Faults } from "./faultProxy";
import { deploy, type Deployed, provisioner, refusesOtherEncryption } from "./deployed";
import { bucketsOf, type FoundKey, keysOf } from "./inventory";
import { protections } from "./protections";
import { runCli } from "./plainCli";
import { engine } from "./run";
import { failureOf, makeStack, type TestStack } from "./stack";

/** Every mutating call of a first `up`. */
const UP = [
  "CreateKey",
  "EnableKeyRotation",
  "CreateAlias",
  "CreateBucket",
  "PutBucketPolicy",
  "PutKeyPolicy",
  "PutPublicAccessBlock",
  "PutBucketOwnershipControls",
  "PutBucketVersioning",
  "PutBucketEncryption",
];
/** Every mutating call of a `destroy`. */
const DESTROY = ["DeleteBucket", "DeleteAlias", "ScheduleKeyDeletion"];
/** What a lost answer leaves behind, by call: nothing can know of a key or a bucket it never heard of. */
const ORPHANS: Readonly<Record<string, { keys: number; buckets: number }>> = {
  CreateKey: { keys: 1, buckets: 0 },
  CreateBucket: { keys: 0, buckets: 1 },
};

const refuse =
  (operation: string): Faults =>
  (call) =>
    call.operation === operation ? "refuse" : "pass";

function once(operation: string, then: () => void): Faults {
  let done = false;
  return (call) => {
    if (done || call.operation !== operation) return "pass";
    done = true;
    return { loseAnswerAfter: then };
  };
}

function argsOf(name: string): object {
  return { retention: "Destroy", key: { description: name } };
}

async function fresh(name: string): Promise<TestStack> {
  return makeStack(engine(), name, "component", { name, args: argsOf(name) });
}

/** Whatever failed: what takes uploads refuses other encryption, or has no policy yet and nothing in it. */
async function failedClosed(name: string): Promise<void> {
  const buckets = await bucketsOf(provisioner(), `${name}-`);
  for (const bucket of buckets) {
    if (bucket.hasPolicy) await refusesOtherEncryption(bucket.name);
    else assert.equal(bucket.objects, 0);
  }
  const keys = await keysOf(provisioner(), name);
  if (buckets.length > 0) assert.ok(keys.every(enabled), "a key is to be deleted while its bucket lives");
}

const enabled = (key: FoundKey): boolean => key.state === "Enabled";

/** After another run: one key, one bucket, every protection; and what the fault is known to leave behind. */
async function converged(
  stack: TestStack,
  reference: Deployed,
  orphans = { keys: 0, buckets: 0 },
): Promise<void> {
  const [bucket, keyArn] = [await stack.output("bucketName"), await stack.output("keyArn")];
  const now = await protections(provisioner(), bucket, keyArn);
  assert.deepEqual(
    renamed(now, bucket, keyArn),
    renamed(reference.before, reference.bucket, reference.keyArn),
  );
  await refusesOtherEncryption(bucket);
  assert.equal((await keysOf(provisioner(), stack.name)).length, 1 + orphans.keys);
  assert.equal((await bucketsOf(provisioner(), `${stack.name}-`)).length, 1 + orphans.buckets);
}

/** The protections of one bucket in the words of any. */
function renamed(value: unknown, bucket: string, keyArn: string): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(keyArn, "<key>").replaceAll(bucket, "<bucket>"));
}

describe("faults", () => {
  let reference: Deployed;

  before(async () => {
    engine().proxy.reset();
    reference = await deploy("reference", argsOf("reference"));
  });
  afterEach(() => engine().proxy.reset());

  it("the calls of an up are the ones tried here", () => {
    const made = engine()
      .proxy.calls()
      .flatMap((call) => (call.mutating ? [call.operation] : []));
    assert.deepEqual([...made].sort(), [...UP].sort());
  });

  for (const operation of UP) {
    it(`up: ${operation} is refused`, async () => {
      const stack = await fresh(`refused-${operation.toLowerCase()}`);
      engine().proxy.reset(refuse(operation));
      await failureOf(stack.up());
      engine().proxy.reset();
      await failedClosed(stack.name);
      await stack.up();
      // The one that heals a run later: the provider does not look at a key it believes to have finished.
      if (operation === "EnableKeyRotation") {
        assert.equal(await rotating(stack), false);
        await stack.up();
      }
      await converged(stack, reference);
    });
  }

  for (const operation of DESTROY) {
    it(`destroy: ${operation} is refused`, async () => {
      const stack = await fresh(`kept-${operation.toLowerCase()}`);
      await stack.up();
      engine().proxy.reset(refuse(operation));
      await failureOf(stack.destroy());
      engine().proxy.reset();
      await failedClosed(stack.name);
      await stack.destroy();
      assert.deepEqual(await bucketsOf(provisioner(), `${stack.name}-`), []);
      assert.deepEqual((await keysOf(provisioner(), stack.name)).filter(enabled), []);
    });
  }

  for (const operation of ["CreateKey", "CreateBucket", "PutBucketPolicy"]) {
    it(`up: ${operation} succeeds, and its answer is lost`, async () => {
      const stack = await fresh(`lost-${operation.toLowerCase()}`);
      engine().proxy.reset(once(operation, () => undefined));
      await failureOf(stack.up());
      await failedClosed(stack.name);
      await stack.up();
      await converged(stack, reference, ORPHANS[operation]);
    });

    it(`up: the engine is killed after ${operation}`, async () => {
      const stack = await fresh(`killed-${operation.toLowerCase()}`);
      const run = runCli(engine(), stack, "up");
      engine().proxy.reset(once(operation, () => run.kill()));
      const { code, said } = await run.done;
      assert.equal(code, "SIGKILL", said);
      await failedClosed(stack.name);
      await stack.stack.cancel();
      await stack.up();
      await converged(stack, reference, ORPHANS[operation]);
    });
  }
});

async function rotating(stack: TestStack): Promise<boolean | undefined> {
  const status = new GetKeyRotationStatusCommand({ KeyId: await stack.output("keyArn") });
  return (await provisioner().kms.send(status)).KeyRotationEnabled;
}
