import type { IncomingHttpHeaders } from "node:http";

/** One API call, as its service names it. */
export interface ApiCall {
  readonly operation: string;
  readonly mutating: boolean;
}

/** Sub-resources of a bucket, by the query that selects them, as they stand in the operations' names. */
const SETTINGS: Readonly<Record<string, string>> = {
  accelerate: "BucketAccelerateConfiguration",
  acl: "BucketAcl",
  cors: "BucketCors",
  encryption: "BucketEncryption",
  lifecycle: "BucketLifecycleConfiguration",
  location: "BucketLocation",
  logging: "BucketLogging",
  "object-lock": "ObjectLockConfiguration",
  ownershipControls: "BucketOwnershipControls",
  policy: "BucketPolicy",
  policyStatus: "BucketPolicyStatus",
  publicAccessBlock: "PublicAccessBlock",
  replication: "BucketReplication",
  requestPayment: "BucketRequestPayment",
  tagging: "BucketTagging",
  versioning: "BucketVersioning",
  website: "BucketWebsite",
};

const VERBS: Readonly<Record<string, string>> = {
  GET: "Get",
  PUT: "Put",
  DELETE: "Delete",
  HEAD: "Head",
  POST: "Post",
};

/** Names a request: KMS says it in a header, IAM and STS in the body, S3 with method, path and query. */
export function apiCall(method: string, url: string, headers: IncomingHttpHeaders, body: Buffer): ApiCall {
  const operation =
    json(headers) ?? form(headers, body) ?? s3(method, new URL(url, "http://loopback"), headers);
  return { operation, mutating: !/^(Get|List|Describe|Head)/.test(operation) };
}

function json(headers: IncomingHttpHeaders): string | undefined {
  const target = headers["x-amz-target"];
  return typeof target === "string" ? target.split(".").at(-1) : undefined;
}

function form(headers: IncomingHttpHeaders, body: Buffer): string | undefined {
  if (!String(headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded"))
    return undefined;
  return new URLSearchParams(body.toString()).get("Action") ?? undefined;
}

function s3(method: string, url: URL, headers: IncomingHttpHeaders): string {
  const verb = VERBS[method] ?? method;
  const query = url.searchParams;
  const inBucket = /^\/[^/]+\/?$/.test(url.pathname);
  if (url.pathname === "/") return "ListBuckets";
  if (inBucket) {
    const setting = Object.keys(SETTINGS).find((name) => query.has(name));
    if (setting !== undefined) return `${verb}${SETTINGS[setting] ?? ""}`;
    if (query.has("versions")) return "ListObjectVersions";
    if (query.has("uploads")) return "ListMultipartUploads";
    if (query.has("delete")) return "DeleteObjects";
    if (method === "PUT") return "CreateBucket";
    return method === "GET" ? "ListObjects" : `${verb}Bucket`;
  }
  if (query.has("uploads")) return "CreateMultipartUpload";
  if (query.has("uploadId")) {
    const names: Readonly<Record<string, string>> = {
      PUT: "UploadPart",
      POST: "CompleteMultipartUpload",
      DELETE: "AbortMultipartUpload",
      GET: "ListParts",
    };
    return names[method] ?? method;
  }
  if (query.has("encryption")) return "UpdateObjectEncryption";
  return method === "PUT" && "x-amz-copy-source" in headers ? "CopyObject" : `${verb}Object`;
}
