import assert from "node:assert/strict";
import { join } from "node:path";
import type { PreviewDocument } from "../../cli/preview/document";
import { judge, type S3Request, type SimulatedBucket } from "../../simulator";
import { commandLine } from "../support/commandLine";
import type { Fate } from "./expected";

const once = new Map<string, Promise<PreviewDocument>>();

/** An example, run offline as `npm run preview -- --cwd examples/NAME` does; once for all tests. */
export function previewed(name: string): Promise<PreviewDocument> {
  const found = once.get(name) ?? preview(name);
  once.set(name, found);
  return found;
}

async function preview(name: string): Promise<PreviewDocument> {
  const folder = join(__dirname, "..", "..", "examples", name);
  const { exitCode, stdout, stderr } = await commandLine("preview", "--json", "--cwd", folder);
  assert.equal(exitCode, 0, stdout + stderr);
  return JSON.parse(stdout) as PreviewDocument;
}

type Judged = PreviewDocument["buckets"][number];

/** What became of each kind of request, by its name. */
export function fates({ uploads }: Judged): Record<string, Fate> {
  return Object.fromEntries(
    uploads.map(({ case: name, decision: { effectiveKey, headerOnly } }): [string, Fate] => {
      if (effectiveKey === headerOnly) return [name, effectiveKey === "allow" ? "accepted" : "refused"];
      return [name, effectiveKey === "allow" ? "depends" : assert.fail(name)];
    }),
  );
}

/** The bucket of a component in a preview, for requests of the test's own. */
export function bucketOf(document: PreviewDocument, name: string, keyPolicy?: string): SimulatedBucket {
  const judged = document.buckets.find((one) => one.name === name);
  const outputOf = (child: string): Record<string, unknown> =>
    document.resources.find((one) => one.name === `${name}-${child}`)?.inputs ?? {};
  assert.ok(judged);
  const [rule] = outputOf("encryption")["rules"] as { applyServerSideEncryptionByDefault: EncryptionRule }[];
  const { kmsMasterKeyId: keyArn, sseAlgorithm: algorithm } =
    rule?.applyServerSideEncryptionByDefault ?? assert.fail("no default encryption");
  return {
    bucketArn: `arn:aws:s3:::${String(outputOf("policy")["bucket"])}`,
    account: "123456789012",
    keyArn,
    bucketPolicy: judged.bucketPolicy,
    keyPolicy: keyPolicy === undefined ? judged.keyPolicy : (JSON.parse(keyPolicy) as Judged["keyPolicy"]),
    defaultEncryption: { algorithm, keyArn, bucketKeyEnabled: true },
    blockedEncryptionTypes: ["SSE-C"],
  };
}

interface EncryptionRule {
  kmsMasterKeyId: string;
  sseAlgorithm: string;
}

/** What becomes of an upload that names the bucket's key, by a given caller, to a given object. */
export function uploadBy(
  caller: S3Request["caller"],
  object: string,
  bucket: SimulatedBucket,
  more: Partial<S3Request> = {},
): string {
  const headers = {
    "x-amz-server-side-encryption": "aws:kms",
    "x-amz-server-side-encryption-aws-kms-key-id": bucket.keyArn,
  };
  const request: S3Request = { operation: "PutObject", caller, object, headers, tlsVersion: "1.3", ...more };
  return judge(request, bucket, "effectiveKey").decision;
}
