import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { WrongUse } from "../wrongUse";

const REASONS: Record<string, string> = {
  ENOENT: "does not exist",
  EISDIR: "is a directory",
  EACCES: "may not be read",
};

/** Reads a preview from a file, or from standard input where there is no file or it is called `-`. */
export async function previewText(
  file: string | undefined,
  stdin: NodeJS.ReadableStream & { isTTY?: boolean },
): Promise<string> {
  if (file === undefined && stdin.isTTY) {
    throw new WrongUse("no preview given; pipe one in: pulumi preview --json | encrypted-bucket review");
  }
  if (file === undefined || file === "-") return text(stdin);
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const reason = REASONS[code] ?? `cannot be read (${code})`;
    throw new WrongUse(`${file} ${reason}; name a file that holds the output of \`pulumi preview --json\``);
  }
}
