import assert from "node:assert/strict";
import * as S3 from "@aws-sdk/client-s3";
import { postForm, signatureOf } from "../../../cli/verify/postForm";

const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

describe("verify: an upload by form", () => {
  it("is signed as AWS's own package @aws-sdk/s3-presigned-post signs the same policy", () => {
    const policy =
      "eyJleHBpcmF0aW9uIjoiMjAyNi0xMS0yNFQxMjoyNTowOFoiLCJjb25kaXRpb25zIjpbeyJ4LWFtei1zZXJ2ZXItc2lkZS1lbmNyeXB0aW9uIjoiQUVTMjU2In0seyJidWNrZXQiOiJiIn0seyJYLUFtei1BbGdvcml0aG0iOiJBV1M0LUhNQUMtU0hBMjU2In0seyJYLUFtei1DcmVkZW50aWFsIjoiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAyNjExMjQvZXUtY2VudHJhbC0xL3MzL2F3czRfcmVxdWVzdCJ9LHsiWC1BbXotRGF0ZSI6IjIwMjYxMTI0VDEyMjAwOFoifSx7ImtleSI6ImsifV19";
    assert.equal(
      signatureOf(policy, SECRET, ["20261124", "eu-central-1", "s3", "aws4_request"]),
      "489c1c22de7dd0f6b6061dbedbd6e0f65ca9155c6d3a5c0af3a12bf5784c154a",
    );
  });

  it("goes to the bucket's own address, every field but the file in its signed policy", async () => {
    const credentials = {
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      secretAccessKey: SECRET,
      sessionToken: "token",
    };
    const client = new S3.S3Client({ region: "eu-central-1", credentials });
    const { url, form } = await sentBy(() =>
      postForm(S3, client, {
        bucket: "ledger-exports",
        key: "k",
        body: Buffer.from("x"),
        says: { "x-amz-server-side-encryption": "AES256" },
      }),
    );
    assert.equal(url, "https://ledger-exports.s3.eu-central-1.amazonaws.com/");
    const policy = JSON.parse(Buffer.from(String(form.get("policy")), "base64").toString()) as {
      conditions: Record<string, string>[];
    };
    const signed = Object.assign({}, ...policy.conditions) as Record<string, string>;
    const { bucket, ...fields } = signed;
    assert.equal(bucket, "ledger-exports");
    const sent = Object.fromEntries(
      [...form].filter(([name]) => !["file", "policy", "x-amz-signature"].includes(name)),
    );
    assert.deepEqual(fields, sent);
    assert.equal(sent["x-amz-security-token"], "token");
    assert.equal(sent["x-amz-server-side-encryption"], "AES256");
    assert.equal([...form.keys()].at(-1), "file");
  });
});

/** What would have gone over the wire. */
async function sentBy(send: () => Promise<unknown>): Promise<{ url: string; form: FormData }> {
  const real = globalThis.fetch;
  const sent: { url: string; form: FormData }[] = [];
  globalThis.fetch = async (url, init) => {
    sent.push({ url: String(url), form: init?.body as FormData });
    return new Response(null, { status: 204 });
  };
  try {
    await send();
  } finally {
    globalThis.fetch = real;
  }
  const [first] = sent;
  assert.ok(first);
  return first;
}
