import { createHmac } from "node:crypto";
import type { S3Client } from "@aws-sdk/client-s3";
import type { EncryptionHeaders } from "../../simulator";
import type { S3Sdk } from "../aws/sdk";
import type { Written } from "./store";

/** An upload as a browser's form does it. */
export interface FormUpload {
  bucket: string;
  key: string;
  body: Uint8Array;
  says: EncryptionHeaders;
}

/** S3's refusal of a form, in the shape of the SDK's errors. */
class FormRefused extends Error {
  readonly $metadata: { httpStatusCode: number };

  constructor(code: string, message: string, httpStatusCode: number) {
    super(message);
    this.name = code;
    this.$metadata = { httpStatusCode };
  }
}

/**
 * Uploads by a form. The SDK has no command for it: its policy is signed here.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html
 */
export async function postForm(sdk: S3Sdk, client: S3Client, upload: FormUpload): Promise<Written> {
  const form = new FormData();
  for (const [name, value] of Object.entries(await signedFields(client, upload))) form.set(name, value);
  form.set("file", new Blob([upload.body]));
  const url = await bucketUrl(sdk, client, upload.bucket);
  const answer = await fetch(url, { method: "POST", body: form, redirect: "manual" });
  const text = await answer.text();
  if (answer.ok) return { versionId: answer.headers.get("x-amz-version-id") ?? undefined };
  const tag = (name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? "";
  const message = tag("Message") || `HTTP status ${answer.status}`;
  throw new FormRefused(tag("Code") || "UnknownError", message.replaceAll("&quot;", '"'), answer.status);
}

/** The fields of a form with their signature. All of them stand in the signed policy, as S3 demands. */
async function signedFields(client: S3Client, { bucket, key, says }: FormUpload): Promise<Fields> {
  const { accessKeyId, secretAccessKey, sessionToken } = await client.config.credentials();
  const now = new Date();
  const stamp = now.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const scope = [stamp.slice(0, 8), await client.config.region(), "s3", "aws4_request"];
  const fields: Fields = {
    key,
    ...(says as Fields),
    "x-amz-algorithm": "AWS4-HMAC-SHA256",
    "x-amz-credential": [accessKeyId, ...scope].join("/"),
    "x-amz-date": stamp,
    ...(sessionToken ? { "x-amz-security-token": sessionToken } : {}),
  };
  const expiration = new Date(now.getTime() + 5 * 60_000).toISOString();
  const conditions = Object.entries({ bucket, ...fields }).map(([name, value]) => ({ [name]: value }));
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString("base64");
  return { ...fields, policy, "x-amz-signature": signatureOf(policy, secretAccessKey, scope) };
}

/** The signature of a policy, in base64, for a scope: date, region, service and `aws4_request`. */
export function signatureOf(policy: string, secretAccessKey: string, scope: readonly string[]): string {
  const signingKey = scope.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return hmac(signingKey, policy).toString("hex");
}

type Fields = Record<string, string>;

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** The address of a bucket as the SDK itself would call it, without calling. */
async function bucketUrl(sdk: S3Sdk, client: S3Client, bucket: string): Promise<string> {
  const seen = new Error("the address is known, nothing was sent");
  let url = "";
  const command = new sdk.HeadBucketCommand({ Bucket: bucket });
  command.middlewareStack.add(
    () => (args) => {
      const { protocol, hostname, port, path } = args.request as Address;
      url = `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}${path}`;
      return Promise.reject(seen);
    },
    { step: "build", priority: "low" },
  );
  await client.send(command).catch((error: unknown) => {
    if (error !== seen) throw error;
  });
  return url;
}

interface Address {
  protocol: string;
  hostname: string;
  port?: number;
  path: string;
}
