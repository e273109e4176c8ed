import type { Printer } from "../printer";

/** One line that says what is being done, on a terminal; nothing anywhere else. */
export interface Progress {
  show(text: string): void;
  clear(): void;
}

/** The progress of a command. */
export function progressTo(printer: Printer, isTerminal = process.stderr.isTTY === true): Progress {
  if (!isTerminal) return { show: () => undefined, clear: () => undefined };
  return {
    show: (text) => printer.error(`\r\u001b[K${printer.errorColours.dim(text)}`),
    clear: () => printer.error("\r\u001b[K"),
  };
}
