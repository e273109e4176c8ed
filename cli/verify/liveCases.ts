import { CASES, type Case, type EncryptionHeaders, type S3Request } from "../../simulator";
import type { Promised } from "../../simulator/cases/case";
import { scenesOf } from "../../simulator/scene";
import type { LiveCase } from "./attempts";

/** The bucket that is verified. */
export interface Target {
  bucket: string;
  keyArn: string;
  /** An alias of the key, where one is known. */
  keyAlias?: string | undefined;
}

/** What the bucket is held to. */
export type Promises = Pick<Promised, "enforcement" | "encryption">;

/** A case of the list, ready to be sent, or why it is not. */
export type Planned = { of: Case } & ({ live: LiveCase } | { why: string });

/** What the user chose. */
export interface Choices {
  plainHttp: boolean;
  /** Names of cases to leave out. */
  skip: readonly string[];
}

/** Every case of the list that applies, each either ready to be sent or with why it is not. */
export function plan(target: Target, promise: Promises, choices: Choices): Planned[] {
  const promised: Promised = { ...promise, keyUse: "ThroughS3", users: true, administrators: true };
  return CASES.filter((one) => one.when?.(promised) ?? true).map((of): Planned => {
    const why = whyNot(of, target, choices);
    if (why !== undefined) return { of, why };
    const { transport } = of.request as { transport?: string };
    return {
      of,
      live: {
        name: of.name,
        request: requestOf(of, target, promised),
        plainHttp: transport === "plain HTTP",
      },
    };
  });
}

/** What an upload must say to be under the key and no other. */
export function rightHeaders({ keyArn }: Target, { encryption }: Promises): EncryptionHeaders {
  return {
    "x-amz-server-side-encryption": encryption,
    "x-amz-server-side-encryption-aws-kms-key-id": keyArn,
  };
}

function whyNot({ name, request }: Case, target: Target, { plainHttp, skip }: Choices): string | undefined {
  if (skip.includes(name)) return "left out by --skip";
  if (request.operation.startsWith("kms:")) return "needs another caller or touches the key itself";
  if (request.by !== "writer") return "needs another caller";
  if ("drift" in request && request.drift) return "needs the bucket's default changed";
  if ("transport" in request && request.transport === "TLS 1.1") return "this client speaks no TLS 1.1";
  if ("transport" in request && request.transport === "plain HTTP" && !plainHttp)
    return "only with --plain-http";
  if (!("says" in request)) return undefined;
  if (request.says?.key === "alias" && target.keyAlias === undefined)
    return "no alias of the key is known; give --key-alias";
  if (request.operation === "UpdateObjectEncryption" && request.says?.algorithm === "AES256")
    return "the AWS SDK cannot ask for it";
  return undefined;
}

function requestOf(of: Case, { bucket, keyArn, keyAlias }: Target, promised: Promised): S3Request {
  const [, partition = "aws"] = keyArn.split(":");
  const [{ request }] = scenesOf(
    of,
    {
      bucketArn: `arn:${partition}:s3:::${bucket}`,
      keyArn,
      ...(keyAlias === undefined ? {} : { aliasArn: keyAlias }),
      // The live bucket is judged by what it does: what its policies say is not looked at.
      bucketPolicy: { Version: "2012-10-17", Statement: [] },
      keyPolicy: null,
      defaultEncryption: null,
      blockedEncryptionTypes: [],
    },
    promised,
  );
  return request as S3Request;
}
