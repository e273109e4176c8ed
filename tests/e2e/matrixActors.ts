import * as S3 from "@aws-sdk/client-s3";
import { attempt, type Lab, type Outcome } from "../../cli/verify/attempts";
import { plan, rightHeaders } from "../../cli/verify/liveCases";
import { S3Store } from "../../cli/verify/s3Store";
import type { Written } from "../../cli/verify/store";
import { Traces } from "../../cli/verify/traces";
import { principal, type Caller, type EncryptionHeaders, type S3Request } from "../../simulator";
import type { SimulatedBucket } from "../../simulator/bucket";
import { clientsOf } from "./clients";
import { type Deployed, provisioner } from "./deployed";
import { engine } from "./run";
import { createUser, type User, type UserStatement } from "./users";

/** Somebody who sends requests. */
export interface Actor {
  readonly name: string;
  readonly iam: "everything" | "nothing";
  /** The user, made when first asked for. */
  user(): Promise<User>;
  arn(): Promise<string>;
}

/** A listed user, an administrator of the key, and an outsider to whom IAM allows nothing. */
export function makeActors(): Record<"user" | "administrator" | "unlisted" | "outsider", Actor> {
  return {
    user: actor("matrix-user", "everything"),
    administrator: actor("matrix-administrator", "everything"),
    unlisted: actor("matrix-unlisted", "everything"),
    outsider: actor("matrix-outsider", "nothing"),
  };
}

function actor(name: string, iam: Actor["iam"]): Actor {
  let made: Promise<User> | undefined;
  const everything: UserStatement = { Effect: "Allow", Action: ["s3:*", "kms:*"], Resource: "*" };
  const user = (): Promise<User> =>
    (made ??= createUser(provisioner().iam, name, iam === "everything" ? [everything] : []));
  return { name, iam, user, arn: async () => (await user()).arn };
}

/** A lab whose sources are written, and whose traces removed, by whom no policy binds. */
export interface MatrixLab extends Lab {
  privileged: S3Store;
}

/** A store whose sources of copies, reads and re-encryptions come from elsewhere: here only the request itself counts. */
class ActorStore extends S3Store {
  readonly #sources: S3Store;

  constructor(client: S3.S3Client, bucket: string, sources: S3Store) {
    super(S3, client, bucket);
    this.#sources = sources;
  }

  override async put(key: string, body: Uint8Array, says: EncryptionHeaders): Promise<Written> {
    return key.endsWith("-source") ? this.#sources.put(key, body, says) : super.put(key, body, says);
  }

  override head(key: string): ReturnType<S3Store["head"]> {
    return this.#sources.head(key);
  }

  override remove(key: string, versionId: string | undefined): Promise<void> {
    return this.#sources.remove(key, versionId);
  }

  override abort(key: string, uploadId: string): Promise<void> {
    return this.#sources.abort(key, uploadId);
  }
}

/** Where an actor's requests are tried: over played HTTPS, and over plain HTTP. */
export async function labOf(who: Actor, { bucket, keyArn }: Deployed): Promise<MatrixLab> {
  const { credentials } = await who.user();
  const privileged = new S3Store(S3, provisioner().s3, bucket);
  const at = (endpoint: string): ActorStore =>
    new ActorStore(clientsOf(endpoint, credentials).s3, bucket, privileged);
  return {
    store: at(engine().https),
    plain: at(engine().emulator.endpoint),
    privileged,
    traces: new Traces(),
    keyArn,
    right: rightHeaders({ bucket, keyArn }, PROMISED),
    signal: new AbortController().signal,
  };
}

const PROMISED = { enforcement: "EffectiveKey", encryption: "aws:kms" } as const;

/** One request: as it was sent, for the simulator, and what came of it. */
export interface Try {
  name: string;
  request: S3Request;
  outcome: Outcome;
}

/** Sends every request that can run over HTTP, and a download over HTTPS. */
export async function tryLive(who: Actor, lab: MatrixLab, bucket: SimulatedBucket): Promise<Try[]> {
  const target = {
    bucket: bucket.bucketArn.split(":::")[1] ?? "",
    keyArn: bucket.keyArn,
    keyAlias: bucket.aliasArn,
  };
  const live = plan(target, PROMISED, { plainHttp: true, skip: [] }).flatMap((one) =>
    "live" in one ? [one.live] : [],
  );
  const [first] = live;
  if (first === undefined) throw new Error("no case can run over HTTP");
  const reads = { name: "read", plainHttp: false, request: readOf(first.request) };
  const caller: Caller = principal(await who.arn(), who.iam);
  const tries: Try[] = [];
  for (const one of [...live, reads]) {
    const outcome = await attempt(one, lab);
    tries.push({ name: one.name, request: { ...one.request, caller }, outcome });
  }
  return tries;
}

function readOf(request: S3Request): S3Request {
  return { ...request, operation: "GetObject", headers: {} };
}
