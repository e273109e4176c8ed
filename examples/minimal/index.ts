import { EncryptedBucket } from "encrypted-bucket";

const reports = new EncryptedBucket("reports");

export const bucketName = reports.bucketName;
export const keyArn = reports.keyArn;
