import { WrongUse } from "../wrongUse";

/** A preview as the engine told it. */
export interface Preview {
  /** `project/stack`, as the URNs say; undefined when there is no step at all. */
  stack: string | undefined;
  steps: Step[];
  /** What the engine called an error, without its colours. */
  errors: string[];
}

/** What the engine means to do with one resource. */
export interface Step {
  op: string;
  urn: string;
  type: string;
  name: string;
  old: State | undefined;
  new: State | undefined;
  replaceReasons: string[];
}

/** A resource before or after the step. */
export interface State {
  parent: string | undefined;
  provider: string | undefined;
  protect: boolean;
  retainOnDelete: boolean;
  inputs: Properties;
  outputs: Properties;
}

/** Properties as the engine shows them: secrets are masked, what is not known yet is its mark for that. */
export type Properties = Readonly<Record<string, unknown>>;

const WAY_OUT = "give the output of `pulumi preview --json`";

/**
 * Reads the output of `pulumi preview --json`.
 * @throws WrongUse when it is something else
 */
export function previewIn(text: string, place: string): Preview {
  const document = propertiesOf(parsed(text, place));
  const errors = errorsIn(document?.["diagnostics"]);
  // An engine that fails before its first step shows none: that is a preview, and a failed one.
  const steps = document?.["steps"] ?? (errors.length > 0 ? [] : undefined);
  if (!Array.isArray(steps)) throw new WrongUse(`${place} has no steps, so it is no preview; ${WAY_OUT}`);
  const read = steps.map((step, index) => stepOf(step, index, place));
  return { stack: stackOf(read), steps: read, errors };
}

function parsed(text: string, place: string): unknown {
  if (text.trim() === "") throw new WrongUse(`${place} is empty; ${WAY_OUT}`);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new WrongUse(`${place} is not JSON; ${WAY_OUT}`);
  }
}

function stepOf(value: unknown, index: number, place: string): Step {
  const step = propertiesOf(value);
  const { op, urn } = step ?? {};
  if (step === undefined || typeof op !== "string" || typeof urn !== "string") {
    throw new WrongUse(`${place}: steps[${index}] has no op or no urn, so it is no preview; ${WAY_OUT}`);
  }
  const [, , , types = "", ...names] = urn.replace(/^urn:pulumi:/, "::").split("::");
  return {
    op,
    urn,
    type: types.slice(types.lastIndexOf("$") + 1),
    name: names.join("::"),
    old: stateOf(step["oldState"]),
    new: stateOf(step["newState"]),
    replaceReasons: textsIn(step["replaceReasons"]),
  };
}

function stateOf(value: unknown): State | undefined {
  const state = propertiesOf(value);
  if (state === undefined) return undefined;
  return {
    parent: textOr(state["parent"]),
    provider: textOr(state["provider"]),
    protect: state["protect"] === true,
    retainOnDelete: state["retainOnDelete"] === true,
    inputs: propertiesOf(state["inputs"]) ?? {},
    outputs: propertiesOf(state["outputs"]) ?? {},
  };
}

function stackOf(steps: readonly Step[]): string | undefined {
  const [, stack, project] = /^urn:pulumi:(.+?)::(.+?)::/.exec(steps[0]?.urn ?? "") ?? [];
  return stack === undefined || project === undefined ? undefined : `${project}/${stack}`;
}

function errorsIn(diagnostics: unknown): string[] {
  return objectsIn(diagnostics)
    .filter(({ severity }) => severity === "error" || severity === "info#err")
    .map(({ message }) =>
      String(message)
        .replace(/<\{%[^%]*%\}>/g, "")
        .trim(),
    )
    .filter((message) => message !== "");
}

/** The objects of a list, none when it is no list. */
export function objectsIn(value: unknown): Properties[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.map(propertiesOf).filter((item) => item !== undefined);
}

/** The texts of a list, none when it is no list. */
export function textsIn(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.filter((item): item is string => typeof item === "string");
}

/** A value that is an object. */
export function propertiesOf(value: unknown): Properties | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Properties)
    : undefined;
}

function textOr(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
