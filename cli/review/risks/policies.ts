import type { PolicyDocument } from "../../../policy/document";
import { UnknownToSimulator } from "../../../simulator";
import { stepsOn, type Component } from "../components";
import { finding, type Finding } from "../finding";
import { bucketPolicyChange } from "../policy/bucketPolicies";
import { namesIn } from "../policy/named";
import { keyPolicyChange } from "../policy/keyPolicies";
import { policyIn, without } from "../policy/read";
import { subjectOf } from "../policy/subject";
import type { Step } from "../previewSteps";
import { defaultIn } from "./encryption";
import { code, codes } from "../words";

type Judge = (component: Component, step: Step, before: PolicyDocument, after: PolicyDocument) => Finding[];

/** What becomes of the bucket policy and the key policy where both are there before and after. */
export function policyFindings(component: Component): Finding[] {
  return [
    ...stepsOn(component, "policy").flatMap((step) =>
      compared(component, step, "bucket policy", bucketPolicy),
    ),
    ...stepsOn(component, "keyPolicy").flatMap((step) => compared(component, step, "key policy", keyPolicy)),
  ];
}

function compared(component: Component, step: Step, what: string, judge: Judge): Finding[] {
  const [old, now] = [step.old?.inputs["policy"], step.new?.inputs["policy"]];
  if (!step.old || !step.new || (step.op === "same" && JSON.stringify(old) === JSON.stringify(now)))
    return [];
  const unknown = (why: string): Finding[] => [
    finding("policy-unknown", component, step, `Nobody can tell what the ${what} will do: ${why}.`),
  ];
  const [before, after] = [policyIn(old), policyIn(now)];
  if ("problem" in after) return unknown(after.problem);
  if ("problem" in before) return unknown(`of the one before, ${before.problem}`);
  if (isSame(before.document, after.document)) return [];
  try {
    return [
      ...judge(component, step, before.document, after.document),
      ...principalFindings(component, step, before.document, after.document),
    ];
  } catch (error) {
    if (error instanceof UnknownToSimulator)
      return unknown(`the simulator does not know ${code(error.what)}`);
    throw error;
  }
}

function isSame(before: PolicyDocument, after: PolicyDocument): boolean {
  return without(before, after).Statement.length === 0 && without(after, before).Statement.length === 0;
}

const bucketPolicy: Judge = (component, step, before, after) => {
  const bucket = subjectOf(component, before);
  const told = asBefore(component, after);
  const { letThrough, refusedByFewer, by, opened, widened } = bucketPolicyChange(before, told, bucket);
  const parts = [
    ...(letThrough.length > 0 ? [`no longer refused: ${some(letThrough)}`] : []),
    ...(refusedByFewer.length > 0 ? [`still refused, by fewer statements: ${some(refusedByFewer)}`] : []),
  ];
  const found = (kind: Finding["kind"], text: string): Finding => finding(kind, component, step, text);
  return [
    ...(parts.length > 0
      ? [found("policy-weakened", `${codes(by)} weakened or gone; ${parts.join(". And ")}.`)]
      : []),
    ...(opened.length > 0 ? [found("public-access-opened", `Allowed from now on: ${some(opened)}.`)] : []),
    ...(widened.length > 0 ? [found("access-widened", `Allowed from now on: ${some(widened)}.`)] : []),
  ];
};

/**
 * Where the bucket's default moves to another key or algorithm, which is told of itself, the policy that moves with it
 * is judged as if it still named the old ones.
 */
function asBefore(component: Component, after: PolicyDocument): PolicyDocument {
  const [step] = stepsOn(component, "encryption");
  const [old, now] = [defaultIn(step?.old?.inputs), defaultIn(step?.new?.inputs)];
  const moves = [
    [old?.keyArn, now?.keyArn],
    [old?.algorithm, now?.algorithm],
  ].filter((pair): pair is [string, string] => pair.every((one) => typeof one === "string" && one !== ""));
  const told = JSON.stringify(
    after,
    (_key, value: unknown) => moves.find(([, to]) => to === value)?.[0] ?? value,
  );
  return JSON.parse(told) as PolicyDocument;
}

const keyPolicy: Judge = (component, step, before, after) => {
  const { letThrough, cutsOff } = keyPolicyChange(before, after, subjectOf(component, before));
  const text = "Whoever used the key by the account's IAM policies alone cannot from now on.";
  return [
    ...(letThrough.length > 0
      ? [finding("policy-weakened", component, step, `The key policy lets in ${some(letThrough)}.`)]
      : []),
    ...(cutsOff ? [finding("first-user-named", component, step, text)] : []),
  ];
};

function principalFindings(
  component: Component,
  step: Step,
  before: PolicyDocument,
  after: PolicyDocument,
): Finding[] {
  const [old, now] = [namedIn(before), namedIn(after)];
  const [added, removed] = [[...now].filter((one) => !old.has(one)), [...old].filter((one) => !now.has(one))];
  return [
    ...(added.length > 0 ? [finding("principals-added", component, step, `${some(added)}.`)] : []),
    ...(removed.length > 0 ? [finding("principals-removed", component, step, `${some(removed)}.`)] : []),
  ];
}

const DESCRIBE = /ToDescribeKey$/;

/** Who is allowed something, and by which statement; an account's root stands for its IAM policies, not for somebody. */
function namedIn({ Statement }: PolicyDocument): Set<string> {
  const names = Statement.filter(
    ({ Effect, Sid }) => Effect === "Allow" && !DESCRIBE.test(Sid ?? ""),
  ).flatMap(({ Sid, Principal }) =>
    namesIn(Principal)
      .filter((name) => !/^arn:[^:]+:iam::\d{12}:root$/.test(name))
      .map((name) => `${code(name)} in ${code(Sid ?? "a statement without Sid")}`),
  );
  return new Set(names);
}

const SHOWN = 3;

/** The first few, and how many more there are. */
function some(words: readonly string[]): string {
  const more = words.length - SHOWN;
  return `${words.slice(0, SHOWN).join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}
