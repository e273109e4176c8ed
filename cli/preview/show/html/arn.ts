import { markup, type Markup } from "./markup";

/** An ARN or a name in fixed width, that may be broken where it has a joint and is copied as it is. */
export function arnCode(text: string): Markup {
  return markup`<code>${jointed(text)}</code>`;
}

/** The same in the type of its surroundings. */
export function jointed(text: string): Markup {
  const parts = text.split(/(?<=[:/])(?=[^:/])/);
  return markup`${parts.map((part, index) => (index === 0 ? part : markup`<wbr>${part}`))}`;
}
