import { locate, missingText } from "./parts";
import { say } from "./progress";
import { ANNOUNCEMENT } from "./standin/announce";

/** Runs before any suite: says what plays the AWS provider, and ends the run where parts are missing. */
const { found, missing } = locate();
if (missing.length > 0) {
  say(missingText(missing));
  process.exit(1);
}
say(`AWS provider: ${found.officialProvider ?? ANNOUNCEMENT}`);
