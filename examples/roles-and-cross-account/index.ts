import * as aws from "@pulumi/aws";
import { EncryptedBucket, writeStatements } from "encrypted-bucket";

const assumedBy = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

const writer = new aws.iam.Role("writer", { assumeRolePolicy: assumedBy("lambda.amazonaws.com") });
const reader = new aws.iam.Role("reader", { assumeRolePolicy: assumedBy("ecs-tasks.amazonaws.com") });

// Roles that exist already: your key administrators, and a partner's role in the partner's account.
const administrator = "arn:aws:iam::123456789012:role/KeyAdministrator";
const partner = "arn:aws:iam::444455556666:role/DeliveryPartner";

const reports = new EncryptedBucket("reports", {
  key: {
    administrators: [administrator], // manage the key, cannot use it
    users: [writer.arn, reader.arn, partner], // nobody else can encrypt or decrypt
  },
  // Another account's role needs a statement here; a role of this account does not.
  policyStatements: writeStatements({ sid: "AllowPartner", principals: [partner], prefix: "incoming/" }),
});

new aws.iam.RolePolicy("writer", { role: writer.name, policy: reports.writePolicy() });
new aws.iam.RolePolicy("reader", { role: reader.name, policy: reports.readPolicy("published/") });

export const bucketName = reports.bucketName;
// What the partner attaches to their role: the third of the three things another account needs.
export const partnerPolicy = reports.writePolicy("incoming/");
