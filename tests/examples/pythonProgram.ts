import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

/** Prints, as JSON, the keyword arguments of the one call to EncryptedBucket, and which attributes of it are read. */
const READER = `
import ast, json, sys

def value(node):
    return ast.literal_eval(node)

tree = ast.parse(sys.stdin.read())
made = [n for n in ast.walk(tree) if isinstance(n, ast.Assign) and isinstance(n.value, ast.Call)
        and getattr(n.value.func, "id", "") == "EncryptedBucket"]
[assign] = made
name = assign.targets[0].id
print(json.dumps({
    "arguments": {keyword.arg: value(keyword.value) for keyword in assign.value.keywords},
    "read": [n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and getattr(n.value, "id", "") == name],
}))
`;

export interface PythonProgram {
  arguments: Record<string, unknown>;
  read: string[];
}

/** What a Python program hands to EncryptedBucket, and what it reads of it, as Python's own parser sees it. */
export function pythonProgram(source: string): PythonProgram {
  let output: string;
  try {
    output = execFileSync("python3", ["-c", READER], { input: source, encoding: "utf8" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      assert.fail("python3 is needed to read the Python example");
    throw error;
  }
  return JSON.parse(output) as PythonProgram;
}

/** snake_case to camelCase. Names that are the user's own, such as tags, hold no underscore in the example. */
export function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [camelCase(name), inCamelCase(one)]));
}

export function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
