import type { PolicyDocument } from "../../../policy/document";
import type { JudgedBucket } from "../view";

const ACCOUNT = /^(\d{12}|arn:[^:]+:iam::\d{12}:root)$/;

/** The roles and users that the policies name. S3 and KMS refuse a policy that names one that does not exist. */
export function principalsThatMustExist(buckets: readonly JudgedBucket[]): string[] {
  const documents = buckets.flatMap(({ bucketPolicy, keyPolicy }) => [
    bucketPolicy,
    ...(keyPolicy ? [keyPolicy] : []),
  ]);
  const named = documents
    .flatMap(principalsIn)
    .filter((principal) => principal !== "*" && !ACCOUNT.test(principal));
  return [...new Set(named)].sort();
}

function principalsIn(document: PolicyDocument): string[] {
  return document.Statement.flatMap(({ Principal, NotPrincipal }) =>
    [Principal, NotPrincipal].flatMap((principal) =>
      principal === undefined || principal === "*" ? [] : [principal.AWS ?? []].flat(),
    ),
  );
}
