/** Where the emulator is known to differ from AWS. What rests on one never counts as passed. */
export interface Gap {
  readonly name: string;
  /** What AWS does instead. */
  readonly aws: string;
  /** Cases of the list that come to nothing here, whoever sends them. */
  readonly cases?: readonly string[];
}

/** Each gap is shown to still exist by `gaps.test.ts`: one that is closed fails there, and its cases can be taken up. */
export const GAPS = {
  multipartStart: {
    name: "CreateMultipartUpload is not judged as s3:PutObject",
    aws: "judges it by the bucket policy, with the encryption headers of the upload",
    cases: ["multipart-create-silent", "multipart-create-aes256", "multipart-create-another-key"],
  },
  multipartPart: {
    name: "UploadPart is not judged as s3:PutObject",
    aws: "judges it by the bucket policy",
    cases: ["part-of-silent", "part-of-key-arn", "complete-silent", "complete-key-arn"],
  },
  effectiveKey: {
    name: "the policy sees the encryption headers as sent, and none where none was sent",
    aws: "is documented to show the key of the bucket's default (hypothesis H1); unverified",
  },
  keyForms: {
    name: "a key named by its id or alias stays that text for the policy",
    aws: "may compare the ARN it stands for; not documented, unverified",
  },
  malformedKeyPolicy: {
    name: "a key policy that is no policy is accepted",
    aws: "MalformedPolicyDocumentException",
  },
  lockout: {
    name: "a key policy that locks everybody out is accepted",
    aws: "MalformedPolicyDocumentException, unless the check is bypassed",
  },
  ssec: {
    name: "an encryption type the bucket blocks (SSE-C) is not refused by the default encryption alone",
    aws: "refuses it with AccessDenied",
  },
  refusalName: {
    name: "a refused upload is called AccessDeniedException",
    aws: "AccessDenied",
  },
  postForm: {
    name: "an upload by form (POST) counts as one of nobody's, whoever signed it",
    aws: "judges it as an upload of who signed its policy",
    cases: ["post-silent", "post-key-arn", "post-aes256", "post-another-key"],
  },
  reencryption: {
    name: "UpdateObjectEncryption is taken for an upload",
    aws: "judges it as s3:UpdateObjectEncryption, by the key it asks for",
    cases: ["reencrypt-key-arn", "reencrypt-another-key"],
  },
  bucketKey: {
    name: "an upload that names the key gets no Bucket Key from the bucket's default",
    aws: "gives it one, unless the upload declines",
  },
  kmsThroughS3: {
    name: "an upload or download under a key is not judged by that key's policy",
    aws: "needs kms:GenerateDataKey or kms:Decrypt of the caller",
  },
  copyDefault: {
    name: "a copy that names nothing and is let through ends up under no key",
    aws: "gives it the key of the bucket's default",
  },
  actionNames: {
    name: "a request is judged as the action of its own name (s3:HeadObject, s3:ListObjectVersions)",
    aws: "judges it as s3:GetObject, s3:ListBucketVersions, s3:ListBucketMultipartUploads, s3:ListBucket",
  },
} as const satisfies Record<string, Gap>;

/** Cases that come to nothing here: they are left out by name, and never count as passed. */
export const CASES_IN_GAPS: readonly string[] = Object.values<Gap>(GAPS).flatMap(({ cases = [] }) => cases);

/** Cases of which a refusal tells, and nothing else: the gap `copyDefault`. */
export const ONLY_REFUSALS_COUNT: readonly string[] = ["copy-silent"];

/** What a caller must be allowed here besides what AWS asks for: the gap `actionNames`. */
export const ACTIONS_HERE = [
  "s3:HeadObject",
  "s3:ListObjectsV2",
  "s3:ListObjectVersions",
  "s3:ListMultipartUploads",
  "s3:CreateMultipartUpload",
  "s3:UploadPart",
  "s3:CompleteMultipartUpload",
  "s3:GetBucketEncryption",
];
