import { ownStep, stepsOn, type Component } from "../components";
import { finding, type Finding } from "../finding";
import { propertiesOf, type Properties, type State, type Step } from "../previewSteps";
import { code, codes } from "../words";

/** Rotation, deletion window, public access, versioning and retention that become weaker. */
export function settingFindings(component: Component): Finding[] {
  const compared = (child: Parameters<typeof stepsOn>[1], compare: Comparison): Finding[] =>
    stepsOn(component, child).flatMap((step) =>
      step.old && step.new ? compare(component, step, step.old.inputs, step.new.inputs) : [],
    );
  return [
    ...compared("key", rotation),
    ...compared("key", deletionWindow),
    ...compared("publicAccess", publicAccess),
    ...compared("ownership", ownership),
    ...compared("versioning", versioning),
    ...retention(component),
  ];
}

type Comparison = (component: Component, step: Step, before: Properties, after: Properties) => Finding[];

const rotation: Comparison = (component, step, before, after) => {
  if (before["enableKeyRotation"] === true && after["enableKeyRotation"] !== true) {
    return [finding("rotation-off", component, step, "The key is no longer rotated.")];
  }
  const [old, now] = [
    daysOf(before, "rotationPeriodInDays", 365),
    daysOf(after, "rotationPeriodInDays", 365),
  ];
  if (before["enableKeyRotation"] !== true || old === now) return [];
  if (now === undefined || old === undefined) {
    const text = "The key is rotated after a number of days that this preview does not know.";
    return [finding("rotation-slower", component, step, text)];
  }
  const text = `The key is rotated every ${now} days instead of every ${old}.`;
  return now > old ? [finding("rotation-slower", component, step, text)] : [];
};

const deletionWindow: Comparison = (component, step, before, after) => {
  const [old, now] = [daysOf(before, "deletionWindowInDays", 30), daysOf(after, "deletionWindowInDays", 30)];
  if (old === undefined || now === undefined || now >= old) return [];
  const text = `A deleted key waits ${now} days instead of ${old}.`;
  return [finding("deletion-window-shortened", component, step, text)];
};

/** A number of days; what AWS takes where none is given; undefined where it is not known yet. */
function daysOf(inputs: Properties, name: string, byDefault: number): number | undefined {
  const value = inputs[name] ?? byDefault;
  return typeof value === "number" ? value : undefined;
}

const BLOCKS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

const publicAccess: Comparison = (component, step, before, after) => {
  const opened = BLOCKS.filter((block) => before[block] === true && after[block] !== true);
  const text = `No longer set: ${codes(opened)}.`;
  return opened.length > 0 ? [finding("public-access-opened", component, step, text)] : [];
};

const ownership: Comparison = (component, step, before, after) => {
  const of = (inputs: Properties): unknown => propertiesOf(inputs["rule"])?.["objectOwnership"];
  const enforced = "BucketOwnerEnforced";
  const text = "ACLs are let in again: object ownership is no longer `BucketOwnerEnforced`.";
  return of(before) === enforced && of(after) !== enforced
    ? [finding("public-access-opened", component, step, text)]
    : [];
};

const versioning: Comparison = (component, step, before, after) => {
  const of = (inputs: Properties): unknown => propertiesOf(inputs["versioningConfiguration"])?.["status"];
  return of(before) === "Enabled" && of(after) !== "Enabled"
    ? [finding("versioning-suspended", component, step, "Versions are no longer kept.")]
    : [];
};

const KEPT = ["Protect", "Retain"];

/** One finding for all of a component: its choice, the options of key and bucket, and of the settings that go with them. */
function retention(component: Component): Finding[] {
  const own = ownStep(component);
  const [before, after] = [own?.old?.inputs["retention"], own?.new?.inputs["retention"]];
  const choice = KEPT.includes(String(before)) && own?.new !== undefined && !KEPT.includes(String(after));
  const loosened = component.steps.filter(({ old, new: now }) => old && now && isKept(old) && !isKept(now));
  const forced = stepsOn(component, "bucket").filter(
    ({ old, new: now }) => now?.inputs["forceDestroy"] === true && old?.inputs["forceDestroy"] === false,
  );
  const shown = (choice ? own : undefined) ?? loosened[0] ?? forced[0];
  if (shown === undefined) return [];
  const parts = [
    ...(choice ? [`\`retention\` goes from ${code(before)} to ${code(after)}`] : []),
    ...(!choice && loosened.length > 0
      ? [
          `nothing protects ${loosened
            .map(({ name }) => code(name))
            .sort()
            .join(", ")} any more`,
        ]
      : []),
    ...(forced.length > 0 ? ["`forceDestroy` lets the next destroy delete every object"] : []),
  ];
  const text = parts.join("; ");
  return [
    finding("retention-loosened", component, shown, `${text.charAt(0).toUpperCase()}${text.slice(1)}.`),
  ];
}

/** Protected or retained: deleting it from the program does not delete it in AWS. */
function isKept({ protect, retainOnDelete }: State): boolean {
  return protect || retainOnDelete;
}
