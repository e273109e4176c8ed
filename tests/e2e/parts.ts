import { join } from "node:path";
import { fakecloudRoot, pulumiRoot } from "./cache";
import { installedPlugin, isExecutable, onPath } from "./executable";

/** What a run is made of. */
export interface Parts {
  readonly pulumi: string;
  readonly languageHost: string;
  readonly fakecloud: string;
  /** The official AWS provider; undefined where the machine has none and the stand-in takes its place. */
  readonly officialProvider: string | undefined;
}

/** The parts that are there, and the names of those that are not. */
export interface Located {
  readonly found: Partial<Parts>;
  readonly missing: readonly ("pulumi" | "languageHost" | "fakecloud")[];
}

/** Looks for the parts: on PATH first, then in the cache. Builds nothing. */
export function locate(): Located {
  const onItsOwn = onPath("pulumi");
  const cached = (root: string, name: string): string | undefined => {
    const path = join(root, "bin", name);
    return isExecutable(path) ? path : undefined;
  };
  const found = {
    pulumi: onItsOwn ?? cached(pulumiRoot(), "pulumi"),
    // An installed CLI brings its own host beside it.
    languageHost: onPath("pulumi-language-nodejs") ?? cached(pulumiRoot(), "pulumi-language-nodejs"),
    fakecloud: onPath("fakecloud") ?? cached(fakecloudRoot(), "fakecloud"),
    officialProvider: process.env["E2E_STANDIN"] === "1" ? undefined : official(),
  };
  const needed = ["pulumi", "languageHost", "fakecloud"] as const;
  return { found, missing: needed.filter((name) => found[name] === undefined) };
}

/** All parts; where one is missing, an error that says what, and how to get it. */
export function parts(): Parts {
  const { found, missing } = locate();
  if (missing.length > 0) throw new Error(missingText(missing));
  return found as Parts;
}

/** What is missing, and the way out. */
export function missingText(missing: readonly string[]): string {
  const names: Record<string, string> = {
    pulumi: "the Pulumi CLI (pulumi)",
    languageHost: "Pulumi's Node language host (pulumi-language-nodejs)",
    fakecloud: "fakecloud, the S3 and KMS emulator",
  };
  const lines = missing.map((name) => `  missing: ${names[name] ?? name}`);
  return ["The end-to-end suite lacks parts:", ...lines, "Run `npm run e2e:setup` to build them."].join("\n");
}

function official(): string | undefined {
  return onPath("pulumi-resource-aws") ?? installedPlugin("aws");
}
