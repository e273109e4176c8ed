import assert from "node:assert/strict";
import { join } from "node:path";
import { pageText } from "../../cli/preview/show/html/page";
import type { PreviewDocument } from "../../cli/preview/document";
import { writePage } from "../../cli/preview/pageFile";
import { commandLine, fixture } from "../support/commandLine";
import { upload, view } from "../support/views";

/** A page, and what the same preview says for machines. */
export interface WrittenPage {
  file: string;
  document: PreviewDocument;
}

/** The programs whose pages are opened: the stack program, several buckets, some that fail their promise, none at all. */
const PROGRAMS: Record<string, string[]> = {
  prod: ["--stack", "prod"],
  "two-buckets": ["--cwd", fixture("two-buckets")],
  weakened: ["--cwd", fixture("weakened")],
  plain: ["--cwd", fixture("plain")],
};

/** Writes the pages of these programs into a directory. */
export async function writtenPages(
  directory: string,
  names: readonly string[],
): Promise<Record<string, WrittenPage>> {
  const pages: Record<string, WrittenPage> = {};
  for (const name of names) {
    const args = PROGRAMS[name] ?? [];
    const file = join(directory, `${name}.html`);
    const { stdout, stderr } = await commandLine("preview", ...args, "--json", "--html", file);
    assert.ok(stdout !== "", stderr);
    pages[name] = { file, document: JSON.parse(stdout) as PreviewDocument };
  }
  return pages;
}

/** What a page may be given to break it: whatever gets through sets `broken` on the window. */
export const HOSTILE = `</script></style></code><img src="x" onerror="broken = 1"><script>broken = 1</script>" onclick='broken = 1' "`;

/** Writes a page in which all that a program can name is hostile. */
export function writtenHostilePage(directory: string): string {
  const file = join(directory, "hostile.html");
  const plain = view(
    upload("one", {
      description: HOSTILE,
      decidedBy: [HOSTILE],
      request: { operation: "PutObject", caller: HOSTILE },
    }),
  );
  const page = pageText({
    ...plain,
    project: HOSTILE,
    outputs: { [HOSTILE]: HOSTILE },
    problems: [HOSTILE],
    resources: plain.resources.map((one) => ({
      ...one,
      name: HOSTILE,
      inputs: { tags: { [HOSTILE]: HOSTILE } },
    })),
    buckets: plain.buckets.map((bucket) => ({ ...bucket, name: HOSTILE })),
  });
  writePage(file, page);
  return file;
}
