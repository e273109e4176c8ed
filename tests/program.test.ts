import assert from "node:assert/strict";
import type { PolicyDocument } from "../policy/document";
import { runCases, type Promised, type SimulatedBucket } from "../simulator";
import { commandLine, fixture, type CommandResult } from "./support/commandLine";
import { mutantsOf, reasonNotCaught } from "./support/mutants";

interface Resource {
  urn: string;
  type: string;
  name: string;
  dependsOn: string[];
  protect: boolean;
  retainOnDelete: boolean;
  inputs: Record<string, unknown>;
}

interface Upload {
  case: string;
  decision: { effectiveKey: string; headerOnly: string };
  expected: { effectiveKey: string; headerOnly: string };
  decidedBy: string[];
  unverified: boolean;
}

interface Previewed {
  version: number;
  project: string;
  stack: string;
  resources: Resource[];
  outputs: Record<string, unknown>;
  buckets: {
    name: string;
    enforcement: string;
    bucketPolicy: PolicyDocument;
    keyPolicy: PolicyDocument;
    uploads: Upload[];
  }[];
}

async function previewed(...args: string[]): Promise<Previewed> {
  const { exitCode, stdout, stderr } = await commandLine("preview", "--json", ...args);
  assert.equal(exitCode, 0, stderr);
  return JSON.parse(stdout) as Previewed;
}

