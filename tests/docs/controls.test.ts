import assert from "node:assert/strict";
import type { ComponentResource } from "@pulumi/pulumi";
import { EncryptedBucket } from "../../components";
import { Retention } from "../../policy/choices";
import { resourceOptions } from "../../components/retention";
import type { PolicyDocument, Statement } from "../../policy/document";
import { mockAws, policiesOf, settled, type Registered } from "../../testing";
import { tableOf } from "../support/tables";

interface Made {
  inputsOf: (child: string) => Record<string, unknown>;
  bucketPolicy: PolicyDocument;
  keyPolicy: PolicyDocument;
}

/** What each row of docs/controls.md asks of the registered properties. */
const HOLDS: Record<string, (made: Made) => void> = {
  "default encryption under an own key": ({ inputsOf }) => {
    const [rule] = inputsOf("encryption")["rules"] as {
      applyServerSideEncryptionByDefault: EncryptionRule;
    }[];
    assert.equal(rule?.applyServerSideEncryptionByDefault.sseAlgorithm, "aws:kms");
    assert.match(rule.applyServerSideEncryptionByDefault.kmsMasterKeyId, /^arn:aws:kms:.*:key\//);
  },
  "TLS only": ({ bucketPolicy }) => {
    const statement = bucketPolicy.Statement.find(({ Sid }) => Sid === "DenyInsecureTransport");
    const [bucket, objects] = statement?.Resource as string[];
    assert.deepEqual(statement, {
      Sid: "DenyInsecureTransport",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucket, `${bucket}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    assert.equal(objects, `${bucket}/*`);
  },
  "public access blocked": ({ inputsOf }) => {
    const { bucket, ...flags } = inputsOf("public-access");
    assert.ok(bucket);
    assert.deepEqual(flags, {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  },
  "ACLs off": ({ inputsOf }) =>
    assert.deepEqual(inputsOf("ownership")["rule"], { objectOwnership: "BucketOwnerEnforced" }),
  "versions kept": ({ inputsOf }) =>
    assert.deepEqual(inputsOf("versioning")["versioningConfiguration"], { status: "Enabled" }),
  "nobody of another account let in": ({ bucketPolicy }) => assert.deepEqual(allowing(bucketPolicy), []),
  "no policy that locks the account out": ({ bucketPolicy }) => {
    for (const { Effect, Condition, Sid } of bucketPolicy.Statement)
      assert.ok(Effect === "Deny" && Object.keys(Condition ?? {}).length > 0, Sid);
  },
  "key rotated": ({ inputsOf }) => {
    assert.equal(inputsOf("key")["enableKeyRotation"], true);
    assert.equal(inputsOf("key")["rotationPeriodInDays"], 365);
  },
  "key policy names no everybody": ({ keyPolicy }) => {
    const named = allowing(keyPolicy).map(({ Principal }) => (Principal as { AWS: string[] }).AWS);
    assert.ok(named.length > 0);
    for (const arn of named.flat()) assert.match(arn, /^arn:aws:iam::123456789012:root$/);
  },
  "key has a policy of its own": ({ inputsOf }) =>
    assert.ok((JSON.parse(String(inputsOf("key-policy")["policy"])) as PolicyDocument).Statement.length > 0),
  "key not deleted unintentionally": () => {
    const options = resourceOptions({} as ComponentResource, Retention.Protect);
    assert.equal(options.key.protect, true);
  },
  "with `abortIncompleteMultipartUploadAfterDays`: a lifecycle": ({ inputsOf }) =>
    assert.deepEqual(inputsOf("lifecycle")["rules"], [
      {
        id: "abort-incomplete-multipart-uploads",
        status: "Enabled",
        filter: {},
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]),
  "with `accessLogs`: access logging": ({ inputsOf }) =>
    assert.equal(inputsOf("logging")["targetBucket"], "log-bucket"),
};

interface EncryptionRule {
  sseAlgorithm: string;
  kmsMasterKeyId: string;
}

function allowing({ Statement }: PolicyDocument): Statement[] {
  return Statement.filter(({ Effect }) => Effect === "Allow");
}

describe("docs/controls.md", () => {
  let registered: Registered[];
  let made: Made;

  before(async () => {
    registered = await mockAws({ region: "eu-central-1" });
    const bucket = new EncryptedBucket("data", {
      abortIncompleteMultipartUploadAfterDays: 7,
      accessLogs: { bucket: "log-bucket" },
    });
    const policies = await policiesOf(bucket);
    await settled();
    const inputsOf: Made["inputsOf"] = (child) =>
      registered.find(({ name }) => name === `data-${child}`)?.inputs ?? assert.fail(child);
    made = { ...policies, inputsOf };
  });

  const rows = tableOf("docs/controls.md", "what").map((row) => row["what"] ?? "");

  it("has just the rows that are held here", () => assert.deepEqual(rows, Object.keys(HOLDS)));

  for (const row of rows) it(`may say: ${row}`, () => HOLDS[row]?.(made));
});
