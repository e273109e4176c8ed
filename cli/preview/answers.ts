import { WrongUse } from "../wrongUse";
import { didYouMean } from "./closeMatches";

/** What `--answer TOKEN=JSON` said, and what of it was used. */
export class Answers {
  readonly #byToken = new Map<string, unknown>();
  readonly #used = new Set<string>();
  readonly #asked = new Set<string>();

  constructor(given: readonly string[]) {
    for (const answer of given) {
      const at = answer.indexOf("=");
      if (at < 1) throw new WrongUse(`--answer ${answer}: must be TOKEN=JSON`);
      this.#byToken.set(answer.slice(0, at), parsed(answer, at));
    }
  }

  /** The answer to a question, if one was given. Its short form, `aws:s3:getBucket`, is as good as the full one. */
  find(token: string): Record<string, unknown> | undefined {
    this.#asked.add(token).add(shortToken(token));
    for (const name of [token, shortToken(token)]) {
      if (!this.#byToken.has(name)) continue;
      this.#used.add(name);
      return this.#byToken.get(name) as Record<string, unknown>;
    }
    return undefined;
  }

  /** One line for each answer that nothing asked for. */
  unused(): string[] {
    return [...this.#byToken.keys()]
      .filter((token) => !this.#used.has(token))
      .map(
        (token) => `--answer ${token}: the program never asked for it${didYouMean(token, [...this.#asked])}`,
      );
  }
}

function parsed(answer: string, at: number): unknown {
  let value: unknown;
  try {
    value = JSON.parse(answer.slice(at + 1));
  } catch {
    value = undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new WrongUse(
      `--answer ${answer.slice(0, at)}: what follows = must be a JSON object, as in '${answer.slice(0, at)}={"key":"value"}'`,
    );
  }
  return value;
}

/** `aws:s3/getBucket:getBucket` as people write it: `aws:s3:getBucket`. */
export function shortToken(token: string): string {
  return token.replace(/^([^:]+):([^:/]+)\/[^:]+:/, "$1:$2:");
}
