import { WrongUse } from "../wrongUse";
import { isMapping } from "./yamlFile";

/** What Pulumi.yaml says about one configuration key. */
export interface ConfigDeclaration {
  type?: ConfigType;
  /** The value where the stack gives none. */
  value?: unknown;
  secret: boolean;
}

/** The types Pulumi.yaml can declare. */
export type ConfigType = "string" | "integer" | "number" | "boolean" | "array" | "object";

/** By full key, `project:name`. */
export type ConfigDeclarations = Map<string, ConfigDeclaration>;

const TYPES: readonly string[] = ["string", "integer", "number", "boolean", "array", "object"];
const FIELDS = ["type", "default", "value", "description", "secret", "items"];

/** Reads the `config` block of Pulumi.yaml: each key either a plain value or a declaration. */
export function declarationsIn(block: unknown, project: string, file: string): ConfigDeclarations {
  if (!isMapping(block)) return new Map();
  return new Map(
    Object.entries(block).map(([key, content]) => [
      fullKey(key, project),
      declarationOf(content, `${file}: config.${key}`),
    ]),
  );
}

/** The key with its namespace: the project's own where none is written. */
export function fullKey(key: string, project: string): string {
  const short = key.replace(/^([^:]+):config:/, "$1:");
  return short.includes(":") ? short : `${project}:${short}`;
}

function declarationOf(content: unknown, where: string): ConfigDeclaration {
  if (!isMapping(content) || !Object.keys(content).some((field) => FIELDS.includes(field))) {
    return { value: content, secret: false };
  }
  const { type, secret } = content;
  if (type !== undefined && !TYPES.includes(String(type))) {
    throw new WrongUse(`${where}.type: unknown type ${String(type)}; allowed ${TYPES.join(", ")}`);
  }
  return {
    ...(type === undefined ? {} : { type: type as ConfigType }),
    value: content["value"] ?? content["default"],
    secret: secret === true,
  };
}
