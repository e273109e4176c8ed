import { loses, stepsOn, type Component } from "../components";
import { finding, type Finding } from "../finding";
import { objectsIn, propertiesOf, textsIn, type Properties } from "../previewSteps";
import { code } from "../words";

/** The default encryption as one side of a preview shows it. */
export interface Default {
  algorithm: unknown;
  keyArn: unknown;
  blocked: string[];
}

/** Default encryption that names another key or algorithm, or lets keys of the uploader in. */
export function encryptionFindings(component: Component): Finding[] {
  return stepsOn(component, "encryption").flatMap((step) => {
    const [before, after] = [defaultIn(step.old?.inputs), defaultIn(step.new?.inputs)];
    if (before === undefined || step.new === undefined) return [];
    if (after === undefined) {
      return [finding("default-encryption-removed", component, step, "No default encryption is left.")];
    }
    const changes = differences(before, after, loses(component, "key"));
    const text = `${changes.join("; ")}.`;
    return changes.length > 0 ? [finding("default-encryption-changed", component, step, text)] : [];
  });
}

/** The default encryption in the inputs of its resource; undefined where they name none. */
export function defaultIn(inputs: Properties | undefined): Default | undefined {
  const rules = objectsIn(inputs?.["rules"]);
  const rule = rules.find((one) => one["applyServerSideEncryptionByDefault"] !== undefined);
  const applied = propertiesOf(rule?.["applyServerSideEncryptionByDefault"]);
  if (applied === undefined) return undefined;
  return {
    algorithm: applied["sseAlgorithm"],
    keyArn: applied["kmsMasterKeyId"],
    blocked: rules.flatMap((one) => textsIn(one["blockedEncryptionTypes"])),
  };
}

/** A new key brings its own name: that it is replaced is told already. */
function differences(before: Default, after: Default, keyIsReplaced: boolean): string[] {
  const unblocked = before.blocked.filter((type) => type !== "NONE" && !after.blocked.includes(type));
  return [
    ...(before.algorithm === after.algorithm
      ? []
      : [`Uploads that name nothing get ${shown(after.algorithm)} instead of ${shown(before.algorithm)}`]),
    ...(before.keyArn === after.keyArn || keyIsReplaced
      ? []
      : [`The default key is ${shown(after.keyArn)} instead of ${shown(before.keyArn)}`]),
    ...(unblocked.length > 0 ? [`No longer blocked: ${unblocked.join(", ")}`] : []),
  ];
}

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function shown(value: unknown): string {
  if (value === undefined) return "none";
  return value === UNKNOWN ? "one that this preview does not know" : code(String(value));
}
