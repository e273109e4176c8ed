type Json = Record<string, unknown>;

const STEP = ["op", "urn", "provider", "diffReasons", "replaceReasons", "detailedDiff"] as const;
const STATE = ["urn", "type", "custom", "id", "parent", "protect", "retainOnDelete", "provider"] as const;
/** What a run makes up: ids and the seven hex digits of a name. */
const MADE_UP = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const AUTO_NAME = /-(bucket|alias|source)-[0-9a-f]{7}\b/g;
/** Pulumi's mark for a value that is not known yet, and the ids that the scenarios give themselves. */
const KEPT = /^(04da6b54-80e4-46f7-96ec-b56ff0331ba9|(1234abcd|abcd1234)-12ab-34cd-56ef-1234567890ab)$/;

/**
 * A preview without what differs from run to run: times, configuration, places on the machine, ids, the order of what
 * is made at the same time. What a review may read stays as the engine wrote it.
 */
export function trimmed(preview: unknown): unknown {
  const { steps, diagnostics, changeSummary } = preview as Json;
  const told = Array.isArray(diagnostics) ? (diagnostics as Json[]) : [];
  const errors = told.filter(({ severity }) => severity === "error").map(diagnosticOf);
  const kept = {
    steps: (steps as Json[]).map(stepOf).sort(byUrn),
    ...(errors.length > 0 ? { diagnostics: errors } : {}),
    changeSummary,
  };
  return JSON.parse(stable(JSON.stringify(kept)));
}

function stable(text: string): string {
  const ids = new Map<string, string>();
  return text
    .replace(MADE_UP, (id) => {
      if (KEPT.test(id)) return id;
      if (!ids.has(id)) ids.set(id, `00000000-0000-4000-8000-${String(ids.size + 1).padStart(12, "0")}`);
      return ids.get(id) ?? id;
    })
    .replace(AUTO_NAME, "-$1-0123456");
}

function stepOf(step: Json): Json {
  const states = (["oldState", "newState"] as const).flatMap((which) => {
    const state = step[which] as Json | undefined;
    return state === undefined ? [] : [[which, stateOf(state)] as const];
  });
  return { ...picked(step, STEP), ...Object.fromEntries(states) };
}

/** A provider's settings hold the address of the emulator, a component's outputs repeat what its children say. */
function stateOf(state: Json): Json {
  const type = String(state["type"]);
  const isProvider = type.startsWith("pulumi:providers:");
  const inputs = (state["inputs"] ?? {}) as Json;
  return {
    ...picked(state, STATE),
    inputs: isProvider ? picked(inputs, ["region", "version"]) : inputs,
    ...(state["custom"] === true && !isProvider ? { outputs: state["outputs"] } : {}),
  };
}

function byUrn(one: Json, other: Json): number {
  const [a, b] = [String(one["urn"]), String(other["urn"])];
  return a < b ? -1 : a > b ? 1 : 0;
}

function diagnosticOf({ urn, severity, message }: Json): Json {
  const text = String(message).replace(/<\{%[^%]*%\}>/g, "");
  return { ...(urn === undefined ? {} : { urn }), severity, message: text };
}

function picked(from: Json, names: readonly string[]): Json {
  return Object.fromEntries(
    names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]),
  );
}
