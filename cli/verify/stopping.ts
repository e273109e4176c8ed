import type { Printer } from "../printer";

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Stop = keyof typeof SIGNALS;

/** Ctrl-C and its kin, while something has to be taken away first. */
export interface Stopping {
  /** Aborted by the first of them. */
  signal: AbortSignal;
  /** The exit code that tells of it; undefined when nobody stopped it. */
  exitCode(): number | undefined;
  /** Gives the signals back. */
  end(): void;
}

/** Takes Ctrl-C, so that what was written can be removed. A second one ends the process at once and says what remains. */
export function takeSignals(printer: Printer, prefix: string): Stopping {
  const controller = new AbortController();
  let caught: Stop | undefined;
  const handle = (name: Stop): void => {
    if (caught !== undefined) {
      printer.error(`\nleft behind, perhaps: objects under ${prefix}\n`);
      process.exit(SIGNALS[name]);
    }
    caught = name;
    printer.error("\nstopping; removing what was written (once more to leave it behind)\n");
    controller.abort();
  };
  for (const name of Object.keys(SIGNALS) as Stop[]) process.on(name, handle);
  return {
    signal: controller.signal,
    exitCode: () => (caught === undefined ? undefined : SIGNALS[caught]),
    end: () => {
      for (const name of Object.keys(SIGNALS) as Stop[]) process.off(name, handle);
    },
  };
}
