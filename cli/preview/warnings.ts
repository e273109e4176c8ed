import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "./project";
import type { Stack } from "./stack";
import { isMapping } from "./yamlFile";

/** What is right as far as it goes and will surprise all the same, one line each. */
export function warningsFor(project: Project, stack: Stack): string[] {
  const replaced = replacedEntryPoint(project);
  return [
    ...(replaced ? [replaced] : []),
    ...(stack.importsEnvironments
      ? [
          `${stack.file}: environment is not read, it needs the Pulumi service; give its values with --config KEY=VALUE`,
        ]
      : []),
  ];
}

/** Without `main` a built library in package.json is run in place of index.ts, by this host and by the real one. */
function replacedEntryPoint({ entryPoint, programDirectory, file }: Project): string | undefined {
  if (entryPoint !== "." || !existsSync(join(programDirectory, "index.ts"))) return undefined;
  const entry = packageEntryOf(programDirectory);
  if (entry === undefined || !existsSync(join(programDirectory, entry)) || /^(\.\/)?index\.ts$/.test(entry))
    return undefined;
  return `${file} names no file as main, so package.json's ${entry} is run and not index.ts; add \`main: index.ts\``;
}

function packageEntryOf(directory: string): string | undefined {
  try {
    const { exports, main } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as Record<
      string,
      unknown
    >;
    if (typeof exports === "string") return exports;
    if (!isMapping(exports)) return typeof main === "string" ? main : undefined;
    const entry = exports["."];
    const path = isMapping(entry) ? (entry["default"] ?? entry["require"] ?? entry["import"]) : entry;
    return typeof path === "string" ? path : undefined;
  } catch {
    return undefined;
  }
}
