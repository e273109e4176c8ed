import { homedir } from "node:os";
import { join } from "node:path";

/** Versions of the parts; the folders of the cache are named after them. */
export const VERSIONS = { pulumi: "3.259.0", languageHost: "3.60.0", fakecloud: "0.51.0" } as const;

/** Where the parts live, outside the clone. */
export function cacheRoot(): string {
  return join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "encrypted-bucket");
}

/** The installation of the Pulumi CLI and its language host: `<root>/bin/…`. */
export function pulumiRoot(): string {
  return join(cacheRoot(), `pulumi-${VERSIONS.pulumi}`);
}

/** The installation of fakecloud: `<root>/bin/fakecloud`. */
export function fakecloudRoot(): string {
  return join(cacheRoot(), `fakecloud-${VERSIONS.fakecloud}`);
}
