import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import MarkdownIt from "markdown-it";

const ROOT = join(__dirname, "..", "..");
const FOLDERS = ["docs", "examples", "bench", ".github", "tests/e2e"];

/** A fenced block of code. */
export interface Block {
  language: string;
  code: string;
  /** Line of its first line of code, from 1. */
  line: number;
  /** What an HTML comment right before it, `<!-- assumes … -->`, takes for granted. */
  assumes: string;
}

/** A page of documentation, parsed. */
export interface Page {
  /** Path from the root of the repository. */
  file: string;
  blocks: Block[];
  links: string[];
  /** The anchors of its headings, as GitHub makes them. */
  anchors: string[];
}

/** What stands in the checkout and not in the repository. */
const MADE_BY_TOOLS = /node_modules|^docs\/api|^bench\/build/;

/** Every page of Markdown that a reader can come to. */
export function pages(): Page[] {
  const files = [
    ...readdirSync(ROOT).filter((name) => name.endsWith(".md")),
    ...FOLDERS.flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
        .map((entry) => relative(ROOT, join(entry.parentPath, entry.name))),
    ),
  ];
  return files.filter((file) => !MADE_BY_TOOLS.test(file)).map(page);
}

/** One page. */
export function page(file: string): Page {
  const tokens = new MarkdownIt({ html: true }).parse(readFileSync(join(ROOT, file), "utf8"), {});
  const inline = tokens.flatMap(({ children }) => children ?? []);
  const blocks = tokens.flatMap(({ type, info, content, map }, index): Block[] =>
    type === "fence"
      ? [
          {
            language: info.trim(),
            code: content,
            line: (map?.[0] ?? 0) + 2,
            assumes: assumedIn(tokens[index - 1]?.content ?? ""),
          },
        ]
      : [],
  );
  const links = inline.flatMap((token) => String(token.attrGet("href") ?? token.attrGet("src") ?? "") || []);
  const headings = tokens.flatMap(({ type }, index) =>
    type === "heading_open" ? [textOf(tokens[index + 1])] : [],
  );
  return { file, blocks, links, anchors: anchorsOf(headings) };
}

function assumedIn(html: string): string {
  return /^<!-- assumes\s([\s\S]*)-->\s*$/.exec(html)?.[1] ?? "";
}

function textOf(token: MarkdownIt.Token | undefined): string {
  return (token?.children ?? []).map(({ content }) => content).join("");
}

/** A heading that stands a second time gets `-1`. */
function anchorsOf(headings: string[]): string[] {
  const plain = headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\- _]/gu, "")
      .replace(/ /g, "-"),
  );
  return plain.map((anchor, index) => {
    const nth = plain.slice(0, index).filter((one) => one === anchor).length;
    return nth === 0 ? anchor : `${anchor}-${nth}`;
  });
}
