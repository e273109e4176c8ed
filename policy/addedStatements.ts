import { bucketPolicy } from "./bucketPolicy";
import type { Encryption, Enforcement } from "./choices";
import type { Statement } from "./document";
import { show, type Issue } from "./issue";
import { bucketServiceStatements, type KnownKeyService } from "./keyServices";
import { BUCKET_NAME, BUCKET_POLICY_MAX_BYTES } from "./limits";
import { renderOwnStatements, type OwnStatement } from "./ownStatements";

/** A bucket policy with what is added to the component's own statements. */
export interface PolicyWithAdditions {
  encryption: Encryption;
  enforcement: Enforcement;
  minimumTlsVersion: number;
  statements: OwnStatement[];
  services: KnownKeyService[];
  /** Omitted: Pulumi names the bucket, and the longest name it could get is reckoned with. */
  bucketName?: string;
}

/** What stands behind the component's own statements: the services', then the user's. */
export function addedStatements(
  { services, statements }: Pick<PolicyWithAdditions, "services" | "statements">,
  bucketArn: string,
): Statement[] {
  return [...bucketServiceStatements(services, bucketArn), ...renderOwnStatements(statements, bucketArn)];
}

/** What only shows when all statements are together: a Sid that stands twice, and a policy that grows too large. */
export function checkAddedStatements(policy: PolicyWithAdditions): Issue[] {
  return [...checkSids(policy), ...checkSize(policy)];
}

function checkSids({ services, statements }: PolicyWithAdditions): Issue[] {
  const taken = bucketServiceStatements(services, "").map(({ Sid }) => Sid);
  return statements.flatMap(({ sid }, index) =>
    taken.includes(sid)
      ? [
          {
            path: `policyStatements[${index}].sid`,
            problem: "a Sid of a statement that key.services brings",
            got: show(sid),
            allowed: "any other",
            fix: "rename the statement",
          },
        ]
      : [],
  );
}

/** Asked before the bucket exists: S3 would refuse it when the bucket is there and open. ARNs are taken at their longest. */
function checkSize(policy: PolicyWithAdditions): Issue[] {
  const bucketArn = `arn:aws-us-gov:s3:::${policy.bucketName ?? "x".repeat(BUCKET_NAME.maxLength)}`;
  const keyArn = `arn:aws-us-gov:kms:ap-southeast-1:123456789012:key/mrk-${"0".repeat(32)}`;
  const statements = addedStatements(policy, bucketArn);
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
