import { keyArnParts, s3ViaService } from "./arn";
import { Effect } from "./choices";
import type { PolicyDocument, Statement } from "./document";
import { show, type Issue } from "./issue";
import { CONDITION_KEYS, OBJECT_KEY_MAX_BYTES } from "./limits";
import type { OwnStatement } from "./ownStatements";

/** The bucket and key an identity policy is about, and which objects. */
export interface IdentityPolicyInput {
  bucketArn: string;
  keyArn: string;
  /** What the keys of the objects begin with; empty: all objects. */
  prefix: string;
}

/** What reading takes of S3. */
const READ = { sid: "ReadObjects", actions: ["s3:GetObject"], kms: ["kms:Decrypt"] };

/** What writing takes, multipart uploads included: S3 decrypts the parts when it puts them together. */
const WRITE = {
  sid: "WriteObjects",
  actions: ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
  kms: ["kms:GenerateDataKey", "kms:Decrypt"],
};

/** An identity policy that lets its owner list and download objects: the S3 half and the KMS half. */
export function readPolicy(input: IdentityPolicyInput): PolicyDocument {
  const { bucketArn, prefix } = input;
  return identityPolicy(input, READ, [
    {
      Sid: "ListObjects",
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: bucketArn,
      ...(prefix === "" ? {} : { Condition: { StringLike: { "s3:prefix": [`${prefix}*`] } } }),
    },
  ]);
}

/** An identity policy that lets its owner upload objects, in parts too: the S3 half and the KMS half. */
export function writePolicy(input: IdentityPolicyInput): PolicyDocument {
  return identityPolicy(input, WRITE, []);
}

function identityPolicy(input: IdentityPolicyInput, access: typeof READ, more: Statement[]): PolicyDocument {
  const { bucketArn, keyArn, prefix } = input;
  const objects = `${bucketArn}/${prefix}*`;
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: access.sid, Effect: "Allow", Action: access.actions, Resource: objects },
      ...more,
      {
        Sid: "UseKeyThroughS3",
        Effect: "Allow",
        Action: access.kms,
        Resource: keyArn,
        Condition: {
          StringEquals: { [CONDITION_KEYS.viaService]: s3ViaService(keyArnParts(keyArn)) },
          // With a Bucket Key the context names the bucket, whatever the object.
          StringLike: { [CONDITION_KEYS.encryptionContext]: [bucketArn, objects] },
        },
      },
    ],
  };
}

/** The bucket's half for principals of another account, who are still to be put in. */
export function grantStatements(
  access: "read" | "write",
  sid: string,
  prefix: string,
): Omit<OwnStatement, "principals">[] {
  const { actions } = access === "read" ? READ : WRITE;
  const objects = { sid, effect: Effect.Allow, actions, resources: [`${prefix}*`] };
  if (access === "write") return [objects];
  const conditions = prefix === "" ? {} : { conditions: { StringLike: { "s3:prefix": [`${prefix}*`] } } };
  return [
    objects,
    { sid: `${sid}List`, effect: Effect.Allow, actions: ["s3:ListBucket"], resources: [""], ...conditions },
  ];
}

/** A prefix is taken to the letter: a wildcard in it would open more than it says. */
export function checkPrefix(prefix: string): Issue[] {
  if (!/[*?$]/.test(prefix) && !prefix.startsWith("/") && Buffer.byteLength(prefix) <= OBJECT_KEY_MAX_BYTES)
    return [];
  return [
    {
      path: "prefix",
      problem: "no beginning of an object key",
      got: show(prefix),
      allowed: `text of up to ${OBJECT_KEY_MAX_BYTES} bytes without * ? $ and without a slash in front`,
      fix: 'write "reports/" for everything under reports/',
    },
  ];
}
