import { Traces } from "../../cli/verify/traces";
import { verification, type Task, type Verification } from "../../cli/verify/verification";
import { Encryption, Enforcement, KeyUse } from "../../policy/choices";
import type { SimulatedBucket } from "../../simulator/bucket";
import { bucketOf } from "./buckets";
import { FakeStore, type FakeBehaviour } from "./fakeStore";

/** A bucket as the component would make it. */
export function goodBucket(
  enforcement: Enforcement = Enforcement.EffectiveKey,
  encryption: Encryption = Encryption.Kms,
): SimulatedBucket {
  const choices = { keyUse: KeyUse.ThroughS3, users: true, administrators: true };
  return bucketOf({ ...choices, enforcement, encryption }).bucket;
}

/** The same bucket without one statement of its policy. */
export function without(bucket: SimulatedBucket, sid: string): SimulatedBucket {
  const { bucketPolicy } = bucket;
  const left = bucketPolicy.Statement.filter(({ Sid }) => Sid !== sid);
  return { ...bucket, bucketPolicy: { ...bucketPolicy, Statement: left } };
}

/** What a run against a bucket in memory came to. */
export interface FakeRun {
  result: Verification;
  store: FakeStore;
  traces: Traces;
}

const STORED = { algorithm: "aws:kms", bucketKey: true, locked: false };

/** Verifies a bucket in memory, in which these objects stand already. */
export async function verifyFake(
  behaviour: FakeBehaviour,
  task: Partial<Task> = {},
  objects: readonly string[] = [],
): Promise<FakeRun> {
  const traces = task.traces ?? new Traces();
  const store = new FakeStore(behaviour);
  store.objects.push(...objects.map((key) => ({ key, versionId: "theirs", stored: STORED })));
  const target = { bucket: "ledger-exports", keyArn: behaviour.bucket.keyArn };
  const result = await verification({
    target,
    heldTo: { enforcement: "EffectiveKey", encryption: "aws:kms", bucketKey: true },
    choices: { plainHttp: false, skip: [] },
    store,
    plain: undefined,
    traces,
    signal: new AbortController().signal,
    progress: { show: () => undefined, clear: () => undefined },
    ...task,
  });
  return { result, store, traces };
}

/** Names of the cases that did not go as promised. */
export function wrongCases({ result }: FakeRun): string[] {
  return result.cases.filter(({ holds }) => !holds).map(({ of }) => of.name);
}
