import { createHash } from "node:crypto";
import { covers, same } from "./compare";
import type { Family } from "./family";
import { isEmpty, pick, type Properties, UNKNOWN } from "./properties";

/** What is to change, and whether that takes a new resource. */
export interface Difference {
  readonly changed: readonly string[];
  readonly replaced: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** Inputs with the provider's defaults, and with a name of seven hex digits where the program gives none. */
export function checked(
  family: Family,
  name: string,
  olds: Properties,
  news: Properties,
  seed: Uint8Array,
): Properties {
  const unknown = Object.keys(news).filter((key) => !family.inputs.includes(key) && !key.startsWith("__"));
  if (unknown.length > 0) throw new Error(`${family.type}: the stand-in does not know ${unknown.join(", ")}`);
  const given = pick(news, family.inputs);
  const auto = family.autoName;
  if (auto === undefined || !isEmpty(given[auto.property])) return given;
  const old = olds[auto.property];
  const kept = typeof old === "string" && old.startsWith(`${auto.prefix}${name}-`) ? old : undefined;
  const hex = createHash("sha256").update(seed).digest("hex").slice(0, 7);
  return { ...given, [auto.property]: kept ?? `${auto.prefix}${name}-${hex}` };
}

/** Compares what is asked for with what the state says is there. */
export function difference(
  family: Family,
  region: string,
  state: Properties,
  oldInputs: Properties,
  news: Properties,
): Difference {
  const wanted: Properties = { ...family.defaults, ...news, region: news["region"] ?? region };
  const changed = Object.keys(wanted).filter((name) => !equal(family, name, state[name], wanted[name]));
  const dropped = Object.keys(oldInputs).filter((name) => !(name in wanted) && !isEmpty(oldInputs[name]));
  const all = [...changed, ...dropped.filter((name) => family.inputs.includes(name))];
  const replaced = all.filter(
    (name) => family.replaceOn.includes(name) || (name === "region" && "region" in state),
  );
  return {
    changed: all,
    replaced,
    deleteBeforeReplace: replaced.length > 0 && keepsName(family, state, news),
  };
}

/** The state a preview shows: what the service makes up is unknown. */
export function previewed(family: Family, region: string, news: Properties): Properties {
  const made = Object.fromEntries(family.computed.map((name) => [name, UNKNOWN]));
  return { ...family.defaults, ...made, ...news, region: news["region"] ?? region };
}

/** Inputs after a read: what drifted shows the value that is there, so that the next `up` puts it right. */
export function inputsAfterRead(family: Family, oldInputs: Properties, state: Properties): Properties {
  const imported = Object.keys(oldInputs).length === 0;
  const names = imported ? family.inputs : [...Object.keys(oldInputs), ...Object.keys(family.defaults)];
  const entries = names.flatMap((name) => {
    const wanted = oldInputs[name] ?? family.defaults[name];
    const there = state[name];
    if (equal(family, name, there, wanted))
      return name in oldInputs ? [[name, oldInputs[name]] as const] : [];
    return isEmpty(there) ? [] : [[name, there] as const];
  });
  return Object.fromEntries(entries);
}

function equal(family: Family, name: string, there: unknown, wanted: unknown): boolean {
  if (family.exact.includes(name)) return same(there, wanted);
  return isEmpty(wanted) ? isEmpty(there) || there === false : covers(there, wanted);
}

/** Two resources of one name cannot live side by side. */
function keepsName(family: Family, state: Properties, news: Properties): boolean {
  const property = family.autoName?.property;
  return property !== undefined && state[property] === news[property];
}
