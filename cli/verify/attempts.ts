import type { EncryptionHeaders, S3Request } from "../../simulator";
import { CannotGoOn } from "../aws/serviceError";
import { answerOf, mayHaveHappened, type Answer } from "./answer";
import type { Store, Stored } from "./store";
import type { Traces } from "./traces";

/** A case with the names of the bucket put in. */
export interface LiveCase {
  name: string;
  request: S3Request;
  /** Whether it travels over plain HTTP. */
  plainHttp: boolean;
}

/** What came of a case: how the object is stored where there is one, or why it could not be tried. */
export type Outcome = (Answer & { stored?: Stored | undefined }) | { kind: "not tried"; why: string };

/** Where cases are tried. */
export interface Lab {
  store: Store;
  /** The same bucket over plain HTTP; absent unless asked for. */
  plain: Store | undefined;
  traces: Traces;
  keyArn: string;
  /** What an upload must say to be taken for certain. */
  right: EncryptionHeaders;
  /** Once aborted, no further request is sent, and the one under way is waited for: it may write. */
  signal: AbortSignal;
}

/** S3 takes no smaller part, unless it is the last one. */
const SMALLEST_PART = 5 * 1024 * 1024;
const BODY = Buffer.from("written by encrypted-bucket verify, to be removed at once\n");

/**
 * Tries one case, with an object of its own.
 * @throws CannotGoOn where nothing more can be tried
 */
export async function attempt(one: LiveCase, lab: Lab): Promise<Outcome> {
  const key = lab.traces.key(one.name);
  const outcome = await WAYS[one.request.operation](key, one, lab);
  await lab.traces.removeKey(lab.store, key);
  await lab.traces.removeKey(lab.store, `${key}-source`);
  return outcome;
}

type Way = (key: string, one: LiveCase, lab: Lab) => Promise<Outcome>;

const WAYS: Record<S3Request["operation"], Way> = {
  PutObject: (key, { request, plainHttp }, lab) => {
    const store = plainHttp ? lab.plain : lab.store;
    return written(key, request.headers, lab, () => (store ?? lab.store).put(key, BODY, request.headers));
  },
  async CopyObject(key, { request }, lab) {
    const source = await ownObject(key, lab);
    if (typeof source !== "string") return source;
    const outcome = await written(key, request.headers, lab, () =>
      lab.store.copy(source, key, request.headers),
    );
    return outcome;
  },
  PostObject: (key, { request }, lab) =>
    written(key, request.headers, lab, () => lab.store.post(key, BODY, request.headers)),
  async CreateMultipartUpload(key, { request }, lab) {
    const { answer } = await begun(key, request.headers, lab);
    return answer;
  },
  async UploadPart(key, { request }, lab) {
    const { answer, uploadId } = await begun(key, request.createdWith ?? {}, lab);
    if (uploadId === undefined) return unreached(answer, "its upload was not let start");
    const sent = await asked(request.createdWith ?? {}, lab, () => lab.store.part(key, uploadId, 1, BODY));
    return sent.answer;
  },
  CompleteMultipartUpload: (key, { request }, lab) => completed(key, request.createdWith ?? {}, lab),
  async UpdateObjectEncryption(key, { request }, lab) {
    const own = await ownObject(key, lab);
    if (typeof own !== "string") return own;
    const { answer } = await asked(request.headers, lab, () => lab.store.reencrypt(own, request.headers));
    return answer.kind === "accepted" ? { ...answer, stored: await looked(own, lab) } : answer;
  },
  async GetObject(key, { plainHttp }, lab) {
    const own = await ownObject(key, lab);
    if (typeof own !== "string") return own;
    const store = plainHttp ? lab.plain : lab.store;
    return (await asked(lab.right, lab, () => (store ?? lab.store).get(own))).answer;
  },
  async ListObjectsV2(_key, { plainHttp }, lab) {
    const store = plainHttp ? lab.plain : lab.store;
    return (await asked({}, lab, () => (store ?? lab.store).list(lab.traces.prefix))).answer;
  },
};

