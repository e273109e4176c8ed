import { runOnce, type Command, type Run } from "./command";

/** Called before each run, to show that something goes on. */
export type Progress = (what: string) => void;

/**
 * Runs commands in turn, so that all of them see the same machine: after one round that warms the caches up and does
 * not count, `rounds` that do.
 */
export function interleaved(commands: readonly Command[], rounds: number, progress: Progress): Run[][] {
  const runs: Run[][] = commands.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    commands.forEach((command, index) => {
      progress(round === 0 ? `${command.what}, warming up` : `${command.what}, ${round} of ${rounds}`);
      const run = runOnce(command);
      if (round > 0) runs[index]?.push(run);
    });
  }
  return runs;
}