const COMPONENT = "urn:pulumi:dev::encrypted-bucket::encrypted-bucket:index:EncryptedBucket";
const child = (type: string, name: string): string => `${COMPONENT}$${type}::data-${name}`;
const URN = {
  key: child("aws:kms/key:Key", "key"),
  alias: child("aws:kms/alias:Alias", "alias"),
  bucket: child("aws:s3/bucket:Bucket", "bucket"),
  policy: child("aws:s3/bucketPolicy:BucketPolicy", "policy"),
  publicAccess: child("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "public-access"),
  ownership: child("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "ownership"),
  versioning: child("aws:s3/bucketVersioning:BucketVersioning", "versioning"),
  keyPolicy: child("aws:kms/keyPolicy:KeyPolicy", "key-policy"),
  encryption: child(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "encryption",
  ),
};
const SETTINGS = ["policy", "publicAccess", "ownership", "versioning", "keyPolicy", "encryption"] as const;

/** The bucket as the judge sees it, from nothing but the document. */
function recorded({ buckets, resources, outputs }: Previewed): {
  bucket: SimulatedBucket;
  promised: Promised;
} {
  const [judged] = buckets;
  const choices = resources.find(({ type }) => type === "encrypted-bucket:index:EncryptedBucket")?.inputs;
  assert.ok(judged && choices);
  const { bucketPolicy, keyPolicy } = judged;
  const keyArn = outputs["keyArn"] as string;
  const bucket = {
    bucketArn: outputs["bucketArn"] as string,
    keyArn,
    bucketPolicy,
    keyPolicy,
    defaultEncryption: { algorithm: "aws:kms", keyArn, bucketKeyEnabled: true },
    blockedEncryptionTypes: ["SSE-C"],
  };
  return { bucket, promised: choices as unknown as Promised };
}

describe("the stack program of this repository, run offline", function () {
  this.timeout(60_000);
  let dev: Previewed;
  let prod: Previewed;

  before(async () => {
    [dev, prod] = await Promise.all([previewed("--stack", "dev"), previewed("--stack", "prod")]);
  });

  const found = (urn: string, from = dev): Resource => {
    const resource = from.resources.find((one) => one.urn === urn);
    assert.ok(resource, `no resource ${urn}`);
    return resource;
  };

  it("registers every child under a URN that never changes", () => {
    const urns = dev.resources.map(({ urn }) => urn).filter((urn) => urn.startsWith(`${COMPONENT}$`));
    assert.deepEqual(urns.sort(), Object.values(URN).sort());
  });

  it("makes the policy right after the bucket, and the bucket only when key and alias are there", () => {
    const after = (urn: string): string[] => found(urn).dependsOn;
    for (const urn of [URN.key, URN.alias]) assert.ok(after(URN.bucket).includes(urn));
    assert.ok(after(URN.policy).includes(URN.bucket) && after(URN.policy).includes(URN.key));
    assert.ok(after(URN.publicAccess).includes(URN.policy));
    assert.ok(after(URN.ownership).includes(URN.publicAccess));
    assert.ok(after(URN.versioning).includes(URN.ownership));
    for (const urn of [URN.policy, URN.versioning, URN.keyPolicy])
      assert.ok(after(URN.encryption).includes(urn));
  });

  it("keeps every setting on the way out, and with Destroy protects nothing", () => {
    for (const name of SETTINGS) assert.equal(found(URN[name]).retainOnDelete, true, name);
    for (const name of ["key", "alias", "bucket"] as const)
      assert.equal(found(URN[name]).retainOnDelete, false, name);
    for (const urn of Object.values(URN)) assert.equal(found(urn).protect, false, urn);
  });

  it("with Protect protects key, bucket and settings, and leaves the alias free to be renamed", () => {
    const inProd = (urn: string): Resource => found(urn.replace(":dev:", ":prod:"), prod);
    for (const name of ["key", "bucket", ...SETTINGS] as const)
      assert.equal(inProd(URN[name]).protect, true, name);
    assert.equal(inProd(URN.alias).protect, false);
    for (const name of SETTINGS) assert.equal(inProd(URN[name]).retainOnDelete, true, name);
  });

  it("refuses an upload that names another encryption, by DenyUploadIfNotSSEKMSEncrypted", () => {
    for (const name of ["put-aes256", "put-another-key"]) {
      const upload = dev.buckets[0]?.uploads.find((one) => one.case === name);
      assert.deepEqual(upload?.decision, { effectiveKey: "deny", headerOnly: "deny" });
      assert.ok(upload?.decidedBy.includes("DenyUploadIfNotSSEKMSEncrypted"));
    }
  });

  it("accepts an upload that names nothing if S3 shows the effective key, and says that this is unverified", () => {
    const upload = dev.buckets[0]?.uploads.find((one) => one.case === "put-silent");
    assert.deepEqual(upload?.decision, { effectiveKey: "allow", headerOnly: "deny" });
    assert.equal(upload?.unverified, true);
  });

  it("decides every case of both stacks as promised", () => {
    for (const { buckets } of [dev, prod]) {
      assert.equal(buckets.length, 1);
      for (const { uploads } of buckets) {
        assert.ok(uploads.length > 50);
        for (const upload of uploads) assert.deepEqual(upload.decision, upload.expected, upload.case);
      }
    }
  });

  it("loses no statement, condition or value of the recorded policies without a case that fails", () => {
    for (const document of [dev, prod]) {
      const { bucket, promised } = recorded(document);
      for (const policy of ["bucketPolicy", "keyPolicy"] as const) {
        for (const mutant of mutantsOf(bucket[policy] as PolicyDocument)) {
          const failing = runCases({ ...bucket, [policy]: mutant.document }, promised).filter(
            ({ holds }) => !holds,
          );
          const caught = reasonNotCaught(mutant.name, promised.enforcement) === undefined;
          assert.equal(failing.length > 0, caught, `${document.stack}, ${policy}, ${mutant.name}`);
        }
      }
    }
  });

  it("names every listed principal in the key policy of prod", () => {
    const statement = prod.buckets[0]?.keyPolicy.Statement.find(({ Sid }) => Sid === "AllowKeyUsers");
    assert.deepEqual(statement?.Principal, {
      AWS: ["ReportWriter", "ReportReader", "ReportArchiver"].map(
        (name) => `arn:aws:iam::123456789012:role/${name}`,
      ),
    });
  });

  it("exports names and ARNs for other stacks", () => {
    assert.deepEqual(Object.keys(dev.outputs).sort(), [
      "bucketArn",
      "bucketName",
      "keyAlias",
      "keyArn",
      "keyId",
    ]);
  });

  it("refuses a wrong setting with one line, exit code 1 and no stack trace", async () => {
    const { exitCode, stdout, stderr } = await commandLine(
      "preview",
      "--stack",
      "dev",
      "--config",
      "enforcement=Strict",
    );
    assert.equal(exitCode, 1);
    assert.match(stdout + stderr, /enforcement: not one of its values, got "Strict"; allowed EffectiveKey, /);
    assert.doesNotMatch(stdout + stderr, /^\s+at .*\.[jt]s:\d+/m);
  });
});

describe("preview of other programs with the component", function () {
  this.timeout(60_000);

  let two: Previewed;
  let weakened: CommandResult;

  before(async () => {
    [two, weakened] = await Promise.all([
      previewed("--cwd", fixture("two-buckets")),
      commandLine("preview", "--cwd", fixture("weakened"), "--json"),
    ]);
  });

  it("judges each bucket by its own enforcement", () => {
    const { buckets } = two;
    assert.deepEqual(buckets.map(({ enforcement }) => enforcement).sort(), [
      "DeclaredKeyOnly",
      "RequireHeaders",
    ]);
    for (const { uploads } of buckets) {
      for (const upload of uploads) assert.deepEqual(upload.decision, upload.expected, upload.case);
    }
  });

  it("fails when a statement is lost on the way to the engine, for that bucket alone", () => {
    assert.equal(weakened.exitCode, 1, weakened.stderr);
    const { buckets } = JSON.parse(weakened.stdout) as Previewed;
    const wrong = (name: string): string[] => {
      const bucket = buckets.find((one) => one.name === name);
      assert.ok(bucket, name);
      return bucket.uploads
        .filter(({ decision, expected }) => decision.effectiveKey !== expected.effectiveKey)
        .map((upload) => upload.case);
    };
    assert.deepEqual(wrong("whole"), []);
    assert.ok(wrong("without-upload-deny").includes("put-another-key"));
    assert.ok(wrong("without-account-use").includes("put-silent"));
  });
});
