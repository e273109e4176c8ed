import { judge, principal, type EncryptionHeaders, type Hypothesis, type S3Request } from "../../simulator";
import type { SimulatedBucket } from "../../simulator/bucket";
import type { Store, Stored, ObjectVersion, UnfinishedUpload, Written } from "../../cli/verify/store";

/** How the bucket in memory is to behave. */
export interface FakeBehaviour {
  bucket: SimulatedBucket;
  hypothesis: Hypothesis;
  /** Default: the parts go by the same hypothesis as everything else. */
  parts?: Hypothesis;
  /** Default: true. */
  versioned?: boolean;
  /** What fails, called before anything is done; may throw. */
  before?: (operation: string, key: string) => void;
  /** Called when it was done and before the answer; may throw, as an answer that is lost. */
  after?: (operation: string, key: string) => void;
}

interface FakeObject extends ObjectVersion {
  stored: Stored;
}

/** A bucket in memory whose policy is judged by the simulator, under one hypothesis. */
export class FakeStore implements Store {
  objects: FakeObject[] = [];
  unfinished: (UnfinishedUpload & { createdWith: EncryptionHeaders })[] = [];
  readonly #does: FakeBehaviour;
  #count = 0;

  constructor(does: FakeBehaviour) {
    this.#does = does;
  }

  async put(key: string, _body: Uint8Array, says: EncryptionHeaders): Promise<Written> {
    return this.#write("PutObject", key, says);
  }

  async copy(from: string, key: string, says: EncryptionHeaders): Promise<Written> {
    this.#latest(from);
    return this.#write("CopyObject", key, says);
  }

  async post(key: string, _body: Uint8Array, says: EncryptionHeaders): Promise<Written> {
    return this.#write("PostObject", key, says);
  }

  async begin(key: string, createdWith: EncryptionHeaders): Promise<string> {
    this.#judge("CreateMultipartUpload", key, createdWith);
    const uploadId = `upload-${++this.#count}`;
    this.unfinished.push({ key, uploadId, createdWith });
    this.#does.after?.("CreateMultipartUpload", key);
    return uploadId;
  }

  async part(key: string, uploadId: string, number: number): Promise<string> {
    this.#judge("UploadPart", key, {}, this.#upload(uploadId).createdWith);
    return `etag-${number}`;
  }

  async complete(key: string, uploadId: string): Promise<Written> {
    const { createdWith } = this.#upload(uploadId);
    const written = this.#write("CompleteMultipartUpload", key, {}, createdWith);
    this.unfinished = this.unfinished.filter((one) => one.uploadId !== uploadId);
    return written;
  }

  async reencrypt(key: string, says: EncryptionHeaders): Promise<void> {
    this.#latest(key);
    this.#judge("UpdateObjectEncryption", key, says);
  }

  async head(key: string): Promise<Stored> {
    this.#does.before?.("HeadObject", key);
    return this.#latest(key).stored;
  }

  async get(key: string): Promise<void> {
    this.#latest(key);
    this.#judge("GetObject", key, {});
  }

  async list(): Promise<void> {
    this.#judge("ListObjectsV2", "", {});
  }

  async remove(key: string, versionId: string | undefined): Promise<void> {
    this.#does.before?.("DeleteObject", key);
    const isGone = (one: FakeObject): boolean => one.key === key && one.versionId === (versionId ?? "null");
    this.objects = this.objects.filter((one) => !isGone(one));
  }

  async versions(prefix: string): Promise<ObjectVersion[]> {
    this.#does.before?.("ListObjectVersions", prefix);
    return this.objects.filter(({ key }) => key.startsWith(prefix));
  }

  async abort(key: string, uploadId: string): Promise<void> {
    this.#does.before?.("AbortMultipartUpload", key);
    this.#upload(uploadId);
    this.unfinished = this.unfinished.filter((one) => one.uploadId !== uploadId);
  }

  async uploads(prefix: string): Promise<UnfinishedUpload[]> {
    this.#does.before?.("ListMultipartUploads", prefix);
    return this.unfinished.filter(({ key }) => key.startsWith(prefix));
  }

  #write(
    operation: S3Request["operation"],
    key: string,
    says: EncryptionHeaders,
    createdWith?: EncryptionHeaders,
  ): Written {
    const stored = this.#judge(operation, key, says, createdWith);
    const versionId = this.#does.versioned === false ? "null" : `version-${++this.#count}`;
    this.objects = this.objects.filter((one) => one.key !== key || one.versionId !== versionId);
    this.objects.push({ key, versionId, stored });
    this.#does.after?.(operation, key);
    return this.#does.versioned === false ? {} : { versionId };
  }

  #judge(
    operation: S3Request["operation"],
    object: string,
    headers: EncryptionHeaders,
    createdWith?: EncryptionHeaders,
  ): Stored {
    const { bucket, hypothesis, parts = hypothesis, before } = this.#does;
    before?.(operation, object);
    const caller = principal(`arn:aws:iam::${bucket.keyArn.split(":")[4]}:role/exporter`);
    const request: S3Request = {
      ...{ operation, caller, object, headers, tlsVersion: "1.3" },
      ...(createdWith === undefined ? {} : { createdWith }),
    };
    const verdict = judge(request, bucket, createdWith === undefined ? hypothesis : parts);
    if (verdict.decision === "deny") throw refusal(`denied by ${verdict.decidedBy.join(", ")}`);
    const { algorithm = "none", keyArn } = verdict.endsUpUnder ?? {};
    if (keyArn?.endsWith("0ddba11c0de5") === true)
      throw refusal("Invalid keyId", "KMS.NotFoundException", 400);
    const declined = headers["x-amz-server-side-encryption-bucket-key-enabled"] === "false";
    const bucketKey =
      bucket.defaultEncryption?.bucketKeyEnabled === true && !declined && algorithm === "aws:kms";
    return { algorithm, keyArn, bucketKey, locked: false };
  }

  #latest(key: string): FakeObject {
    const found = this.objects.filter((one) => one.key === key).at(-1);
    if (found === undefined) throw refusal("no such key", "NoSuchKey", 404);
    return found;
  }

  #upload(uploadId: string): { createdWith: EncryptionHeaders } {
    const found = this.unfinished.find((one) => one.uploadId === uploadId);
    if (found === undefined) throw refusal("no such upload", "NoSuchUpload", 404);
    return found;
  }
}

/** An error in the shape of the SDK's. */
export function refusal(message: string, name = "AccessDenied", httpStatusCode = 403): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}
