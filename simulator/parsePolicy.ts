import type { Conditions, OneOrMany, PolicyDocument, Principal, Statement } from "../policy/document";
import { NotJson, readJson, type JsonMember, type JsonNode } from "./readJson";

/** A text is not a bucket policy. Each problem names line and path, and what to do. */
export class MalformedPolicy extends Error {
  override readonly name = "MalformedPolicy";
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

/**
 * Reads a bucket policy as people have it: with a byte order mark, with one statement outside a list, with values that
 * are true, false or numbers, or wrapped as `{"Policy": "..."}`, which is how `aws s3api get-bucket-policy` prints it.
 * What the policy language does not know is an error: AWS would refuse it, so it cannot be the policy that is in force.
 * @throws MalformedPolicy
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parsePolicy(text: string): PolicyDocument {
  const content = text.replace(/^\uFEFF/, "");
  if (content.trim() === "") throw new MalformedPolicy(["the text is empty, so there is no policy in it"]);
  try {
    return documentFrom(unwrapped(readJson(content)));
  } catch (error) {
    if (error instanceof NotJson) throw new MalformedPolicy([`line ${error.line}: ${error.problem}`]);
    throw error;
  }
}

function unwrapped(root: JsonNode): JsonNode {
  const inner = root.kind === "object" && root.members.length === 1 ? root.members[0] : undefined;
  const wrapped = inner?.name === "Policy" ? inner.value : root;
  if (wrapped.kind !== "text") return wrapped;
  try {
    return readJson(wrapped.value.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    throw new NotJson(wrapped.line, `in the policy inside the text, line ${error.line}: ${error.problem}`);
  }
}

function documentFrom(root: JsonNode): PolicyDocument {
  const problems: string[] = [];
  const reader = new PolicyReader(problems);
  const document = reader.document(root);
  if (problems.length > 0) throw new MalformedPolicy(problems);
  return document;
}

const DOCUMENT = ["Version", "Id", "Statement"];
const STATEMENT = "Sid Effect Principal NotPrincipal Action NotAction Resource NotResource Condition".split(
  " ",
);
const PRINCIPAL = ["AWS", "Service", "Federated", "CanonicalUser"];
const VERSIONS = ["2012-10-17", "2008-10-17"];

/** Reads on after a problem, so that all of them are told at once. */
class PolicyReader {
  constructor(private readonly problems: string[]) {}

  document(root: JsonNode): PolicyDocument {
    const members = this.members(root, "", DOCUMENT);
    const version = this.textAt(members, "Version", "");
    if (version !== undefined && !VERSIONS.includes(version)) {
      this.problem(root, "Version", `is ${version}; AWS knows ${VERSIONS.join(" and ")}`);
    }
    const id = this.textAt(members, "Id", "");
    const given = members.get("Statement");
    if (!given) this.problem(root, "", "has no Statement, so it is not a policy");
    const nodes = given?.kind === "array" ? given.items : given ? [given] : [];
    if (given && nodes.length === 0) this.problem(given, "Statement", "is empty");
    return {
      ...(version === undefined ? {} : { Version: version }),
      ...(id === undefined ? {} : { Id: id }),
      Statement: nodes.map((node, index) => this.statement(node, `Statement[${index}]`)),
    };
  }

  private statement(node: JsonNode, path: string): Statement {
    const members = this.members(node, path, STATEMENT);
    const effect = this.textAt(members, "Effect", path);
    if (effect !== "Allow" && effect !== "Deny")
      this.problem(node, `${path}.Effect`, "must be Allow or Deny");
    for (const name of ["Principal", "Action", "Resource"]) this.eitherOr(node, members, name, path);
    const sid = this.textAt(members, "Sid", path);
    const element = <T>(name: string, read: (value: JsonNode, at: string) => T): Record<string, T> => {
      const value = members.get(name);
      return value ? { [name]: read(value, `${path}.${name}`) } : {};
    };
    const texts = (value: JsonNode, at: string): OneOrMany => this.texts(value, at);
    const principal = (value: JsonNode, at: string): Principal => this.principal(value, at);
    return {
      // An empty Sid is what AWS's own console writes for none.
      ...(sid ? { Sid: sid } : {}),
      Effect: effect === "Allow" ? "Allow" : "Deny",
      ...element("Principal", principal),
      ...element("NotPrincipal", principal),
      ...element("Action", texts),
      ...element("NotAction", texts),
      ...element("Resource", texts),
      ...element("NotResource", texts),
      ...element("Condition", (value, at) => this.conditions(value, at)),
    };
  }

