import { runOnce, type Command, type Run } from "./command";

/** Called before each run, to show that something goes on. */
export type Progress = (what: string) => void;

/** Runs commands in turn, so that all of them see the same machine: `rounds` times, and once before without counting. */
export function interleaved(commands: readonly Command[], rounds: number, progress: Progress): Run[][] {
  for (const command of commands) {
    progress(`${command.what}, warming up`);
    runOnce(command);
  }
  return interleavedWarm(commands, rounds, progress);
}

/** As {@link interleaved}, where what the commands read has just been read. */
export function interleavedWarm(commands: readonly Command[], rounds: number, progress: Progress): Run[][] {
  const runs: Run[][] = commands.map(() => []);
  for (let round = 1; round <= rounds; round++) {
    commands.forEach((command, index) => {
      progress(`${command.what}, ${round} of ${rounds}`);
      runs[index]?.push(runOnce(command));
    });
  }
  return runs;
}
