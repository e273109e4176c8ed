import type { RecordedResource } from "./recording";

/**
 * The order in which resources would be created: each after its parent and all it waits for, otherwise as written in
 * the program. Registrations arrive in an order that timing decides; this one is the same every time.
 */
export function inCreationOrder(resources: readonly RecordedResource[]): RecordedResource[] {
  const waiting = [...resources].sort(asWritten);
  const known = new Set(resources.map(({ urn }) => urn));
  const done = new Set<string>();
  const ordered: RecordedResource[] = [];
  const isReady = (resource: RecordedResource): boolean =>
    [resource.parent, ...resource.dependsOn].every(
      (urn) => urn === undefined || !known.has(urn) || done.has(urn),
    );
  while (waiting.length > 0) {
    // A cycle cannot be registered; taking the first all the same keeps a broken recording from hanging the run.
    const [next] = waiting.splice(Math.max(0, waiting.findIndex(isReady)), 1);
    if (!next) break;
    done.add(next.urn);
    ordered.push(next);
  }
  return ordered;
}

function asWritten(a: RecordedResource, b: RecordedResource): number {
  return (
    compare(a.position.uri, b.position.uri) ||
    a.position.line - b.position.line ||
    a.position.column - b.position.column ||
    compare(a.urn, b.urn)
  );
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
