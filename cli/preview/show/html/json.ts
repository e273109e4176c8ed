import { markup, type Markup } from "./markup";

/** Up to this length an object stays on one line. */
const SHORT = 44;
const DEEPEST = 5;

/** JSON to be read: lists of plain values stay on one line, which the page wraps; it can be copied as it is. */
export function jsonBlock(value: unknown): Markup {
  return markup`<pre class="json"><code>${linesOf(value, 0, "", "")}</code></pre>`;
}

function linesOf(value: unknown, depth: number, before: Markup | string, after: string): Markup[] {
  if (!isOpened(value)) return [line(depth, markup`${before}${onOneLine(value)}${after}`)];
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const entries = Array.isArray(value)
    ? value.map((item): [undefined, unknown] => [undefined, item])
    : Object.entries(value);
  const inside = entries.flatMap(([key, item], index) =>
    linesOf(item, depth + 1, key === undefined ? "" : keyed(key), index < entries.length - 1 ? "," : ""),
  );
  return [line(depth, markup`${before}${open}`), ...inside, line(depth, `${close}${after}`)];
}

function isOpened(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => typeof item === "object" && item !== null);
  return spaced(value).length > SHORT;
}

function onOneLine(value: unknown): Markup | string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return spaced(value);
  const entries = Object.entries(value).map(
    ([key, item], index) => markup`${index > 0 ? ", " : ""}${keyed(key)}${onOneLine(item)}`,
  );
  return entries.length === 0 ? "{}" : markup`{ ${entries} }`;
}

function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function keyed(key: string): Markup {
  return markup`<span class="key">${JSON.stringify(key)}</span>: `;
}

/** A line that wraps hangs: what follows stands further in than its start. */
function line(depth: number, content: Markup | string): Markup {
  return markup`<span class="line in${Math.min(depth, DEEPEST)}">${"  ".repeat(depth)}${content}\n</span>`;
}
