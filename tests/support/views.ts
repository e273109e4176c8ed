import type { JudgedBucket, ShownResource, View } from "../../cli/preview/view";
import type { Statement } from "../../policy/document";
import type { CaseResult } from "../../simulator";

/** The bucket of the view, and its key. */
export const BUCKET = "arn:aws:s3:::b";
export const KEY = "arn:aws:kms:eu-west-1:123456789012:key/k";
/** The one statement of its bucket policy, and of its key policy. */
export const DENY: Statement = {
  Sid: "DenyOtherKeys",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:PutObject",
  Resource: `${BUCKET}/*`,
  Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption-aws-kms-key-id": KEY } },
};
export const ALLOW: Statement = {
  Sid: "AllowKeyUsers",
  Effect: "Allow",
  Principal: { AWS: ["arn:aws:iam::123456789012:role/Writer", "arn:aws:iam::123456789012:root"] },
  Action: ["kms:Encrypt", "kms:Decrypt"],
  Resource: "*",
};

/** What came of a request: refused, as promised. */
export function upload(name: string, values: Partial<CaseResult> = {}): CaseResult {
  const both = { effectiveKey: "deny", headerOnly: "deny" } as const;
  return {
    case: name,
    description: `upload of the kind ${name}`,
    request: {},
    decision: both,
    expected: both,
    decidedBy: ["DenyOtherKeys"],
    unverified: false,
    holds: true,
    reason: "refused",
    ...values,
  };
}

/** A small preview: one bucket with what came of these requests, its key and an alias. */
export function view(...uploads: CaseResult[]): View {
  const bucket: JudgedBucket = {
    urn: "urn:data",
    name: "data",
    enforcement: "EffectiveKey",
    bucketArn: BUCKET,
    keyArn: KEY,
    bucketPolicy: { Statement: [DENY] },
    keyPolicy: { Statement: [ALLOW] },
    uploads,
  };
  const component: ShownResource = {
    urn: "urn::data",
    type: "encrypted-bucket:index:EncryptedBucket",
    name: "data",
    custom: false,
    inputs: {},
    dependsOn: [],
    protect: false,
    retainOnDelete: false,
  };
  const key = {
    ...component,
    urn: "urn::key",
    type: "aws:kms/key:Key",
    custom: true,
    name: "key",
    parent: component.urn,
    id: "k",
    protect: true,
  };
  const alias = {
    ...component,
    urn: "urn::alias",
    type: "aws:kms/alias:Alias",
    custom: true,
    name: "alias",
    parent: component.urn,
    dependsOn: [key.urn],
  };
  return {
    project: "shop",
    stack: "dev",
    resources: [component, key, alias],
    outputs: {},
    buckets: [bucket],
    problems: [],
  };
}
