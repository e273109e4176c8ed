import type { ShownResource } from "../view";

/** What a resource waits for (URNs), without what that waits for in its turn. */
export function lastOfWhatItAwaits(resource: ShownResource, all: readonly ShownResource[]): string[] {
  const dependsOn = new Map(all.map((one) => [one.urn, one.dependsOn]));
  const reach = (urn: string, seen: Set<string>): Set<string> => {
    for (const next of dependsOn.get(urn) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      reach(next, seen);
    }
    return seen;
  };
  const implied = new Set(resource.dependsOn.flatMap((urn) => [...reach(urn, new Set())]));
  return resource.dependsOn.filter((urn) => !implied.has(urn));
}
