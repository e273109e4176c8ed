/** A bag of resource properties, as the engine sends them: plain JSON. */
export type Properties = Readonly<Record<string, unknown>>;

/** What the engine sends for a value it does not know yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A property that must be a string; a wrong type is the program's error, and is named. */
export function text(properties: Properties, name: string): string {
  const value = properties[name];
  if (typeof value !== "string") throw new Error(`${name}: expected a string, got ${JSON.stringify(value)}`);
  return value;
}

/** A property that may be missing. */
export function optionalText(properties: Properties, name: string): string | undefined {
  return isEmpty(properties[name]) ? undefined : text(properties, name);
}

/** A number that may be missing. */
export function optionalNumber(properties: Properties, name: string): number | undefined {
  const value = properties[name];
  return typeof value === "number" ? value : undefined;
}

/** Whether a flag is set; missing means no. */
export function flag(properties: Properties, name: string): boolean {
  return properties[name] === true;
}

/** A nested object, empty when missing. */
export function object(properties: Properties, name: string): Properties {
  const value = properties[name];
  return isObject(value) ? value : {};
}

/** A nested list of objects, empty when missing. */
export function objects(properties: Properties, name: string): readonly Properties[] {
  const value = properties[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A map of strings, as tags are. */
export function texts(properties: Properties, name: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(object(properties, name)).map(([key, value]) => [key, String(value)]),
  );
}

/** The named properties that are there. */
export function pick(properties: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)));
}

/** Without what says nothing (undefined, null, "", empty lists and objects), at every depth. */
export function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, compact(inner)] as const);
  return Object.fromEntries(entries.filter(([, inner]) => !isEmpty(inner)));
}

/** A top-level bag without what says nothing. */
export function compactAll(properties: Properties): Properties {
  return compact(properties) as Properties;
}

/** Whether a value says nothing. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** Whether a value is a nested bag. */
export function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
