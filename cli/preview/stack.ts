import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { WrongUse } from "../wrongUse";
import { didYouMean } from "./closeMatches";
import type { Project } from "./project";
import { isMapping, readYamlFile } from "./yamlFile";

/** A stack as its file describes it. */
export interface Stack {
  name: string;
  /** The file's name, also where there is none yet: that is where a value would go. */
  file: string;
  config: Record<string, unknown>;
  /** Whether it imports Pulumi ESC environments, which only the Pulumi service can read. */
  importsEnvironments: boolean;
}

const STACK_FILE = /^Pulumi\.(.+)\.ya?ml$/;
const DEFAULT_STACK = "dev";

/** Picks the stack that was asked for, or the obvious one, and reads its file. */
export function readStack(project: Project, asked: string | undefined): Stack {
  const files = stackFilesOf(project);
  const name = asked === undefined ? obviousStack([...files.keys()]) : chosenStack(asked, [...files.keys()]);
  const file = files.get(name);
  if (file === undefined)
    return { name, file: `Pulumi.${name}.yaml`, config: {}, importsEnvironments: false };
  const content = readYamlFile(join(project.stackDirectory, file));
  const config = content["config"];
  if (config !== undefined && config !== null && !isMapping(config)) {
    throw new WrongUse(`${file}: config must be a mapping of keys to values`);
  }
  return { name, file, config: config ?? {}, importsEnvironments: content["environment"] !== undefined };
}

function stackFilesOf(project: Project): Map<string, string> {
  if (!existsSync(project.stackDirectory)) return new Map();
  const files = readdirSync(project.stackDirectory).sort();
  return new Map(
    files.flatMap((file) => (STACK_FILE.test(file) ? [[STACK_FILE.exec(file)?.[1] ?? "", file]] : [])),
  );
}

function obviousStack(names: string[]): string {
  const [first, ...others] = names;
  if (first === undefined || names.includes(DEFAULT_STACK)) return DEFAULT_STACK;
  if (others.length === 0) return first;
  throw new WrongUse(`several stacks here: ${names.join(", ")}; choose one with --stack NAME`);
}

/** A stack is also known as `organization/project/stack`. */
function chosenStack(asked: string, names: string[]): string {
  const name = asked.slice(asked.lastIndexOf("/") + 1);
  if (names.length === 0 || names.includes(name)) return name;
  throw new WrongUse(
    `--stack ${asked}: there is no Pulumi.${name}.yaml${didYouMean(name, names)}; there are ${names.join(", ")}`,
  );
}
