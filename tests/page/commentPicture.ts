import { join } from "node:path";
import MarkdownIt from "markdown-it";
import { commandLine } from "../support/commandLine";
import { startChromium } from "./browser";

const ROOT = join(__dirname, "../..");
const PICTURE = join(ROOT, "docs/pictures/comment.png");

/** A preview that the real engine made, of a change that loses a statement of the bucket policy. */
const PREVIEW = join(ROOT, "tests/fixtures/previews/statement-removed.json");

/** About what a forge makes of a comment. */
const STYLE = `
  body { margin: 0; padding: 16px 20px; width: 780px; font: 14px/1.5 -apple-system, "Segoe UI", Helvetica, Arial, sans-serif;
    color: #1f2328; background: #fff; }
  h2, h3 { margin: 0 0 12px; } li { margin: 6px 0; } details { margin: 12px 0 0; }
  code { background: #eff1f3; padding: 2px 5px; border-radius: 6px; font: 85% ui-monospace, Menlo, Consolas, monospace; }
  pre { background: #f6f8fa; padding: 12px; border-radius: 6px; overflow: hidden; } pre code { background: none; padding: 0; }
  table { border-collapse: collapse; } td, th { border: 1px solid #d1d9e0; padding: 5px 12px; text-align: left; }`;

/** Takes docs/pictures/comment.png: what `review` writes into a pull request. */
async function main(): Promise<void> {
  const { stdout } = await commandLine("review", PREVIEW);
  const html = new MarkdownIt({ html: true }).render(stdout);
  const browser = await startChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 820, height: 100 } });
    await page.setContent(`<!doctype html><style>${STYLE}</style><body>${html}</body>`);
    await page.screenshot({ path: PICTURE, fullPage: true });
  } finally {
    await browser.close();
  }
}

void main();
