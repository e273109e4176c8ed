import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Another region through a provider of its own, with everything else as it is configured. */
export function elsewhere(region: string): aws.Provider {
  const config = new pulumi.Config("aws");
  return new aws.Provider("elsewhere", {
    region: region as aws.Region,
    accessKey: config.require("accessKey"),
    secretKey: config.require("secretKey"),
    maxRetries: 1,
    s3UsePathStyle: true,
    skipCredentialsValidation: true,
    skipMetadataApiCheck: true,
    skipRequestingAccountId: true,
    endpoints: config.requireObject("endpoints"),
  });
}