/** Sends a request and makes an answer of whatever comes. */
async function asked<T>(
  says: EncryptionHeaders,
  { traces, keyArn, signal }: Lab,
  send: () => Promise<T>,
): Promise<{ answer: Answer; result?: T }> {
  signal.throwIfAborted();
  try {
    return { answer: { kind: "accepted" }, result: await send() };
  } catch (error) {
    if (mayHaveHappened(error)) traces.lostAnAnswer();
    return { answer: answerOf(error, keyOf(says, keyArn)) };
  }
}

/** Whose key a request has S3 use: one that says nothing gets the bucket's. */
function keyOf(says: EncryptionHeaders, keyArn: string): "own" | "another" {
  const named = says["x-amz-server-side-encryption-aws-kms-key-id"];
  if (says["x-amz-server-side-encryption"] === undefined) return "own";
  if (named === undefined) return "another";
  return named === keyArn || !named.startsWith("arn:") || named.includes(":alias/") ? "own" : "another";
}

async function written(
  key: string,
  says: EncryptionHeaders,
  lab: Lab,
  send: () => Promise<{ versionId?: string | undefined }>,
): Promise<Outcome> {
  const { answer, result } = await asked(says, lab, send);
  if (result === undefined) return answer;
  lab.traces.wrote(key, result.versionId);
  return { ...answer, stored: await looked(key, lab, says) };
}

/** How an object is stored. One under a customer's key shows itself only to who brings that key. */
async function looked(
  key: string,
  { store }: Lab,
  says: EncryptionHeaders = {},
): Promise<Stored | undefined> {
  if (says["x-amz-server-side-encryption-customer-algorithm"] !== undefined)
    return store.head(key).catch(() => ({ algorithm: "SSE-C", bucketKey: false, locked: false }));
  try {
    return await store.head(key);
  } catch (error) {
    const answer = answerOf(error, "own");
    if (answer.kind === "accepted") return undefined;
    throw new CannotGoOn(
      `the object just written cannot be looked at: verify needs s3:GetObject (${answer.why})`,
    );
  }
}

/** An object that the bucket is bound to take, to copy, read or re-encrypt; or why there is none. */
async function ownObject(key: string, lab: Lab): Promise<string | Outcome> {
  const noted = lab.traces.key(`${key.slice(lab.traces.prefix.length)}-source`);
  const { answer, result } = await asked(lab.right, lab, () => lab.store.put(noted, BODY, lab.right));
  if (result === undefined) return unreached(answer, "it needs an object, and that was not taken");
  lab.traces.wrote(noted, result.versionId);
  return noted;
}

async function begun(
  key: string,
  says: EncryptionHeaders,
  lab: Lab,
): Promise<{ answer: Answer; uploadId?: string }> {
  const { answer, result } = await asked(says, lab, () => lab.store.begin(key, says));
  if (result === undefined) return { answer };
  lab.traces.began(key, result);
  return { answer, uploadId: result };
}

/** 5 MiB and one byte, in two parts. */
async function completed(key: string, createdWith: EncryptionHeaders, lab: Lab): Promise<Outcome> {
  const { answer, uploadId } = await begun(key, createdWith, lab);
  if (uploadId === undefined) return unreached(answer, "its upload was not let start");
  const etags: string[] = [];
  for (const size of [SMALLEST_PART, 1]) {
    const number = etags.length + 1;
    const part = await asked(createdWith, lab, () =>
      lab.store.part(key, uploadId, number, Buffer.alloc(size)),
    );
    if (part.result === undefined) return unreached(part.answer, "its parts were not taken");
    etags.push(part.result);
  }
  const outcome = await written(key, createdWith, lab, () => lab.store.complete(key, uploadId, etags));
  if (outcome.kind === "accepted") lab.traces.ended(uploadId);
  return outcome;
}

/** What stands in the way of a case is told by the case that is about it; a lacking permission is told here too. */
function unreached(answer: Answer, why: string): Outcome {
  return answer.kind === "lacks" ? answer : { kind: "not tried", why };
}
