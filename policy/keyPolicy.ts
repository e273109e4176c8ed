import { accountRoot, keyArnParts, s3ViaService, type Arn } from "./arn";
import { KeyUse } from "./choices";
import type { Conditions, PolicyDocument, Statement } from "./document";
import {
  CONDITION_KEYS,
  KEY_ADMINISTRATION_ACTIONS,
  KEY_USE_ACTIONS,
  MULTI_REGION_ADMINISTRATION_ACTIONS,
} from "./limits";

/** What a key policy is made of: plain, checked values. Account, partition and region come from the key ARN. */
export interface KeyPolicyInput {
  keyArn: string;
  bucketArn: string;
  /** Role and user ARNs that manage the key and cannot use it. */
  administrators: string[];
  /** Role and user ARNs that may encrypt and decrypt. Naming one cuts off all others. */
  users: string[];
  use: KeyUse;
  multiRegion: boolean;
  /** Statements for AWS services, from `keyServices.ts`. They stand last. */
  serviceStatements?: Statement[];
}

/**
 * The policy of a key that serves one bucket.
 *
 * | administrators | users  | who manages the key        | who uses it                                      |
 * |----------------|--------|----------------------------|--------------------------------------------------|
 * | none           | none   | whom the account's IAM lets | whom the account's IAM lets                      |
 * | listed         | none   | those, and as above        | whom the account's IAM lets, but no administrator |
 * | none           | listed | whom the account's IAM lets | the users                                        |
 * | listed         | listed | those, and as above        | the users                                        |
 *
 * The account itself can always manage the key, so that nobody is ever locked out, and never use it.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export function keyPolicy(input: KeyPolicyInput): PolicyDocument {
  const key = keyArnParts(input.keyArn);
  return {
    Version: "2012-10-17",
    Statement: [
      administration(
        "AllowAccountAdministration",
        [accountRoot(key.partition, key.account)],
        input.multiRegion,
      ),
      ...(input.administrators.length > 0
        ? [administration("AllowKeyAdministrators", input.administrators, input.multiRegion)]
        : []),
      ...useStatements(input, key),
      ...(input.serviceStatements ?? []),
    ],
  };
}

/**
 * The statements that let the users use the key; without users, the account's own IAM policies decide.
 * The owner of an existing key adds just these.
 */
export function useStatements(
  input: Pick<KeyPolicyInput, "bucketArn" | "administrators" | "users" | "use">,
  key: Arn,
): Statement[] {
  return input.users.length > 0 ? userStatements(input, key) : [accountUse(input, key)];
}

/** The Sids the component keeps for itself; the statements for services follow their own pattern. */
export const KEY_POLICY_SIDS = [
  "AllowAccountAdministration",
  "AllowKeyAdministrators",
  "AllowKeyUsers",
  "AllowKeyUsersToDescribeKey",
  "AllowAccountUseThroughS3",
] as const;

type Sid = (typeof KEY_POLICY_SIDS)[number];

function administration(sid: Sid, principals: string[], multiRegion: boolean): Statement {
  return allow(sid, principals, [
    ...KEY_ADMINISTRATION_ACTIONS,
    ...(multiRegion ? MULTI_REGION_ADMINISTRATION_ACTIONS : []),
  ]);
}

function userStatements(
  { users, use, bucketArn }: Pick<KeyPolicyInput, "users" | "use" | "bucketArn">,
  key: Arn,
): Statement[] {
  if (use === KeyUse.Anywhere)
    return [allow("AllowKeyUsers", users, [...KEY_USE_ACTIONS, "kms:DescribeKey"])];
  return [
    allow("AllowKeyUsers", users, [...KEY_USE_ACTIONS], throughS3(bucketArn, key)),
    // S3 never describes the key for its caller, so under the conditions above nobody could.
    allow("AllowKeyUsersToDescribeKey", users, ["kms:DescribeKey"]),
  ];
}

function accountUse(
  { administrators, use, bucketArn }: Pick<KeyPolicyInput, "administrators" | "use" | "bucketArn">,
  key: Arn,
): Statement {
  const conditions: Conditions = {
    ...(use === KeyUse.ThroughS3 ? throughS3(bucketArn, key) : {}),
    ...(administrators.length > 0 ? { ArnNotLike: { [CONDITION_KEYS.principalArn]: administrators } } : {}),
  };
  const root = [accountRoot(key.partition, key.account)];
  return allow("AllowAccountUseThroughS3", root, [...KEY_USE_ACTIONS], conditions);
}

/** With a Bucket Key the encryption context names the bucket, without one the object: both must pass. */
function throughS3(bucketArn: string, key: Arn): Conditions {
  return {
    StringEquals: { [CONDITION_KEYS.viaService]: s3ViaService(key) },
    StringLike: { [CONDITION_KEYS.encryptionContext]: [bucketArn, `${bucketArn}/*`] },
  };
}

function allow(sid: Sid, principals: string[], actions: string[], conditions: Conditions = {}): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: { AWS: principals },
    Action: actions,
    Resource: "*",
    ...(Object.keys(conditions).length > 0 ? { Condition: conditions } : {}),
  };
}
