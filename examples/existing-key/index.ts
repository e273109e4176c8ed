import * as pulumi from "@pulumi/pulumi";
import { EncryptedBucket } from "encrypted-bucket";

const config = new pulumi.Config();

// The full ARN: an alias would be looked up in the account of whoever uploads.
const exported = new EncryptedBucket("exports", {
  key: { existingKeyArn: config.require("keyArn") },
});

export const bucketName = exported.bucketName;
// No key policy is made. These statements are what the key's owner must add to it.
export const statementsForTheKeyOwner = exported.keyPolicy;
