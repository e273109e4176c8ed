import { SECRET_SHOWN } from "./wire";

/** Shorter texts, and these words, occur by chance everywhere: hiding them would make the output unreadable. */
const SHORTEST = 3;
const SHORTEST_NUMBER = 6;
const COMMON = new Set(["true", "false", "null", SECRET_SHOWN]);

/** The plain text of every secret that reached us, and the means to keep it out of what is shown. */
export class SecretTexts {
  readonly #texts = new Set<string>();

  /** Remembers every text inside a secret value. */
  add(secret: unknown): void {
    if (typeof secret === "string") this.#addText(secret);
    else if (typeof secret === "number") this.#addText(String(secret));
    else if (Array.isArray(secret)) secret.forEach((item) => this.add(item));
    else if (typeof secret === "object" && secret !== null)
      Object.values(secret).forEach((item) => this.add(item));
  }

  #addText(text: string): void {
    if (text.length < (/^\d+$/.test(text) ? SHORTEST_NUMBER : SHORTEST) || COMMON.has(text)) return;
    this.#texts.add(text);
    // A secret inside a JSON text, or shown by node's inspect, is escaped there.
    this.#texts.add(JSON.stringify(text).slice(1, -1));
    if (text.includes("\n")) text.split(/\r?\n/).forEach((line) => this.#addText(line.trim()));
    this.#addJson(text);
  }

  #addJson(text: string): void {
    if (!/^\s*[[{]/.test(text)) return;
    try {
      this.add(JSON.parse(text));
    } catch {
      // Not JSON after all: the text as a whole is remembered already.
    }
  }

  /** The text with every secret in it replaced. */
  scrub(text: string): string {
    if (this.#texts.size === 0) return text;
    // The longest first: one secret may be part of another.
    const texts = [...this.#texts].sort((a, b) => b.length - a.length);
    return texts.reduce((scrubbed, secret) => scrubbed.replaceAll(secret, SECRET_SHOWN), text);
  }

  /** The value with every text in it scrubbed, object keys included. */
  scrubValue<T>(value: T): T {
    return this.#texts.size === 0 ? value : (this.#scrubAny(value) as T);
  }

  #scrubAny(value: unknown): unknown {
    if (typeof value === "string") return this.scrub(value);
    if (typeof value === "number") return this.#texts.has(String(value)) ? SECRET_SHOWN : value;
    if (Array.isArray(value)) return value.map((item) => this.#scrubAny(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [this.scrub(key), this.#scrubAny(item)]),
    );
  }
}
