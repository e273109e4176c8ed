import type { EncryptionHeaders } from "../../simulator";

/** What `verify` does to a bucket, and nothing else. `s3Store.ts` does it over HTTP, tests in memory. */
export interface Store {
  put(key: string, body: Uint8Array, says: EncryptionHeaders): Promise<Written>;
  copy(from: string, key: string, says: EncryptionHeaders): Promise<Written>;
  /** Uploads as a browser's form does. */
  post(key: string, body: Uint8Array, says: EncryptionHeaders): Promise<Written>;
  /** Starts a multipart upload and returns its id. */
  begin(key: string, says: EncryptionHeaders): Promise<string>;
  /** Uploads a part and returns its ETag. */
  part(key: string, uploadId: string, number: number, body: Uint8Array): Promise<string>;
  complete(key: string, uploadId: string, etags: readonly string[]): Promise<Written>;
  reencrypt(key: string, says: EncryptionHeaders): Promise<void>;
  head(key: string): Promise<Stored>;
  get(key: string): Promise<void>;
  list(prefix: string): Promise<void>;

  /** Takes one version away, or, on a bucket without versions, the object. */
  remove(key: string, versionId: string | undefined): Promise<void>;
  /** Every version and delete marker under a prefix. */
  versions(prefix: string): Promise<ObjectVersion[]>;
  abort(key: string, uploadId: string): Promise<void>;
  /** Every unfinished multipart upload under a prefix. */
  uploads(prefix: string): Promise<UnfinishedUpload[]>;
}

/** What an upload came back with. */
export interface Written {
  versionId?: string | undefined;
}

/** A version of an object, or a delete marker. */
export interface ObjectVersion {
  key: string;
  versionId: string;
}

/** A multipart upload that was neither completed nor aborted. */
export interface UnfinishedUpload {
  key: string;
  uploadId: string;
}

/** How an object is stored, as S3 tells. */
export interface Stored {
  algorithm: string;
  keyArn?: string | undefined;
  bucketKey: boolean;
  /** Whether Object Lock keeps it from being removed. */
  locked: boolean;
}
