import { computedOutputs } from "../../cli/preview/awsOutputs";
import { placeIn } from "../../cli/preview/place";
import { mockAws, type MockOptions, type Registered } from "../../testing";

export const ACCOUNT = "123456789012";
const REGION = "eu-central-1";

/** The key of a component named `data`, as the mocks invent it. */
const key = computedOutputs("aws:kms/key:Key", "data-key", {}, placeIn(REGION));
export const KEY_ARN = String(key["arn"]);
export const KEY_ID = String(key["keyId"]);

/** The mocks, in the region of the keys above. */
export function mockAwsHere(options: MockOptions = {}): Promise<Registered[]> {
  return mockAws({ region: REGION, ...options });
}
