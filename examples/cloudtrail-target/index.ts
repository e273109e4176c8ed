import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EncryptedBucket } from "encrypted-bucket";

const { accountId } = aws.getCallerIdentityOutput();
const { region } = aws.getRegionOutput();
const trailName = "audit";

const logs = new EncryptedBucket("trail-logs", {
  key: {
    services: [
      {
        service: "cloudtrail.amazonaws.com",
        // Written out: the bucket must let the trail in before the trail can be made.
        sourceArn: pulumi.interpolate`arn:aws:cloudtrail:${region}:${accountId}:trail/${trailName}`,
      },
    ],
  },
});

const trail = new aws.cloudtrail.Trail("audit", {
  name: trailName,
  // Known only when the bucket policy is in place, so the order comes by itself.
  s3BucketName: logs.bucketName,
  // CloudTrail then names the key in each upload, and hangs on no default.
  kmsKeyId: logs.keyArn,
  isMultiRegionTrail: true,
  enableLogFileValidation: true,
});

export const bucketName = logs.bucketName;
export const trailArn = trail.arn;
