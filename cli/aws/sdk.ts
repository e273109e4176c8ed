import type * as S3 from "@aws-sdk/client-s3";
import { WrongUse } from "../wrongUse";

/** The AWS SDK's S3 client, as far as it is installed. */
export type S3Sdk = typeof S3;

/**
 * Loads the AWS SDK, which only work on a live bucket needs: it is an optional peer dependency, see docs/decisions/0004.
 * @throws WrongUse when it is not installed
 */
export function loadSdk(): S3Sdk {
  try {
    // Its reminder of Node's support dates would stand in the middle of every report.
    process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require("@aws-sdk/client-s3") as S3Sdk;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new WrongUse(
      "a live bucket is reached through @aws-sdk/client-s3, which is not installed: npm install --save-dev @aws-sdk/client-s3",
    );
  }
}
