import * as pulumi from "@pulumi/pulumi";
import { EncryptedBucket, Retention } from "../../components";

/** As many EncryptedBuckets as the configuration says. */

const count = new pulumi.Config().requireNumber("count");

export const names = Array.from(
  { length: count },
  (_, index) =>
    new EncryptedBucket(`data${index}`, { retention: Retention.Destroy, key: { deletionWindowInDays: 7 } })
      .bucketName,
);
