import assert from "node:assert/strict";
import { bucketsIn } from "../../../cli/preview/buckets";
import type { RecordedResource, Recording } from "../../../cli/preview/recording";
import { SecretTexts } from "../../../cli/preview/secretTexts";
import { secretOf } from "../../../cli/preview/wire";
import { recordedResource } from "../../support/recorded";

const COMPONENT = "urn:pulumi:dev::p::encrypted-bucket:index:EncryptedBucket::data";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/k";
const POLICY = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" }],
};

function resource(type: string, values: Partial<RecordedResource>): RecordedResource {
  return recordedResource({ urn: `${COMPONENT}/${type}`, type, name: type, parent: COMPONENT, ...values });
}

const PROMISE = {
  enforcement: "EffectiveKey",
  encryption: "aws:kms",
  keyUse: "ThroughS3",
  users: true,
  administrators: false,
};
const component = resource("encrypted-bucket:index:EncryptedBucket", {
  urn: COMPONENT,
  name: "data",
  inputs: PROMISE,
});
const encryption = (rule: object): RecordedResource =>
  resource("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
    inputs: { rules: [rule] },
  });
const RULE = {
  applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY },
  bucketKeyEnabled: true,
  blockedEncryptionTypes: ["SSE-C"],
};
const WHOLE = {
  component,
  bucket: resource("aws:s3/bucket:Bucket", { outputs: { arn: "arn:aws:s3:::b" } }),
  policy: resource("aws:s3/bucketPolicy:BucketPolicy", { inputs: { policy: JSON.stringify(POLICY) } }),
  encryption: encryption(RULE),
  key: resource("aws:kms/key:Key", { outputs: { arn: KEY } }),
  keyPolicy: resource("aws:kms/keyPolicy:KeyPolicy", { inputs: { policy: JSON.stringify(POLICY) } }),
};

function seen(pieces: Partial<typeof WHOLE>): ReturnType<typeof bucketsIn> {
  const recording: Recording = {
    project: "p",
    stack: "dev",
    resources: Object.values(pieces),
    logs: [],
    refusals: [],
    stopped: false,
    secrets: new SecretTexts(),
  };
  return bucketsIn(recording);
}

function without(...names: (keyof typeof WHOLE)[]): Partial<typeof WHOLE> {
  return Object.fromEntries(
    Object.entries(WHOLE).filter(([name]) => !names.includes(name as keyof typeof WHOLE)),
  );
}

describe("an EncryptedBucket in a recording", () => {
  it("is what the judge needs, with what the component promises", () => {
    const { buckets, problems } = seen(WHOLE);
    assert.deepEqual(problems, []);
    assert.deepEqual(buckets[0]?.promised, PROMISE);
    assert.deepEqual(buckets[0]?.bucket, {
      bucketArn: "arn:aws:s3:::b",
      account: "123456789012",
      keyArn: KEY,
      bucketPolicy: POLICY,
      keyPolicy: POLICY,
      defaultEncryption: { algorithm: "aws:kms", keyArn: KEY, bucketKeyEnabled: true },
      blockedEncryptionTypes: ["SSE-C"],
    });
  });

  it("with a key made elsewhere takes the key from the encryption configuration and knows no key policy", () => {
    const [only] = seen(without("key", "keyPolicy")).buckets;
    assert.equal(only?.bucket.keyArn, KEY);
    assert.equal(only?.bucket.keyPolicy, null);
  });

  it("whose bucket policy, encryption configuration or key policy is missing is a problem that names it", () => {
    for (const [piece, name] of [
      ["policy", "bucket policy"],
      ["encryption", "encryption configuration"],
      ["keyPolicy", "key policy"],
    ] as const) {
      const { buckets, problems } = seen(without(piece));
      assert.deepEqual(buckets, []);
      assert.deepEqual(problems, [`data: its ${name} is missing, so nothing it promises can be checked`]);
    }
  });

  it("whose policy is secret is judged all the same", () => {
    const policy = resource("aws:s3/bucketPolicy:BucketPolicy", {
      inputs: { policy: secretOf(JSON.stringify(POLICY)) },
    });
    assert.deepEqual(seen({ ...WHOLE, policy }).buckets[0]?.bucket.bucketPolicy, POLICY);
  });

  it("whose policy is unknown is a problem, never an empty policy", () => {
    const policy = resource("aws:s3/bucketPolicy:BucketPolicy", {
      inputs: { policy: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
    });
    assert.match(
      seen({ ...WHOLE, policy }).problems[0] ?? "",
      /its bucket policy depends on a value that this preview does not know/,
    );
  });

  it("without a default encryption has none, rather than one made up", () => {
    assert.equal(seen({ ...WHOLE, encryption: encryption({}) }).buckets[0]?.bucket.defaultEncryption, null);
  });

  it("that says nothing about its enforcement is a problem", () => {
    assert.match(
      seen({ ...WHOLE, component: { ...component, inputs: {} } }).problems[0] ?? "",
      /does not say what it enforces/,
    );
  });
});
