import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from "@aws-sdk/client-s3";

/** What S3 says when it refuses; the emulator says it in the words of KMS. */
const REFUSALS = ["AccessDenied", "AccessDeniedException"];

/** How an upload went: accepted, refused, or the name of any other error. */
export async function upload(
  s3: S3Client,
  bucket: string,
  headers: Partial<PutObjectCommandInput> = {},
): Promise<string> {
  const object = { Bucket: bucket, Key: `probe-${Math.random().toString(36).slice(2)}`, Body: "probe" };
  try {
    await s3.send(new PutObjectCommand({ ...object, ...headers }));
    return "accepted";
  } catch (error) {
    const name = error instanceof Error ? error.name : String(error);
    return REFUSALS.includes(name) ? "refused" : name;
  }
}
