import type { S3Client } from "@aws-sdk/client-s3";
import type { EncryptionHeaders } from "../../simulator";
import { postForm } from "./postForm";
import type { S3Sdk } from "../aws/sdk";
import { declared, updatedEncryption } from "./sdkInputs";
import type { ObjectVersion, Store, Stored, UnfinishedUpload, Written } from "./store";

/** A bucket over HTTP. */
export class S3Store implements Store {
  readonly #sdk: S3Sdk;
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(sdk: S3Sdk, client: S3Client, bucket: string) {
    this.#sdk = sdk;
    this.#client = client;
    this.#bucket = bucket;
  }

  async put(key: string, body: Uint8Array, says: EncryptionHeaders): Promise<Written> {
    const input = { ...this.#at(key), Body: body, ...declared(says) };
    return versionOf(await this.#client.send(new this.#sdk.PutObjectCommand(input)));
  }

  async copy(from: string, key: string, says: EncryptionHeaders): Promise<Written> {
    const input = { ...this.#at(key), CopySource: `${this.#bucket}/${from}`, ...declared(says) };
    return versionOf(await this.#client.send(new this.#sdk.CopyObjectCommand(input)));
  }

  async post(key: string, body: Uint8Array, says: EncryptionHeaders): Promise<Written> {
    return postForm(this.#sdk, this.#client, { bucket: this.#bucket, key, body, says });
  }

  async begin(key: string, says: EncryptionHeaders): Promise<string> {
    const input = { ...this.#at(key), ...declared(says) };
    return (await this.#client.send(new this.#sdk.CreateMultipartUploadCommand(input))).UploadId ?? "";
  }

  async part(key: string, uploadId: string, number: number, body: Uint8Array): Promise<string> {
    const input = { ...this.#at(key), UploadId: uploadId, PartNumber: number, Body: body };
    return (await this.#client.send(new this.#sdk.UploadPartCommand(input))).ETag ?? "";
  }

  async complete(key: string, uploadId: string, etags: readonly string[]): Promise<Written> {
    const Parts = etags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
    const input = { ...this.#at(key), UploadId: uploadId, MultipartUpload: { Parts } };
    return versionOf(await this.#client.send(new this.#sdk.CompleteMultipartUploadCommand(input)));
  }

  async reencrypt(key: string, says: EncryptionHeaders): Promise<void> {
    const input = { ...this.#at(key), ObjectEncryption: updatedEncryption(says) };
    await this.#client.send(new this.#sdk.UpdateObjectEncryptionCommand(input));
  }

  async head(key: string): Promise<Stored> {
    const head = await this.#client.send(new this.#sdk.HeadObjectCommand(this.#at(key)));
    return {
      algorithm: head.SSECustomerAlgorithm ? "SSE-C" : (head.ServerSideEncryption ?? "none"),
      keyArn: head.SSEKMSKeyId,
      bucketKey: head.BucketKeyEnabled === true,
      locked: head.ObjectLockMode !== undefined || head.ObjectLockLegalHoldStatus === "ON",
    };
  }

  async get(key: string): Promise<void> {
    const { Body } = await this.#client.send(new this.#sdk.GetObjectCommand(this.#at(key)));
    await Body?.transformToByteArray();
  }

  async list(prefix: string): Promise<void> {
    const input = { Bucket: this.#bucket, Prefix: prefix, MaxKeys: 1 };
    await this.#client.send(new this.#sdk.ListObjectsV2Command(input));
  }

  async remove(key: string, versionId: string | undefined): Promise<void> {
    const input = { ...this.#at(key), ...(versionId === undefined ? {} : { VersionId: versionId }) };
    await this.#client.send(new this.#sdk.DeleteObjectCommand(input));
  }

  async versions(prefix: string): Promise<ObjectVersion[]> {
    // The prefix is this run's own, which never has as many as a page holds.
    const input = { Bucket: this.#bucket, Prefix: prefix };
    const page = await this.#client.send(new this.#sdk.ListObjectVersionsCommand(input));
    return [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].flatMap(({ Key, VersionId }) =>
      Key !== undefined && VersionId !== undefined ? [{ key: Key, versionId: VersionId }] : [],
    );
  }

  async abort(key: string, uploadId: string): Promise<void> {
    const input = { ...this.#at(key), UploadId: uploadId };
    await this.#client.send(new this.#sdk.AbortMultipartUploadCommand(input));
  }

  async uploads(prefix: string): Promise<UnfinishedUpload[]> {
    const input = { Bucket: this.#bucket, Prefix: prefix };
    const { Uploads = [] } = await this.#client.send(new this.#sdk.ListMultipartUploadsCommand(input));
    return Uploads.flatMap(({ Key, UploadId }) =>
      Key !== undefined && UploadId !== undefined ? [{ key: Key, uploadId: UploadId }] : [],
    );
  }

  #at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: key };
  }
}

function versionOf({ VersionId }: { VersionId?: string | undefined }): Written {
  return { versionId: VersionId };
}
