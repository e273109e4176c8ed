/** A JSON value that knows where it stands in its text. */
export type JsonNode =
  | { kind: "object"; line: number; members: JsonMember[] }
  | { kind: "array"; line: number; items: JsonNode[] }
  | { kind: "text"; line: number; value: string }
  | { kind: "number" | "boolean" | "null"; line: number; value: string };

/** One name and value of an object. A name that stands twice is kept twice. */
export interface JsonMember {
  name: string;
  line: number;
  value: JsonNode;
}

/** A text is not JSON. */
export class NotJson extends Error {
  override readonly name = "NotJson";
  constructor(
    readonly line: number,
    readonly problem: string,
  ) {
    super(`line ${line}: ${problem}`);
  }
}

const MAX_DEPTH = 50;

/**
 * Reads JSON and keeps line numbers and repeated names, both of which `JSON.parse` drops: a name that stands twice
 * loses its first value there without a word.
 * @throws NotJson
 */
export function readJson(text: string): JsonNode {
  const reader = new Reader(text);
  const node = reader.value(0);
  reader.end();
  return node;
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): JsonNode {
    if (depth > MAX_DEPTH) throw this.problem(`is nested deeper than ${MAX_DEPTH} levels`);
    this.skipSpace();
    const line = this.line();
    switch (this.text[this.at]) {
      case "{":
        return { kind: "object", line, members: this.list("}", () => this.member(depth)) };
      case "[":
        return { kind: "array", line, items: this.list("]", () => this.value(depth + 1)) };
      case '"':
        return { kind: "text", line, value: this.string() };
      default:
        return this.literal(line);
    }
  }

  end(): void {
    this.skipSpace();
    if (this.at < this.text.length) throw this.problem(`unexpected ${this.here()} after the end of the JSON`);
  }

  private member(depth: number): JsonMember {
    this.skipSpace();
    const line = this.line();
    if (this.text[this.at] !== '"')
      throw this.problem(`expected a name in double quotes, got ${this.here()}`);
    const name = this.string();
    this.skipSpace();
    this.expect(":");
    return { name, line, value: this.value(depth + 1) };
  }

  private list<T>(close: string, item: () => T): T[] {
    this.at++;
    this.skipSpace();
    const items: T[] = [];
    if (this.text[this.at] === close) {
      this.at++;
      return items;
    }
    for (;;) {
      items.push(item());
      this.skipSpace();
      if (this.text[this.at] === close) break;
      if (this.text[this.at] !== ",") throw this.problem(`expected , or ${close}, got ${this.here()}`);
      this.at++;
      this.skipSpace();
      if (this.text[this.at] === close) throw this.problem(`a comma stands before ${close}; take it out`);
    }
    this.at++;
    return items;
  }

  private string(): string {
    const match = /"(?:[^"\\\n\r]|\\.)*"/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text)?.[0];
    if (found === undefined) throw this.problem("a text in double quotes does not end on its line");
    try {
      const value = JSON.parse(found) as string;
      this.at += found.length;
      return value;
    } catch {
      throw this.problem(`${found} holds a character or escape that JSON does not know`);
    }
  }

  private literal(line: number): JsonNode {
    const match = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    match.lastIndex = this.at;
    const value = match.exec(this.text)?.[0];
    if (value === undefined) throw this.problem(`expected a value, got ${this.here()}`);
    this.at += value.length;
    const kind = value === "null" ? "null" : value === "true" || value === "false" ? "boolean" : "number";
    return { kind, line, value };
  }

  private expect(character: string): void {
    if (this.text[this.at] !== character) throw this.problem(`expected ${character}, got ${this.here()}`);
    this.at++;
  }

  private skipSpace(): void {
    while (/[ \t\n\r]/.test(this.text[this.at] ?? "")) this.at++;
  }

  private line(): number {
    return this.text.slice(0, this.at).split("\n").length;
  }

  private here(): string {
    return this.text[this.at] ?? "the end";
  }

  private problem(text: string): NotJson {
    return new NotJson(this.line(), text);
  }
}
