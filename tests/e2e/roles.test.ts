import assert from "node:assert/strict";
import { CALLS, type DeploymentCall } from "../support/deploymentCalls";
import { provisioner } from "./deployed";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { DisableKeyCommand } from "@aws-sdk/client-kms";
import { engine } from "./run";
import { makeStack, type TestStack } from "./stack";

const ROLE_CALLS: Record<string, readonly DeploymentCall[]> = CALLS;

const named = (...lists: (keyof typeof CALLS)[]): string[] =>
  lists.flatMap((list) => (ROLE_CALLS[list] ?? []).map(({ operation }) => operation));

/** STS tells everybody who they are, whatever their policies say. */
const FREE = ["GetCallerIdentity"];

describe("roles: the calls that the roles of the workflows allow are those that are made", () => {
  let stack: TestStack;
  const seen: Record<"reading" | "deploying" | "leaving", Set<string>> = {
    reading: new Set(),
    deploying: new Set(),
    leaving: new Set(),
  };

  before(async () => {
    const logs = {
      Bucket: "role-logs",
      CreateBucketConfiguration: { LocationConstraint: "eu-central-1" },
    } as const;
    await provisioner().s3.send(new CreateBucketCommand(logs));
    stack = await makeStack(engine(), "roles", "component", { args: { retention: "Destroy" } });
  });

  async function noting(stage: keyof typeof seen, run: () => Promise<unknown>): Promise<void> {
    const before = engine().proxy.calls().length;
    await run();
    for (const { operation } of engine().proxy.calls().slice(before)) seen[stage].add(operation);
  }

  it("an up from nothing, with every option that makes a call of its own, and without them again", async () => {
    const all = {
      retention: "Destroy",
      tags: { team: "ledger" },
      accessLogs: { bucket: "role-logs" },
      abortIncompleteMultipartUploadAfterDays: 7,
    };
    const key = { rotationPeriodInDays: 180, description: "Otherwise" };
    await noting("deploying", () => stack.up());
    for (const args of [all, { ...all, key, tags: { team: "audit" } }, { retention: "Destroy" }]) {
      await stack.configure({ args });
      await noting("deploying", () => stack.up());
    }
  });

  it("a refresh", async () => {
    await stack.configure({ args: { retention: "Destroy", tags: { team: "ledger" } } });
    await noting("deploying", () => stack.up());
    await noting("reading", () => stack.refresh());
  });

  it("a key that somebody disabled is enabled again", async () => {
    await provisioner().kms.send(new DisableKeyCommand({ KeyId: await stack.output("keyArn") }));
    await stack.refresh();
    await noting("deploying", () => stack.up());
  });

  it("a key replaced takes its alias along, then a destroy", async () => {
    await stack.configure({ args: { retention: "Destroy", key: { multiRegion: true } } });
    await noting("leaving", () => stack.up());
    await noting("leaving", () => stack.destroy());
  });

  it("each call seen is in the list that the roles are held to", () => {
    const reading = named("reading");
    const deploying = [...reading, ...named("deploying")];
    const left = (stage: keyof typeof seen, known: string[]): string[] =>
      [...seen[stage]].filter((operation) => ![...known, ...FREE].includes(operation));
    assert.deepEqual(left("reading", reading), []);
    assert.deepEqual(left("deploying", deploying), []);
    assert.deepEqual(left("leaving", [...deploying, ...named("leaving")]), []);
  });

  it("and the list names no call that was not seen", () => {
    const all = new Set(Object.values(seen).flatMap((operations) => [...operations]));
    assert.deepEqual(
      named("reading", "deploying", "leaving").filter((operation) => !all.has(operation)),
      [],
    );
  });
});
