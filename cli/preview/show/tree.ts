import type { Colours } from "../../printer";
import { nameOf, typeToken } from "../names";
import type { ShownResource, View } from "../view";
import { lastOfWhatItAwaits } from "./waits";

interface Line {
  branch: string;
  resource: ShownResource;
}

/** The resources as a tree, in the order in which they would be made; each with what it waits for. */
export function treeOf({ resources }: View, colours: Colours): string {
  const lines = linesUnder(undefined, resources, "");
  const typeWidth = Math.max(
    0,
    ...lines.map(({ branch, resource }) => branch.length + typeToken(resource.type).length),
  );
  const nameWidth = Math.max(0, ...lines.map(({ resource }) => resource.name.length));
  const repeated = idsSeenBefore(resources);
  return lines
    .map(({ branch, resource }) => {
      const type = `${colours.dim(branch)}${typeToken(resource.type)}`;
      const typePad = " ".repeat(typeWidth - branch.length - typeToken(resource.type).length);
      const namePad = " ".repeat(nameWidth - resource.name.length);
      const notes = notesOn(resource, resources, repeated, colours).join(colours.dim(" · "));
      return `  ${type}${typePad}  ${colours.bold(resource.name)}${namePad}  ${notes}`.trimEnd();
    })
    .join("\n");
}

function linesUnder(parent: string | undefined, all: readonly ShownResource[], indent: string): Line[] {
  const urns = new Set(all.map(({ urn }) => urn));
  const isChild = (one: ShownResource): boolean =>
    parent === undefined ? one.parent === undefined || !urns.has(one.parent) : one.parent === parent;
  const children = all.filter(isChild);
  return children.flatMap((resource, index) => {
    const isLast = index === children.length - 1;
    const branch = parent === undefined ? "" : `${indent}${isLast ? "└─ " : "├─ "}`;
    const below = parent === undefined ? "" : `${indent}${isLast ? "   " : "│  "}`;
    return [{ branch, resource }, ...linesUnder(resource.urn, all, below)];
  });
}

function notesOn(
  resource: ShownResource,
  all: readonly ShownResource[],
  repeated: ReadonlySet<string>,
  colours: Colours,
): string[] {
  const waits = lastOfWhatItAwaits(resource, all);
  return [
    ...(resource.id && !repeated.has(resource.urn) ? [resource.id] : []),
    ...(waits.length > 0 ? [colours.dim(`after ${waits.map(nameOf).join(", ")}`)] : []),
    ...(resource.protect ? [colours.green("protect")] : []),
    ...(resource.retainOnDelete ? [colours.green("retainOnDelete")] : []),
  ];
}

/** Settings of a bucket carry its id: shown once is enough. */
function idsSeenBefore(resources: readonly ShownResource[]): Set<string> {
  const ids = new Set<string>();
  const repeated = new Set<string>();
  for (const { urn, id } of resources) {
    if (id === undefined) continue;
    if (ids.has(id)) repeated.add(urn);
    ids.add(id);
  }
  return repeated;
}
