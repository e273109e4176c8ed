import type { ShownResource } from "../view";

/** For each of these resources: what it waits for (URNs), without what that waits for in its turn. */
export function whatEachAwaits(all: readonly ShownResource[]): (resource: ShownResource) => string[] {
  const dependsOn = new Map(all.map((one) => [one.urn, one.dependsOn]));
  const reach = (urn: string, seen: Set<string>): Set<string> => {
    for (const next of dependsOn.get(urn) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      reach(next, seen);
    }
    return seen;
  };
  return (resource) => {
    const implied = new Set(resource.dependsOn.flatMap((urn) => [...reach(urn, new Set())]));
    return resource.dependsOn.filter((urn) => !implied.has(urn));
  };
}
