import { randomUUID } from "node:crypto";
import type { Store } from "./store";

/** What could not be taken away again. */
export interface Remains {
  /** An object's key, with its version where it has one, or a multipart upload. */
  what: string;
  why: string;
}

/**
 * Everything a run leaves in the bucket, so that it can be taken away again. A key is noted before it is written:
 * a write whose answer was lost may have happened all the same.
 */
export class Traces {
  /** No other object begins with it. */
  readonly prefix = `encrypted-bucket-verify-${randomUUID()}/`;
  readonly #keys = new Map<string, Set<string | undefined>>();
  readonly #uploads = new Map<string, string>();
  readonly #failed = new Map<string, string>();
  #unclear = false;

  /** Notes that a key is about to be written, and returns it. */
  key(name: string): string {
    const key = this.prefix + name;
    if (!this.#keys.has(key)) this.#keys.set(key, new Set());
    return key;
  }

  /** Notes a version that was written; undefined on a bucket without versions. */
  wrote(key: string, versionId: string | undefined): void {
    this.#keys.get(key)?.add(versionId);
  }

  began(key: string, uploadId: string): void {
    this.#uploads.set(uploadId, key);
  }

  /** Completed or aborted. */
  ended(uploadId: string): void {
    this.#uploads.delete(uploadId);
  }

  /** A request ended without an answer: only a listing tells whether it left anything. */
  lostAnAnswer(): void {
    this.#unclear = true;
  }

  /** Takes away what is known of one key. What fails is tried again by the last sweep. */
  async removeKey(store: Store, key: string): Promise<Remains[]> {
    for (const [uploadId, of] of [...this.#uploads]) if (of === key) await this.#abort(store, key, uploadId);
    const versions = this.#keys.get(key) ?? new Set();
    for (const versionId of [...versions])
      if (await this.#take(named(key, versionId), () => store.remove(key, versionId)))
        versions.delete(versionId);
    return this.remains();
  }

  /** Takes everything away: what it knows of, and what a listing of its own prefix shows besides. */
  async sweep(store: Store): Promise<Remains[]> {
    for (const key of [...this.#keys.keys()]) await this.removeKey(store, key);
    const uploads = await this.#listed(store.uploads(this.prefix), "s3:ListBucketMultipartUploads");
    for (const { key, uploadId } of uploads) await this.#abort(store, key, uploadId);
    const versions = await this.#listed(store.versions(this.prefix), "s3:ListBucketVersions");
    for (const { key, versionId } of versions)
      await this.#take(named(key, versionId), () => store.remove(key, versionId));
    return this.remains();
  }

  /** What could not be taken away so far. */
  remains(): Remains[] {
    return [...this.#failed].map(([what, why]) => ({ what, why }));
  }

  /** What a listing shows of the keys that this run wrote, whatever else there may be. */
  async #listed<T extends { key: string }>(listing: Promise<T[]>, permission: string): Promise<T[]> {
    try {
      return (await listing).filter(({ key }) => this.#keys.has(key));
    } catch (error) {
      // Where every answer came, they told everything there is.
      if (this.#unclear)
        this.#failed.set(
          `perhaps something under ${this.prefix}`,
          `to look needs ${permission}: ${reasonOf(error)}`,
        );
      return [];
    }
  }

  async #abort(store: Store, key: string, uploadId: string): Promise<void> {
    const aborted = await this.#take(`multipart upload ${uploadId} of ${key}`, () =>
      store.abort(key, uploadId),
    );
    if (aborted) this.#uploads.delete(uploadId);
  }

  async #take(what: string, remove: () => Promise<void>): Promise<boolean> {
    try {
      await remove();
    } catch (error) {
      if (!isGone(error)) {
        this.#failed.set(what, reasonOf(error));
        return false;
      }
    }
    this.#failed.delete(what);
    return true;
  }
}

function named(key: string, versionId: string | undefined): string {
  // Listings call the only version of an object `null` on a bucket without versions.
  return versionId === undefined || versionId === "null" ? key : `${key} (version ${versionId})`;
}

function isGone(error: unknown): boolean {
  return error instanceof Error && /^(NoSuchKey|NoSuchUpload|NoSuchVersion|NotFound)$/.test(error.name);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
