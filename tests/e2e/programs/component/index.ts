import * as pulumi from "@pulumi/pulumi";
import { EncryptedBucket, type EncryptedBucketArgs } from "../../../../components";
import { elsewhere } from "../elsewhere";

/** One EncryptedBucket with the arguments and options its configuration holds; without arguments, none. */

const config = new pulumi.Config();
const args = config.getObject<EncryptedBucketArgs>("args");
const region = config.get("region");

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
