import { bucketPolicy } from "../../policy/bucketPolicy";
import { Encryption, Enforcement, KeyUse } from "../../policy/choices";
import { keyPolicy } from "../../policy/keyPolicy";
import type { SimulatedBucket } from "../../simulator/bucket";
import type { Promised } from "../../simulator/cases/case";

/** The choices a bucket is built from. */
export interface Choices {
  enforcement: Enforcement;
  encryption: Encryption;
  keyUse: KeyUse;
  users: boolean;
  administrators: boolean;
  /** Default: `aws`. */
  partition?: keyof typeof REGIONS;
}

const REGIONS = { aws: "eu-central-1", "aws-us-gov": "us-gov-west-1", "aws-cn": "cn-north-1" } as const;

export const ACCOUNT = "111122223333";

/** A bucket with the policies the component would give it, and what it promises. */
export function bucketOf(choices: Choices): { bucket: SimulatedBucket; promised: Promised } {
  const { enforcement, encryption, keyUse, users, administrators, partition = "aws" } = choices;
  const bucketArn = `arn:${partition}:s3:::ledger-exports`;
  const keyArn = `arn:${partition}:kms:${REGIONS[partition]}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  const role = (name: string): string => `arn:${partition}:iam::${ACCOUNT}:role/${name}`;
  const bucket: SimulatedBucket = {
    bucketArn,
    keyArn,
    bucketPolicy: bucketPolicy({ bucketArn, keyArn, encryption, enforcement, minimumTlsVersion: 1.2 }),
    keyPolicy: keyPolicy({
      keyArn,
      bucketArn,
      administrators: administrators ? [role("key-admin"), role("key-admin-on-call")] : [],
      users: users ? [role("exporter"), `arn:${partition}:iam::${ACCOUNT}:user/reader`] : [],
      use: keyUse,
      multiRegion: false,
    }),
    defaultEncryption: { algorithm: encryption, keyArn, bucketKeyEnabled: encryption === Encryption.Kms },
    blockedEncryptionTypes: ["SSE-C"],
  };
  return { bucket, promised: { enforcement, encryption, keyUse, users, administrators } };
}

/** All 64 combinations of the choices, in one partition. */
export function everyChoice(partition?: NonNullable<Choices["partition"]>): Choices[] {
  const both = [false, true];
  return Object.values(Enforcement).flatMap((enforcement) =>
    Object.values(Encryption).flatMap((encryption) =>
      Object.values(KeyUse).flatMap((keyUse) =>
        both.flatMap((users) =>
          both.map((administrators): Choices => ({
            enforcement,
            encryption,
            keyUse,
            users,
            administrators,
            ...(partition ? { partition } : {}),
          })),
        ),
      ),
    ),
  );
}

/** The choices in one line, for the name of a test. */
export function titleOf({ enforcement, encryption, keyUse, users, administrators }: Choices): string {
  const principals = `${users ? "users" : "no users"}, ${administrators ? "administrators" : "no administrators"}`;
  return `${enforcement}, ${encryption}, ${keyUse}, ${principals}`;
}
