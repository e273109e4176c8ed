import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { WrongUse } from "../wrongUse";

/** Reads a policy from a file, or from standard input where there is no file or it is called `-`. */
export async function policyText(
  file: string | undefined,
  stdin: NodeJS.ReadableStream & { isTTY?: boolean },
): Promise<string> {
  if (file !== undefined && file !== "-") return contentOf(file);
  if (file === undefined && stdin.isTTY) {
    throw new WrongUse("no policy given; name a file that holds one, or pipe one in");
  }
  return text(stdin);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: "does not exist",
      EISDIR: "is a directory",
      EACCES: "may not be read",
    };
    throw new WrongUse(
      `${file} ${reasons[code ?? ""] ?? `cannot be read (${code})`}; name a file that holds a policy`,
    );
  }
}
