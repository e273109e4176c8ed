/** The key that marks a special value in what the SDK sends, and the marks it can carry. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

/** What the SDK sends for a value that is not known. */
const UNKNOWN_SENTINEL = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Stands for a secret wherever something is shown. */
export const SECRET_SHOWN = "[secret]";

/** Stands for a value that this preview does not know. */
export const UNKNOWN_SHOWN = "[unknown]";

/** Properties as they travel between program and engine, with marks for secrets, resources and assets in them. */
export type WireProperties = Record<string, unknown>;

/** Marks a value as secret. */
export function secretOf(value: unknown): unknown {
  return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

/** Whether a value is marked as secret. */
export function isSecret(value: unknown): value is { value: unknown } {
  return (
    markOf(value) === SECRET || (markOf(value) === OUTPUT && (value as { secret?: boolean }).secret === true)
  );
}

/** The value without its marks: what the provider would get. */
export function plain(value: unknown): unknown {
  return walk(value, plain, (marked) => plain(marked.value));
}

/** All of them without marks. */
export function plainProperties(properties: WireProperties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, plain(value)]));
}

/** The value as it may be shown: `[secret]` for what is secret. */
export function shown(value: unknown): unknown {
  return walk(value, shown, () => SECRET_SHOWN);
}

/** Every secret inside a value, plain. */
export function secretsIn(value: unknown): unknown[] {
  if (isSecret(value)) return [plain(value)];
  if (Array.isArray(value)) return value.flatMap(secretsIn);
  return isObject(value) ? Object.values(value).flatMap(secretsIn) : [];
}

/** Whether something in it is unknown. */
export function holdsUnknown(value: unknown): boolean {
  if (typeof value === "string") return value.includes(UNKNOWN_SENTINEL) || value === UNKNOWN_SHOWN;
  if (Array.isArray(value)) return value.some(holdsUnknown);
  return isObject(value) && Object.values(value).some(holdsUnknown);
}

function walk(
  value: unknown,
  each: (value: unknown) => unknown,
  secret: (marked: { value: unknown }) => unknown,
): unknown {
  if (value === UNKNOWN_SENTINEL) return UNKNOWN_SHOWN;
  if (Array.isArray(value)) return value.map(each);
  if (!isObject(value)) return value;
  if (isSecret(value)) return secret(value);
  switch (markOf(value)) {
    case RESOURCE:
      return value["id"] || value["urn"];
    case OUTPUT:
      return value["value"] === undefined ? UNKNOWN_SHOWN : each(value["value"]);
    case ASSET:
    case ARCHIVE:
      return withoutMark(value, each);
    default:
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, each(item)]));
  }
}

function withoutMark(value: Record<string, unknown>, each: (value: unknown) => unknown): unknown {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (key === SIGNATURE ? [] : [[key, each(item)]])),
  );
}

function markOf(value: unknown): unknown {
  return isObject(value) ? value[SIGNATURE] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
