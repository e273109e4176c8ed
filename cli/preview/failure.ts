import type { HostResult } from "./host";
import type { Recording } from "./recording";

/** The exit code of a program that failed and has already said why. */
const FAILED_AND_LOGGED = 32;

/** Why a run gives nothing to judge; undefined when the program ran to its end. The last line of a failed preview. */
export function failureOf(recording: Recording, ended: HostResult): string | undefined {
  const { refusals, resources, outputs, logs, stopped } = recording;
  if (refusals.length > 0) return "the program asked for what a preview without AWS cannot know";
  if (stopped) return "the program failed";
  if (ended.signal)
    return `the program was ended by ${ended.signal}; if that was not you, it may have run out of memory`;
  if (ended.code === FAILED_AND_LOGGED) return "the program failed";
  if (ended.code !== 0) return `the program ended with exit code ${ended.code}`;
  if (logs.some(({ severity }) => severity === "error")) return "the program reported an error";
  if (outputs === undefined) return "the program ended before it was finished; does it call process.exit?";
  if (resources.length === 0) {
    return "the program registered no resources; is `main` in Pulumi.yaml the file that makes them?";
  }
  return undefined;
}
