import { randomUUID } from "node:crypto";
import {
  accessSync,
  constants,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from "node:fs";
import { dirname, join } from "node:path";
import { WrongUse } from "../wrongUse";

/**
 * Checks, before the program is run, that a page can be written.
 * @throws WrongUse
 */
export function checkPageFile(file: string): void {
  try {
    const directory = dirname(file);
    if (!statOf(directory)?.isDirectory()) throw new Error(`${directory} is not a directory`);
    const existing = statOf(file);
    if (existing?.isDirectory()) throw new Error("it is a directory; name a file in it");
    accessSync(existing ? file : directory, constants.W_OK);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

/**
 * Writes a page as a whole or not at all: a page that is already there stays until the new one is complete.
 * @throws WrongUse
 */
export function writePage(file: string, page: string): void {
  try {
    const existing = statOf(file);
    // A terminal, a pipe or /dev/null is written to; renaming a file onto it would take its place.
    if (existing && !existing.isFile()) writeFileSync(file, page);
    else replace(existing ? realpathSync(file) : file, page, existing);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function replace(file: string, page: string, existing: Stats | undefined): void {
  const unfinished = join(dirname(file), `.encrypted-bucket-${randomUUID()}.tmp`);
  try {
    writeFileSync(unfinished, page, { flag: "wx", mode: existing?.mode ?? 0o666 });
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

function cannotWrite(file: string, error: unknown): WrongUse {
  return new WrongUse(
    `--html ${file}: cannot be written, ${error instanceof Error ? error.message : String(error)}`,
  );
}
