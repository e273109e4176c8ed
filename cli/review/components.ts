import type { Preview, Step } from "./previewSteps";

const COMPONENT = "encrypted-bucket:index:EncryptedBucket";

/** The children of the component that a review looks at. */
export const CHILD = {
  key: "aws:kms/key:Key",
  alias: "aws:kms/alias:Alias",
  keyPolicy: "aws:kms/keyPolicy:KeyPolicy",
  bucket: "aws:s3/bucket:Bucket",
  policy: "aws:s3/bucketPolicy:BucketPolicy",
  publicAccess: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  ownership: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  versioning: "aws:s3/bucketVersioning:BucketVersioning",
  encryption: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
} as const;

/** The kind of a child. */
export type Child = keyof typeof CHILD;

/** The steps of one EncryptedBucket: those that there are, because what does not change is not among them. */
export interface Component {
  urn: string;
  name: string;
  /** Of the component itself and of everything under it. */
  steps: Step[];
}

/** Every EncryptedBucket that a preview touches, by the order of their names. */
export function componentsIn({ steps }: Preview): Component[] {
  const byUrn = new Map<string, Component>();
  // A refresh tells what has happened in AWS already; what the change makes of it is a step of its own.
  for (const step of steps.filter(({ op }) => op !== "refresh")) {
    const urn = componentOf(step);
    if (urn === undefined) continue;
    const component = byUrn.get(urn) ?? { urn, name: nameIn(urn), steps: [] };
    component.steps.push(step);
    byUrn.set(urn, component);
  }
  return [...byUrn.values()].sort((one, other) => compareTexts(one.urn, other.urn));
}

/**
 * The component a step belongs to: by its parent, also by the one it had before (an alias can take a child out of the
 * component), and where that is none of ours by the types in its own URN.
 */
function componentOf({ urn, type, old, new: now }: Step): string | undefined {
  if (type === COMPONENT) return urn;
  const [head = "", types = ""] = headAndTypes(urn);
  const parents = [now?.parent, old?.parent].filter((parent) => parent !== undefined);
  const parent = parents.find((one) => headAndTypes(one)[1].split("$").at(-1) === COMPONENT);
  const chain = types.split("$");
  const at = chain.lastIndexOf(COMPONENT);
  if (parent !== undefined || at < 0) return parent;
  return `${head}::${chain.slice(0, at + 1).join("$")}::(below)`;
}

function headAndTypes(urn: string): [string, string] {
  const [first = "", project = "", types = ""] = urn.split("::");
  return [`${first}::${project}`, types];
}

function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** The steps on one kind of child. */
export function stepsOn({ steps }: Component, child: Child): Step[] {
  return steps.filter(({ type }) => type === CHILD[child]);
}

/** The step on the component itself. */
export function ownStep({ steps }: Component): Step | undefined {
  return steps.find(({ type }) => type === COMPONENT);
}

const REPLACES = [
  "replace",
  "create-replacement",
  "delete-replaced",
  "import-replacement",
  "read-replacement",
  "discard-replaced",
];
const DELETES = ["delete", "read-discard"];
const HARMLESS = ["same", "create", "update", "refresh", "read", "import", "remove-pending-replace"];

/** Whether a step makes a resource anew. */
export function replaces({ op }: Step): boolean {
  return REPLACES.includes(op);
}

/** Whether a step takes a resource away. */
export function deletes({ op }: Step): boolean {
  return DELETES.includes(op);
}

/** Whether this version knows what the engine means by a step. */
export function isKnownStep({ op }: Step): boolean {
  return [...REPLACES, ...DELETES, ...HARMLESS].includes(op);
}

/** Whether one kind of child is replaced, or is deleted. */
export function loses(component: Component, child: Child): boolean {
  return stepsOn(component, child).some((step) => replaces(step) || deletes(step));
}

/** Order by code units: the same on every machine, whatever its language. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
