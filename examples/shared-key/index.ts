import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EncryptedBucket } from "encrypted-bucket";

const { accountId } = aws.getCallerIdentityOutput();

const key = new aws.kms.Key(
  "shared",
  { description: "Encrypts reports, exports and archive", enableKeyRotation: true, deletionWindowInDays: 30 },
  { protect: true },
);

const under = { key: { existingKeyArn: key.arn } };
const buckets = {
  Reports: new EncryptedBucket("reports", under),
  Exports: new EncryptedBucket("exports", under),
  Archive: new EncryptedBucket("archive", under),
};

interface Statement {
  Sid: string;
  [element: string]: unknown;
}

// Each bucket says what its users need of the key. The key itself serves these three buckets and nothing else.
const use = Object.entries(buckets).map(([name, { keyPolicy }]) =>
  keyPolicy.apply((json) => {
    const { Statement } = JSON.parse(json) as { Statement: Statement[] };
    return Statement.map((statement) => ({ ...statement, Sid: statement.Sid + name }));
  }),
);

// To manage the key, not to use it.
const administration: Statement = {
  Sid: "AllowAccountAdministration",
  Effect: "Allow",
  Principal: { AWS: [pulumi.interpolate`arn:aws:iam::${accountId}:root`] },
  Action: [
    "kms:Describe*",
    "kms:Get*",
    "kms:List*",
    "kms:PutKeyPolicy",
    "kms:Enable*",
    "kms:Disable*",
    "kms:RotateKeyOnDemand",
    "kms:UpdateKeyDescription",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:*Alias",
    "kms:RevokeGrant",
    "kms:ScheduleKeyDeletion",
    "kms:CancelKeyDeletion",
  ],
  Resource: "*",
};

new aws.kms.KeyPolicy("shared", {
  keyId: key.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: pulumi.all(use).apply((statements) => [administration, ...statements.flat()]),
  }),
});

export const bucketNames = Object.values(buckets).map(({ bucketName }) => bucketName);
export const keyArn = key.arn;
