import type { Colours } from "../../printer";
import { nameOf, typeToken } from "../names";
import type { ShownResource, View } from "../view";
import { whatEachAwaits } from "./waits";

interface Line {
  branch: string;
  resource: ShownResource;
}

/** The resources as a tree, in the order in which they would be made; each with what it waits for. */
export function treeOf({ resources }: View, colours: Colours): string {
  const lines = linesOf(resources);
  const typeWidth = Math.max(
    0,
    ...lines.map(({ branch, resource }) => branch.length + typeToken(resource.type).length),
  );
  const nameWidth = Math.max(0, ...lines.map(({ resource }) => resource.name.length));
  const repeated = idsSeenBefore(resources);
  const awaits = whatEachAwaits(resources);
  return lines
    .map(({ branch, resource }) => {
      const type = `${colours.dim(branch)}${typeToken(resource.type)}`;
      const typePad = " ".repeat(typeWidth - branch.length - typeToken(resource.type).length);
      const namePad = " ".repeat(nameWidth - resource.name.length);
      const notes = notesOn(resource, awaits(resource), repeated, colours).join(colours.dim(" · "));
      return `  ${type}${typePad}  ${colours.bold(resource.name)}${namePad}  ${notes}`.trimEnd();
    })
    .join("\n");
}

function linesOf(resources: readonly ShownResource[]): Line[] {
  const urns = new Set(resources.map(({ urn }) => urn));
  const children = new Map<string | undefined, ShownResource[]>();
  for (const resource of resources) {
    const parent = resource.parent !== undefined && urns.has(resource.parent) ? resource.parent : undefined;
    const siblings = children.get(parent);
    if (siblings) siblings.push(resource);
    else children.set(parent, [resource]);
  }
  return linesUnder(undefined, children, "");
}

function linesUnder(
  parent: string | undefined,
  children: ReadonlyMap<string | undefined, readonly ShownResource[]>,
  indent: string,
): Line[] {
  const own = children.get(parent) ?? [];
  return own.flatMap((resource, index) => {
    const isLast = index === own.length - 1;
    const branch = parent === undefined ? "" : `${indent}${isLast ? "└─ " : "├─ "}`;
    const below = parent === undefined ? "" : `${indent}${isLast ? "   " : "│  "}`;
    return [{ branch, resource }, ...linesUnder(resource.urn, children, below)];
  });
}

function notesOn(
  resource: ShownResource,
  waits: readonly string[],
  repeated: ReadonlySet<string>,
  colours: Colours,
): string[] {
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
