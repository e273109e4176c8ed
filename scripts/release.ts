import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const CHANGELOG = join(__dirname, "../CHANGELOG.md");
const UNRELEASED = "## Unreleased\n";

/**
 * The changelog with what is unreleased put under a version and a day, and an empty place above it for what comes next.
 * @throws when nothing is unreleased, or the version has its section already
 */
export function released(changelog: string, version: string, day: string): string {
  const [before, rest] = changelog.split(UNRELEASED);
  if (before === undefined || rest === undefined) throw new Error("CHANGELOG.md has no section Unreleased");
  const entries = rest.split(/^## /m)[0] ?? "";
  if (!/^- \S/m.test(entries)) throw new Error("CHANGELOG.md: nothing is unreleased; say what changed");
  if (changelog.includes(`\n## ${version} `))
    throw new Error(`CHANGELOG.md has a section ${version} already`);
  return `${before}${UNRELEASED}\n## ${version} (${day})\n${rest}`;
}

// `npm version` runs this twice: before it does anything, to refuse, and with the new version in package.json.
if (require.main === module) {
  const text = readFileSync(CHANGELOG, "utf8");
  const version = process.env["npm_new_version"] ?? process.env["npm_package_version"] ?? "";
  try {
    const next = released(text, version, new Date().toISOString().slice(0, 10));
    if (process.argv[2] === "write") writeFileSync(CHANGELOG, next);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
