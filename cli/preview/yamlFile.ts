import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "yaml";
import { WrongUse } from "../wrongUse";

/** The mapping that a YAML file holds; an empty file holds an empty one. */
export function readYamlFile(file: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8"));
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new WrongUse(`${basename(file)}: cannot be read as YAML, ${reason}`);
  }
  if (content === null || content === undefined) return {};
  if (!isMapping(content)) throw new WrongUse(`${basename(file)}: must hold a mapping of keys to values`);
  return content;
}

/** Whether a YAML value is a mapping. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
