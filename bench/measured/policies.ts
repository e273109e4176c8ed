import assert from "node:assert/strict";
import type { EncryptedBucketArgs } from "../../components";
import { plainIssues } from "../../components/validateArgs";
import { bucketPolicy } from "../../policy/bucketPolicy";
import { Encryption, Enforcement, KeyUse } from "../../policy/choices";
import { keyPolicy } from "../../policy/keyPolicy";
import type { Tasks } from "../inProcess";

/** What the component does with its arguments, without Pulumi. */

const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
const bucketArn = "arn:aws:s3:::quarterly-reports";
const keyArn = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const administrators = [role("KeyAdministrator"), role("SecurityOfficer")];
const users = [role("ReportWriter"), role("ReportReader"), role("ReportArchiver")];

const args: EncryptedBucketArgs = {
  bucketName: "quarterly-reports",
  key: { alias: "reports-prod", description: "Encrypts the quarterly reports", administrators, users },
  policyStatements: [
    {
      sid: "AllowPartner",
      effect: "Allow",
      principals: { aws: ["arn:aws:iam::444455556666:role/partner"] },
      actions: ["s3:GetObject"],
      resources: ["shared/*"],
    },
  ],
  tags: { environment: "prod" },
};
const validate = (): unknown[] => plainIssues(args, {}, "eu-central-1");
const bucketPolicyText = (): string =>
  JSON.stringify(
    bucketPolicy({
      bucketArn,
      keyArn,
      encryption: Encryption.Kms,
      enforcement: Enforcement.EffectiveKey,
      minimumTlsVersion: 1.2,
    }),
  );
const keyPolicyText = (): string =>
  JSON.stringify(
    keyPolicy({ bucketArn, keyArn, administrators, users, use: KeyUse.ThroughS3, multiRegion: false }),
  );

export const tasks = {
  validation: { what: "validation of the arguments of one bucket", run: validate },
  bucketPolicy: { what: "its bucket policy, as text", run: bucketPolicyText },
  keyPolicy: { what: "its key policy, as text", run: keyPolicyText },
} satisfies Tasks;

/** The arguments are right: what is measured is the whole way, not the first complaint. */
export function check(): void {
  assert.deepEqual(validate(), []);
}
