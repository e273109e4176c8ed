import type { PolicyDocument } from "../../policy/document";

/** What a stand-in is called where a name is not known. */
const UNKNOWN = { bucket: "BUCKET", keyArn: "arn:aws:kms:REGION:ACCOUNT:key/ID" };

/** The identity policy that `verify` needs, with the names that are known put in. */
export function permissionsFor(given: {
  bucket?: string | undefined;
  keyArn?: string | undefined;
}): PolicyDocument {
  const bucket = given.bucket ?? UNKNOWN.bucket;
  const keyArn = given.keyArn ?? UNKNOWN.keyArn;
  const partition = keyArn.split(":")[1] ?? "aws";
  const bucketArn = `arn:${partition}:s3:::${bucket}`;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "WriteAndRemoveItsOwnObjects",
        Effect: "Allow",
        Action: [
          "s3:PutObject",
          "s3:GetObject",
          "s3:UpdateObjectEncryption",
          "s3:AbortMultipartUpload",
          "s3:DeleteObject",
          "s3:DeleteObjectVersion",
        ],
        Resource: `${bucketArn}/encrypted-bucket-verify-*`,
      },
      {
        Sid: "FindWhatIsLeft",
        Effect: "Allow",
        Action: ["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"],
        Resource: bucketArn,
      },
      { Sid: "LookUpTheKey", Effect: "Allow", Action: "s3:GetEncryptionConfiguration", Resource: bucketArn },
      {
        Sid: "UseTheKey",
        Effect: "Allow",
        Action: ["kms:GenerateDataKey*", "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*"],
        Resource: keyArn,
      },
    ],
  };
}
