/** Text that is markup already. Whatever else gets into a page is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Content = Markup | string | number | undefined | readonly Content[];

/** A piece of HTML: values put into it are escaped, other markup is taken as it is, lists are joined. */
export function markup(parts: TemplateStringsArray, ...contents: Content[]): Markup {
  const text = parts.map((part, index) => `${part}${index < contents.length ? textOf(contents[index]) : ""}`);
  return new Markup(text.join(""));
}

function textOf(content: Content): string {
  if (content === undefined) return "";
  if (content instanceof Markup) return content.text;
  return typeof content === "object" ? content.map(textOf).join("") : escaped(String(content));
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** What a reader cannot see, and what turns the direction of a text so that it reads as another. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/gu;

function escaped(text: string): string {
  return text
    .replace(UNSEEN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
