import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A type as Pulumi's package schema writes it. */
interface Type {
  type?: string;
  $ref?: string;
  items?: Type;
  additionalProperties?: Type;
  properties?: Record<string, Type>;
  required?: string[];
  enum?: { value: string }[];
}

interface Schema {
  types: Record<string, Type>;
  resources: Record<
    string,
    {
      inputProperties: Record<string, Type>;
      requiredInputs: string[];
      properties: Record<string, Type>;
    }
  >;
}

export const TOKEN = "encrypted-bucket:index:EncryptedBucket";
const schema = JSON.parse(readFileSync(join(__dirname, "..", "fixtures", "schema.json"), "utf8")) as Schema;

/** What of the arguments does not fit the component, one line each. */
export function misfits(args: Record<string, unknown>): string[] {
  const { inputProperties, requiredInputs } = schema.resources[TOKEN] ?? {
    inputProperties: {},
    requiredInputs: [],
  };
  return objectMisfits("", args, { properties: inputProperties, required: requiredInputs });
}

/** The outputs there are, by name. */
export function outputs(): string[] {
  return Object.keys(schema.resources[TOKEN]?.properties ?? {});
}

function objectMisfits(path: string, value: unknown, { properties = {}, required = [] }: Type): string[] {
  if (!isObject(value)) return [`${path}: not an object`];
  const missing = required.filter((name) => !(name in value)).map((name) => `${path}.${name}: missing`);
  const wrong = Object.entries(value).flatMap(([name, one]) => {
    const type = properties[name];
    return type ? typeMisfits(`${path}.${name}`, one, type) : [`${path}.${name}: no such property`];
  });
  return [...missing, ...wrong];
}

function typeMisfits(path: string, value: unknown, type: Type): string[] {
  if (type.$ref) return referredMisfits(path, value, type.$ref);
  if (type.type === "array") {
    if (!Array.isArray(value)) return [`${path}: not a list`];
    return value.flatMap((item, index) => typeMisfits(`${path}[${index}]`, item, type.items ?? {}));
  }
  if (type.type === "object") {
    if (!isObject(value)) return [`${path}: not an object`];
    return Object.entries(value).flatMap(([name, one]) =>
      typeMisfits(`${path}.${name}`, one, type.additionalProperties ?? {}),
    );
  }
  return typeof value === type.type ? [] : [`${path}: not a ${type.type ?? "known type"}`];
}

function referredMisfits(path: string, value: unknown, ref: string): string[] {
  const referred = schema.types[ref.replace("#/types/", "")];
  if (!referred) return [`${path}: refers to nothing, ${ref}`];
  if (!referred.enum) return objectMisfits(path, value, referred);
  const values = referred.enum.map((one) => one.value);
  return values.includes(String(value)) ? [] : [`${path}: none of ${values.join(", ")}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
