import { dnsSuffixOf } from "../preview/place";
import { clientFor, type Reach } from "../aws/client";
import type { S3Sdk } from "../aws/sdk";
import { S3Store } from "./s3Store";
import type { Store } from "./store";

/**
 * The same bucket over plain HTTP. Its requests are signed like all others, but whoever listens can read them.
 * @param plainHttp an endpoint, or true for the one already in use
 */
export function plainStore(
  sdk: S3Sdk,
  reach: Reach,
  target: { bucket: string; keyArn: string },
  plainHttp: string | true,
): Store {
  const [, partition = "aws", , region = ""] = target.keyArn.split(":");
  const aws = `http://s3.${reach.region ?? region}.${dnsSuffixOf(partition)}`;
  const own = plainHttp === true ? reach.endpointUrl?.replace(/^https:/, "http:") : plainHttp;
  const client = clientFor(sdk, { ...reach, endpointUrl: own ?? aws }, target.keyArn);
  return new S3Store(sdk, client, target.bucket);
}
