import { bucketPolicy } from "./bucketPolicy";
import type { Encryption, Enforcement } from "./choices";
import type { Issue } from "./issue";
import { BUCKET_NAME, BUCKET_POLICY_MAX_BYTES } from "./limits";
import { renderOwnStatements, type OwnStatement } from "./ownStatements";

/** What the size of a bucket policy hangs on. */
export interface SizedPolicy {
  encryption: Encryption;
  enforcement: Enforcement;
  minimumTlsVersion: number;
  statements: OwnStatement[];
  /** Omitted: Pulumi names the bucket, and the longest name it could get is reckoned with. */
  bucketName?: string;
}

/**
 * Whether the whole policy fits, asked before the bucket exists: S3 would refuse it when the bucket is already there
 * and open. ARNs are taken as long as they can get.
 */
export function checkPolicySize(policy: SizedPolicy): Issue[] {
  const bucketArn = `arn:aws-us-gov:s3:::${policy.bucketName ?? "x".repeat(BUCKET_NAME.maxLength)}`;
  const keyArn = `arn:aws-us-gov:kms:ap-southeast-1:123456789012:key/mrk-${"0".repeat(32)}`;
  const statements = renderOwnStatements(policy.statements, bucketArn);
  const bytes = Buffer.byteLength(JSON.stringify(bucketPolicy({ ...policy, bucketArn, keyArn, statements })));
  if (bytes <= BUCKET_POLICY_MAX_BYTES) return [];
  return [
    {
      path: "policyStatements",
      problem: "they make the bucket policy too large",
      got: `a policy of up to ${bytes} bytes`,
      allowed: `up to ${BUCKET_POLICY_MAX_BYTES} bytes`,
      fix: "merge statements, or move some into the IAM policies of the principals",
    },
  ];
}
