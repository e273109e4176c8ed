/** A text of the preview as code in Markdown: it cannot end the span, open a comment, mention anybody or fill the page. */
export function code(text: unknown): string {
  const plain = String(text)
    .replaceAll("`", "'")
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ");
  return `\`${plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain}\``;
}

const LONGEST = 200;

/** Several of them. */
export function codes(texts: readonly string[]): string {
  return texts.map(code).join(", ");
}
