import type { PolicyDocument } from "../../policy/document";
import { compareTexts } from "./components";
import { policyIn, without } from "./policy/read";
import type { Preview, Properties, Step } from "./previewSteps";

/** One line of the resource diff: names of properties and statements only, so that no value can leak. */
export interface Change {
  op: string;
  urn: string;
  type: string;
  name: string;
  /** The inputs that change, and what the engine gives as the reason for a replacement. */
  properties: string[];
  /** For a policy that is known before and after: its statements by Sid. */
  statements?: { added: string[]; removed: string[]; changed: string[] };
}

/** What the preview changes, in an order that does not hang on what the engine does at the same time. */
export function changesIn({ steps }: Preview): Change[] {
  return steps
    .filter((step) => step.op !== "same" && !step.type.startsWith("pulumi:pulumi:"))
    .map(changeOf)
    .sort((one, other) => compareTexts(one.urn, other.urn) || compareTexts(one.op, other.op));
}

function changeOf({ op, urn, type, name, old, new: now, replaceReasons }: Step): Change {
  const changed = old && now ? changedIn(old.inputs, now.inputs) : [];
  const statements = old && now && statementsOf(old.inputs, now.inputs);
  return {
    op,
    urn,
    type,
    name,
    properties: [...new Set([...changed, ...replaceReasons])].sort(compareTexts),
    ...(statements ? { statements } : {}),
  };
}

function changedIn(before: Properties, after: Properties): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(compareTexts);
  return names.filter(
    (name) => !name.startsWith("__") && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

function statementsOf(before: Properties, after: Properties): Change["statements"] | undefined {
  if (before["policy"] === undefined || before["policy"] === after["policy"]) return undefined;
  const [old, now] = [policyIn(before["policy"]), policyIn(after["policy"])];
  if ("problem" in old || "problem" in now) return undefined;
  const gone = sidsIn(without(old.document, now.document));
  const come = sidsIn(without(now.document, old.document));
  return {
    added: come.filter((sid) => !gone.includes(sid)),
    removed: gone.filter((sid) => !come.includes(sid)),
    changed: come.filter((sid) => gone.includes(sid)),
  };
}

function sidsIn({ Statement }: PolicyDocument): string[] {
  return Statement.map(({ Sid }) => Sid ?? "without Sid");
}
