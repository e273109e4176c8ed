/** Where the emulator is known to differ from AWS. What rests on one never counts as passed. */
export interface Gap {
  readonly name: string;
  /** What AWS does instead. */
  readonly aws: string;
}

/** Each gap is shown to still exist by `gaps.test.ts`: one that is closed fails there, and its cases can be taken up. */
export const GAPS = {
  multipartStart: {
    name: "CreateMultipartUpload is not judged as s3:PutObject",
    aws: "judges it by the bucket policy, with the encryption headers of the upload",
  },
  multipartPart: {
    name: "UploadPart is not judged as s3:PutObject",
    aws: "judges it by the bucket policy",
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
} as const satisfies Record<string, Gap>;
