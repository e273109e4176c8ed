import { compact, isEmpty, isObject } from "./properties";

/** Whether two values say the same: order of object keys and what says nothing do not count. */
export function same(left: unknown, right: unknown): boolean {
  if (isEmpty(compact(left)) && isEmpty(compact(right))) return true;
  return canonical(compact(left)) === canonical(compact(right));
}

/**
 * Whether what is there satisfies what is asked for: nested values nobody asked for do not count, because
 * the service fills in its own, and neither do false and 0 where nothing is there.
 */
export function covers(actual: unknown, desired: unknown): boolean {
  if (isEmpty(desired)) return isEmpty(actual) || !Array.isArray(actual);
  if (desired === false && isEmpty(actual)) return true;
  if (Array.isArray(desired)) {
    return (
      Array.isArray(actual) &&
      actual.length === desired.length &&
      desired.every((d, i) => covers(actual[i], d))
    );
  }
  if (isObject(desired)) {
    return isObject(actual) && Object.entries(desired).every(([key, value]) => covers(actual[key], value));
  }
  return same(parsed(actual), parsed(desired));
}

/** A policy is compared as JSON, not as text. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*\{/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
