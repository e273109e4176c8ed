import { CASES, type S3Operation } from "../../simulator";
import type { Tried } from "./judgement";

/** For each way to write, the case that shows that this caller can go that way at all. */
const CONTROLS: Partial<Record<string, string>> = Object.fromEntries(
  (
    [
      "PutObject",
      "CopyObject",
      "PostObject",
      "CreateMultipartUpload",
      "UpdateObjectEncryption",
    ] satisfies S3Operation[]
  ).map((operation) => [operation, controlOf(operation)]),
);

function controlOf(operation: S3Operation): string | undefined {
  return CASES.find(({ request }) => {
    if (request.operation !== operation || !("says" in request)) return false;
    const { algorithm, key, bucketKey } = request.says ?? {};
    return algorithm === "own" && key === "arn" && bucketKey === undefined;
  })?.name;
}

/** A refusal proves something only where the right request of the same way is accepted; else it counts as not tried. */
export function proven(tried: readonly Tried[]): Tried[] {
  const kinds = new Map(tried.map(({ of, outcome }) => [of.name, outcome.kind]));
  return tried.map(({ of, outcome }): Tried => {
    const control = CONTROLS[of.request.operation];
    if (outcome.kind !== "refused" || control === undefined || control === of.name) return { of, outcome };
    if (kinds.get(control) === "accepted") return { of, outcome };
    const why = `refused, which proves nothing while ${control} is not accepted`;
    return { of, outcome: { kind: "not tried", why } };
  });
}
