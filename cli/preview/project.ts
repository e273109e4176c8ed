import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { WrongUse } from "../wrongUse";
import { declarationsIn, type ConfigDeclarations } from "./configDeclarations";
import { isMapping, readYamlFile } from "./yamlFile";

/** A Pulumi project on disk, as far as a preview needs it. */
export interface Project {
  name: string;
  /** Where Pulumi.yaml is. */
  directory: string;
  /** The name of the project file. */
  file: string;
  /** Where the program runs: the folder of `main`. */
  programDirectory: string;
  /** What the host is told to run, in `programDirectory`: a file name, or `.` for "whatever package.json says". */
  entryPoint: string;
  typescript: boolean;
  nodeArguments: string[];
  tsconfig?: string;
  /** Where the stack files are. */
  stackDirectory: string;
  config: ConfigDeclarations;
}

/** Reads the project of a directory. */
export function readProject(directory: string): Project {
  const root = resolve(directory);
  if (!existsSync(root) || !statSync(root).isDirectory()) {
    throw new WrongUse(`--cwd: ${directory} is not a directory; give the one that holds Pulumi.yaml`);
  }
  const file = ["Pulumi.yaml", "Pulumi.yml"].find((name) => existsSync(join(root, name)));
  if (!file)
    throw new WrongUse(`no Pulumi.yaml in ${directory}; give the directory that holds it with --cwd`);
  const content = readYamlFile(join(root, file));
  const name = content["name"];
  if (typeof name !== "string" || name === "")
    throw new WrongUse(`${file}: name is missing; every project has one`);
  return {
    name,
    directory: root,
    file,
    ...runtimeIn(content, file),
    ...programIn(content, root, file),
    stackDirectory: join(root, stackDirectoryIn(content)),
    config: declarationsIn(content["config"], name, file),
  };
}

function runtimeIn(
  content: Record<string, unknown>,
  file: string,
): Pick<Project, "typescript" | "nodeArguments" | "tsconfig"> {
  const runtime = content["runtime"];
  const name = isMapping(runtime) ? runtime["name"] : runtime;
  const options = isMapping(runtime) && isMapping(runtime["options"]) ? runtime["options"] : {};
  if (name !== "nodejs") {
    throw new WrongUse(
      `${file}: runtime is ${String(name ?? "missing")}; preview runs programs for nodejs only`,
    );
  }
  const nodeargs = options["nodeargs"];
  return {
    typescript: options["typescript"] !== false && options["typescript"] !== "false",
    nodeArguments: typeof nodeargs === "string" ? nodeargs.split(/\s+/).filter(Boolean) : [],
    ...(typeof options["tsconfig"] === "string" ? { tsconfig: options["tsconfig"] } : {}),
  };
}

/** As the Pulumi CLI does it: a file runs in its own folder, a folder (the project's, without `main`) by package.json. */
function programIn(
  content: Record<string, unknown>,
  root: string,
  file: string,
): Pick<Project, "programDirectory" | "entryPoint"> {
  const main = content["main"];
  if (typeof main !== "string" || main === "") return { programDirectory: root, entryPoint: "." };
  const path = resolve(root, main);
  if (!existsSync(path)) throw new WrongUse(`${file}: main is ${main}, which does not exist`);
  return statSync(path).isDirectory()
    ? { programDirectory: path, entryPoint: "." }
    : { programDirectory: dirname(path), entryPoint: basename(path) };
}

/** Very old projects gave the folder as a bare `config`. */
function stackDirectoryIn(content: Record<string, unknown>): string {
  const folder = content["stackConfigDir"] ?? content["config"];
  return typeof folder === "string" ? folder : ".";
}
