import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EncryptedBucket, type EncryptedBucketArgs } from "../../../../components";

/** One EncryptedBucket with the arguments and options its configuration holds; without arguments, none. */

const config = new pulumi.Config();
const args = config.getObject<EncryptedBucketArgs>("args");
const region = config.get("region");
const awsConfig = new pulumi.Config("aws");

/** Another region through a provider of its own, with everything else as it is. */
const elsewhere = (name: string): aws.Provider =>
  new aws.Provider("elsewhere", {
    region: name as aws.Region,
    accessKey: awsConfig.require("accessKey"),
    secretKey: awsConfig.require("secretKey"),
    maxRetries: 1,
    s3UsePathStyle: true,
    skipCredentialsValidation: true,
    skipMetadataApiCheck: true,
    skipRequestingAccountId: true,
    endpoints: awsConfig.requireObject("endpoints"),
  });

const bucket =
  args === undefined
    ? undefined
    : new EncryptedBucket(config.get("name") ?? "data", args, {
        ...(config.getBoolean("protect") ? { protect: true } : {}),
        ...(region === undefined ? {} : { provider: elsewhere(region) }),
      });

export const bucketName = bucket?.bucketName;
export const keyArn = bucket?.keyArn;
export const keyId = bucket?.keyId;
export const keyAlias = bucket?.keyAlias;
