import { s3BucketPolicy, s3OwnershipControls, s3PublicAccessBlock } from "./bucketProtection";
import { s3Encryption, s3Lifecycle, s3Logging, s3Versioning } from "./bucketStorage";
import type { Family } from "./family";
import { kmsAlias } from "./kmsAlias";
import { kmsKey } from "./kmsKey";
import { kmsKeyPolicy } from "./kmsKeyPolicy";
import { s3Bucket } from "./s3Bucket";

/** Every type the stand-in knows: what the component registers, and no more. */
export const families: readonly Family[] = [
  kmsKey,
  kmsAlias,
  kmsKeyPolicy,
  s3Bucket,
  s3BucketPolicy,
  s3PublicAccessBlock,
  s3OwnershipControls,
  s3Versioning,
  s3Encryption,
  s3Lifecycle,
  s3Logging,
];

/** The family of a type token; an unknown type is an error that says what this provider is. */
export function familyOf(type: string): Family {
  const found = families.find((family) => family.type === type);
  if (found === undefined)
    throw new Error(`${type}: not known to the stand-in AWS provider (test equipment)`);
  return found;
}
