import type { PolicyCheck } from "../../simulator";

/** What `check --json` prints. Fields may be added within a version, none is renamed or removed. */
export interface CheckDocument extends PolicyCheck {
  version: 1;
}

/** The document of a check. */
export function documentOf(check: PolicyCheck): CheckDocument {
  const { bucketArn, keyArn, algorithm, enforcement, passes, unknown, setAside, uploads, mistakes } = check;
  return {
    version: 1,
    bucketArn,
    keyArn,
    algorithm,
    enforcement,
    passes,
    unknown,
    setAside,
    uploads,
    mistakes,
  };
}
