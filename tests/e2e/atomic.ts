import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Builds programs in a scratch folder beside their place and moves each there when it is complete: an
 * interrupted build leaves nothing that looks finished.
 */
export async function buildInto(
  root: string,
  names: readonly string[],
  build: (scratch: string) => Promise<Record<string, string>>,
): Promise<void> {
  mkdirSync(dirname(root), { recursive: true });
  const scratch = mkdtempSync(join(dirname(root), `.${basename(root)}-`));
  try {
    const built = await build(scratch);
    mkdirSync(join(root, "bin"), { recursive: true });
    for (const name of names) renameSync(built[name] ?? "", join(root, "bin", name));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
