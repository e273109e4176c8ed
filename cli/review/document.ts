import type { Review } from "./review";

/** What `review --json` prints. Fields may be added within a version, none is renamed or removed. */
export interface ReviewDocument extends Review {
  version: 1;
}

/** The document of a review. */
export function documentOf({ stack, passes, findings, unusedAllows, changes }: Review): ReviewDocument {
  return { version: 1, stack, passes, findings, unusedAllows, changes };
}
