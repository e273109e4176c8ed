import { placeIn } from "../../cli/preview/place";
import type { RecordedResource } from "../../cli/preview/recording";

/** A resource as a preview records it, of which only these values count. */
export function recordedResource(
  values: Partial<RecordedResource> & Pick<RecordedResource, "urn" | "type" | "name">,
): RecordedResource {
  return {
    custom: true,
    inputs: {},
    outputs: {},
    dependsOn: [],
    protect: false,
    retainOnDelete: false,
    place: placeIn("eu-west-1"),
    position: { uri: "", line: 0, column: 0 },
    ...values,
  };
}
