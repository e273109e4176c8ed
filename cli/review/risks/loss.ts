import { deletes, loses, replaces, stepsOn, type Child, type Component } from "../components";
import { finding, type Finding } from "../finding";
import type { Kind } from "../kinds";
import type { Step } from "../previewSteps";
import { code, codes } from "../words";

/** Key, bucket, alias and settings that are replaced, deleted, or leave Pulumi. */
export function lossFindings(component: Component): Finding[] {
  return [
    ...stepsOn(component, "key").flatMap((step) => mainLoss(component, step, "key")),
    ...stepsOn(component, "bucket").flatMap((step) => mainLoss(component, step, "bucket")),
    ...stepsOn(component, "alias").flatMap((step) => aliasMove(component, step)),
    ...SETTINGS.flatMap(({ child, on, kind, text }) =>
      loses(component, on)
        ? []
        : stepsOn(component, child)
            .filter(deletes)
            .map((step) => finding(kind, component, step, `${text}${afterwards(step)}.`)),
    ),
  ];
}

/** What dies with the bucket or key is told only where those stay. */
const SETTINGS: readonly { child: Child; on: Child; kind: Kind; text: string }[] = [
  { child: "policy", on: "bucket", kind: "policy-removed", text: "The bucket policy leaves the program" },
  { child: "keyPolicy", on: "key", kind: "policy-removed", text: "The key policy leaves the program" },
  {
    child: "encryption",
    on: "bucket",
    kind: "default-encryption-removed",
    text: "The default encryption leaves the program",
  },
  {
    child: "publicAccess",
    on: "bucket",
    kind: "public-access-opened",
    text: "The block of public access leaves the program",
  },
  {
    child: "ownership",
    on: "bucket",
    kind: "public-access-opened",
    text: "The ownership controls that switch ACLs off leave the program",
  },
  {
    child: "versioning",
    on: "bucket",
    kind: "versioning-suspended",
    text: "The versioning leaves the program",
  },
];

function afterwards({ old }: Step): string {
  return old?.retainOnDelete ? "; AWS keeps it as it is, and nothing repairs it from now on" : "";
}

function mainLoss(component: Component, step: Step, what: "key" | "bucket"): Finding[] {
  const kept = step.old?.retainOnDelete === true;
  if (replaces(step)) {
    const old = kept ? "; the old one stays in AWS, outside Pulumi" : "";
    const text = `The ${what} is replaced${because(step)}${old}.`;
    return [finding(`${what}-replaced`, component, step, text)];
  }
  if (!deletes(step)) return [];
  return kept
    ? [finding("no-longer-managed", component, step, `The ${what} leaves Pulumi and stays in AWS.`)]
    : [finding(`${what}-deleted`, component, step, `The ${what} is deleted${forced(step)}.`)];
}

function forced({ old }: Step): string {
  return old?.inputs["forceDestroy"] === true ? " with all its objects (`forceDestroy`)" : "";
}

/** The engine gives no property as reason when the provider itself changes, which it calls `__meta`. */
function because({ replaceReasons }: Step): string {
  const named = replaceReasons.filter((reason) => reason !== "__meta");
  return named.length > 0 ? ` because of ${codes(named)}` : "";
}

function aliasMove(component: Component, step: Step): Finding[] {
  if (loses(component, "key")) return [];
  const [before, after] = [step.old?.inputs, step.new?.inputs];
  const moved = (text: string): Finding[] => [finding("alias-moved", component, step, text)];
  if (deletes(step)) {
    return moved(
      step.old?.retainOnDelete ? "The alias leaves Pulumi." : "The alias is deleted, the key stays.",
    );
  }
  if (replaces(step)) {
    const isNamed = typeof before?.["name"] === "string" && typeof after?.["name"] === "string";
    return moved(
      `The alias is replaced${isNamed ? `: ${code(before["name"])} → ${code(after["name"])}` : ""}.`,
    );
  }
  const changes =
    before !== undefined && after !== undefined && before["targetKeyId"] !== after["targetKeyId"];
  return changes ? moved("The alias points at another key.") : [];
}