  private eitherOr(node: JsonNode, members: Map<string, JsonNode>, name: string, path: string): void {
    const [has, hasNot] = [members.has(name), members.has(`Not${name}`)];
    if (has && hasNot) this.problem(node, path, `has both ${name} and Not${name}; AWS takes one of them`);
    if (!has && !hasNot) {
      const why = name === "Principal" ? " (a bucket policy names whom it is about)" : "";
      this.problem(node, path, `has neither ${name} nor Not${name}${why}`);
    }
  }

  private principal(node: JsonNode, path: string): Principal {
    if (node.kind === "text") {
      if (node.value !== "*") this.problem(node, path, `is ${node.value}; write {"AWS": "${node.value}"}`);
      return "*";
    }
    const members = this.members(node, path, PRINCIPAL);
    if (node.kind === "object" && members.size === 0) this.problem(node, path, "names nobody");
    return Object.fromEntries(
      [...members].map(([name, value]) => [name, this.texts(value, `${path}.${name}`)]),
    );
  }

  private conditions(node: JsonNode, path: string): Conditions {
    const operators = [...this.members(node, path)].map(([operator, keys]) => {
      const at = `${path}.${operator}`;
      const byKey = [...this.members(keys, at)].map(([key, values]) => [
        key,
        this.texts(values, `${at}.${key}`, ["boolean", "number"]),
      ]);
      if (keys.kind === "object" && byKey.length === 0) this.problem(keys, at, "names no condition key");
      return [operator, Object.fromEntries(byKey) as Record<string, OneOrMany>];
    });
    return Object.fromEntries(operators) as Conditions;
  }

  /** The members of an object by name, each once and none unknown. */
  private members(node: JsonNode, path: string, known?: readonly string[]): Map<string, JsonNode> {
    const members = new Map<string, JsonNode>();
    if (node.kind !== "object") {
      this.problem(node, path, `must be an object, got ${shown(node)}`);
      return members;
    }
    for (const member of node.members) {
      this.complainAbout(member, members, path, known);
      members.set(member.name, member.value);
    }
    return members;
  }

  private complainAbout(
    { name, line }: JsonMember,
    before: ReadonlyMap<string, JsonNode>,
    path: string,
    known?: readonly string[],
  ): void {
    const at = path === "" ? name : `${path}.${name}`;
    if (before.has(name)) {
      this.problem({ line }, at, "stands twice; AWS takes no name twice, put both values under one");
    }
    if (known && !known.includes(name)) {
      const meant = known.find((one) => one.toLowerCase() === name.toLowerCase());
      this.problem(
        { line },
        at,
        `is no element of a policy; ${meant ? `write ${meant}` : `allowed: ${known.join(", ")}`}`,
      );
    }
  }

  private texts(node: JsonNode, path: string, also: readonly JsonNode["kind"][] = []): OneOrMany {
    if (node.kind !== "array") return this.oneText(node, path, also);
    if (node.items.length === 0) this.problem(node, path, "is empty");
    return node.items.map((item, index) => this.oneText(item, `${path}[${index}]`, also));
  }

  private oneText(node: JsonNode, path: string, also: readonly JsonNode["kind"][]): string {
    const taken = node.kind === "text" || also.includes(node.kind);
    if (taken && "value" in node) return node.value;
    const template =
      node.kind === "object" ? "; a template is not a policy yet, give the policy as deployed" : "";
    this.problem(node, path, `must be a text, got ${shown(node)}${template}`);
    return "";
  }

  private textAt(members: ReadonlyMap<string, JsonNode>, name: string, path: string): string | undefined {
    const node = members.get(name);
    return node && this.oneText(node, path === "" ? name : `${path}.${name}`, []);
  }

  private problem({ line }: { line: number }, path: string, text: string): void {
    this.problems.push(`line ${line}, ${path === "" ? "the policy" : path} ${text}`);
  }
}

function shown(node: JsonNode): string {
  return "value" in node ? node.value : node.kind === "array" ? "a list" : "an object";
}
