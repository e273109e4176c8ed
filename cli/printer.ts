import { createColors } from "picocolors";

/** Where a command writes. Commands write nowhere else. */
export interface Printer {
  /** The result, to standard output. */
  out(text: string): void;
  /** Diagnostics and progress, to standard error. */
  error(text: string): void;
  /** Colours for the result, plain unless it goes to a terminal that wants them. */
  readonly colours: Colours;
  /** Colours for diagnostics. */
  readonly errorColours: Colours;
}

/** The few colours that the output uses. */
export type Colours = Pick<
  ReturnType<typeof createColors>,
  "bold" | "dim" | "green" | "red" | "yellow" | "cyan"
>;

/** Colours that change nothing, for JSON, Markdown and whatever is not a terminal. */
export const NO_COLOURS: Colours = createColors(false);

/** The printer of a real run. Colour obeys NO_COLOR (https://no-color.org) and never goes into a file or pipe. */
export function processPrinter(): Printer {
  return {
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
    colours: coloursFor(process.stdout),
    errorColours: coloursFor(process.stderr),
  };
}

function coloursFor(stream: NodeJS.WriteStream): Colours {
  return createColors(stream.isTTY === true && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb");
}
