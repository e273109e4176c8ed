import { WrongUse } from "../wrongUse";
import { didYouMean } from "./closeMatches";
import { fullKey, type ConfigDeclaration, type ConfigType } from "./configDeclarations";
import type { Project } from "./project";
import type { Stack } from "./stack";
import { SECRET_SHOWN } from "./wire";
import { isMapping } from "./yamlFile";

/** The configuration that the program gets, as text by full key, as the Pulumi CLI hands it over. */
export interface Config {
  values: Record<string, string>;
  secretKeys: string[];
  /** What of the values must never be shown. Encrypted values are not among them: nobody here knows those. */
  secretTexts: string[];
}

interface Given {
  value: unknown;
  secret: boolean;
  /** Whether only placeholders in it stand for secrets; what is around them is written in the clear. */
  encrypted?: boolean;
  where: string;
}

/** Stands in for encrypted values; chosen so that a program that expects this type can read it. */
const PLACEHOLDERS: Record<ConfigType, unknown> = {
  string: SECRET_SHOWN,
  integer: 0,
  number: 0,
  boolean: false,
  array: [],
  object: {},
};

/**
 * Brings Pulumi.yaml, the stack file and `--config KEY=VALUE` together.
 * @throws WrongUse naming every key that is missing, misspelt or of another type
 */
export function configFor(project: Project, stack: Stack, overrides: readonly string[]): Config {
  const given = givenIn(project, stack, overrides);
  const problems = [
    ...misspelt(project, given),
    ...missing(project, stack, given),
    ...mistyped(project, given),
  ];
  if (problems.length > 0) throw new WrongUse(problems.join("\n"));
  const all = new Map([...defaultsOf(project), ...given]);
  const keys = [...all.keys()].sort();
  return {
    values: Object.fromEntries(keys.map((key) => [key, asText(all.get(key)?.value)])),
    secretKeys: keys.filter((key) => all.get(key)?.secret === true),
    secretTexts: [...all.values()]
      .filter(({ secret, encrypted }) => secret && !encrypted)
      .map(({ value }) => asText(value)),
  };
}

function givenIn(project: Project, stack: Stack, overrides: readonly string[]): Map<string, Given> {
  const given = new Map<string, Given>();
  for (const [key, content] of Object.entries(stack.config)) {
    const full = fullKey(key, project.name);
    const declared = project.config.get(full);
    const encrypted = holdsEncrypted(content);
    const secret = encrypted || declared?.secret === true;
    given.set(full, {
      value: withPlaceholders(content, declared?.type),
      secret,
      encrypted,
      where: stack.file,
    });
  }
  for (const override of overrides) {
    const at = override.indexOf("=");
    if (at < 1) throw new WrongUse(`--config ${override}: must be KEY=VALUE`);
    const full = fullKey(override.slice(0, at), project.name);
    const secret = given.get(full)?.secret === true || project.config.get(full)?.secret === true;
    given.set(full, { value: override.slice(at + 1), secret, where: "--config" });
  }
  return given;
}

function defaultsOf(project: Project): Map<string, Given> {
  const defaults = [...project.config].filter(([, { value }]) => value !== undefined && value !== null);
  return new Map(defaults.map(([key, { value, secret }]) => [key, { value, secret, where: project.file }]));
}

/** Where the project declares its keys, any other key of its own is a mistake that nothing else would notice. */
function misspelt(project: Project, given: Map<string, Given>): string[] {
  const own = [...project.config.keys()].filter((key) => key.startsWith(`${project.name}:`));
  if (own.length === 0) return [];
  const names = own.map((key) => shortKey(key, project));
  return [...given]
    .filter(([key]) => key.startsWith(`${project.name}:`) && !own.includes(key))
    .map(([key, { where }]) => {
      const name = shortKey(key, project);
      return `${where}: ${project.file} declares no configuration key ${name}${didYouMean(name, names) || `; it declares ${names.join(", ")}`}`;
    });
}

function missing(project: Project, stack: Stack, given: Map<string, Given>): string[] {
  return [...project.config]
    .filter(([key, { value }]) => (value === undefined || value === null) && !given.has(key))
    .map(([key]) => {
      const name = shortKey(key, project);
      return `${stack.file}: configuration key ${name} is missing, ${project.file} declares it without a default; add it there, or give --config ${name}=VALUE`;
    });
}

function mistyped(project: Project, given: Map<string, Given>): string[] {
  return [...given].flatMap(([key, { value, secret, where }]) => {
    const type = project.config.get(key)?.type;
    if (!type || hasType(value, type)) return [];
    const got = secret ? SECRET_SHOWN : asText(value);
    return [`${where}: configuration key ${shortKey(key, project)} must be of type ${type}, got ${got}`];
  });
}

function hasType(value: unknown, type: NonNullable<ConfigDeclaration["type"]>): boolean {
  switch (type) {
    case "string":
      return typeof value !== "object";
    case "integer":
      return /^-?\d+$/.test(asText(value));
    case "number":
      return asText(value).trim() !== "" && Number.isFinite(Number(asText(value)));
    case "boolean":
      return ["true", "false"].includes(asText(value));
    case "array":
      return Array.isArray(fromText(value));
    case "object":
      return isMapping(fromText(value));
  }
}

function fromText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function shortKey(key: string, project: Project): string {
  return key.startsWith(`${project.name}:`) ? key.slice(project.name.length + 1) : key;
}

function holdsEncrypted(content: unknown): boolean {
  if (Array.isArray(content)) return content.some(holdsEncrypted);
  return isMapping(content) && (isEncrypted(content) || Object.values(content).some(holdsEncrypted));
}

function isEncrypted(content: Record<string, unknown>): boolean {
  return Object.keys(content).length === 1 && typeof content["secure"] === "string";
}

function withPlaceholders(content: unknown, type?: ConfigType): unknown {
  if (Array.isArray(content)) return content.map((item) => withPlaceholders(item));
  if (!isMapping(content)) return content;
  if (isEncrypted(content)) return PLACEHOLDERS[type ?? "string"];
  return Object.fromEntries(Object.entries(content).map(([key, item]) => [key, withPlaceholders(item)]));
}

function asText(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
}
