import type * as ResourceProto from "@pulumi/pulumi/proto/resource_pb";
import { computedOutputs } from "./awsOutputs";
import { placeIn, type Place } from "./place";
import type { RecordedResource } from "./recording";
import { plain, plainProperties, secretOf, type WireProperties } from "./wire";

type Request = ResourceProto.RegisterResourceRequest;

const STACK_TYPE = "pulumi:pulumi:Stack";

/** What every resource of a run stands in. */
export interface Surroundings {
  project: string;
  stack: string;
  account: string;
  /** The region of the default AWS provider. */
  region: string | undefined;
}

/** The resources registered so far, and what a new one becomes among them. */
export class Registry {
  readonly #surroundings: Surroundings;
  readonly #resources = new Map<string, RecordedResource>();
  /** The stack itself, which is not one of its resources. */
  stackUrn = "";

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** All, in the order of registration. */
  get resources(): RecordedResource[] {
    return [...this.#resources.values()];
  }

  /** The resource with this URN. */
  find(urn: string): RecordedResource | undefined {
    return this.#resources.get(urn);
  }

  /** The URN that a registration gets: the types of its parents, its own, its name. */
  urnFor(type: string, name: string, parent: string): string {
    const { stack, project } = this.#surroundings;
    const parentType = parent && parent !== this.stackUrn ? `${parent.split("::")[2]}$` : "";
    const urn = `urn:pulumi:${stack}::${project}::${parentType}${type}::${name}`;
    if (type === STACK_TYPE) this.stackUrn = urn;
    return urn;
  }

  /** Whether this is the stack itself. */
  isStack(type: string): boolean {
    return type === STACK_TYPE;
  }

  /** Where a resource or function with these inputs and this provider lives. */
  placeFor(inputs: WireProperties, providerReference: string): Place {
    const provider = this.find(providerReference.slice(0, providerReference.lastIndexOf("::")));
    const region = [inputs["region"], provider?.inputs["region"], this.#surroundings.region]
      .map(plain)
      .find(isText);
    return placeIn(region, this.#surroundings.account);
  }

  /** Records a registration and answers what the provider would. */
  add(urn: string, request: Request, remoteOutputs?: Record<string, unknown>): RecordedResource {
    if (this.#resources.has(urn))
      throw new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
    const inputs = (request.getObject()?.toJavaScript() ?? {}) as WireProperties;
    const place = this.placeFor(inputs, request.getProvider());
    const computed: WireProperties = request.getCustom()
      ? computedOutputs(request.getType(), request.getName(), plainProperties(inputs), place, urn)
      : (remoteOutputs ?? {});
    const { id = "", ...others } = {
      ...computed,
      ...(request.getImportid() ? { id: request.getImportid() } : {}),
    };
    const resource: RecordedResource = {
      urn,
      type: request.getType(),
      name: request.getName(),
      ...(request.getParent() && request.getParent() !== this.stackUrn
        ? { parent: request.getParent() }
        : {}),
      custom: request.getCustom(),
      ...(request.getCustom() ? { id: String(id) } : {}),
      inputs,
      outputs: withSecrets({ ...others, ...inputs }, request.getAdditionalsecretoutputsList()),
      dependsOn: this.#dependenciesOf(request),
      protect: request.hasProtect() ? request.getProtect() === true : this.#inheritsProtect(request),
      retainOnDelete: request.getRetainondelete() === true,
      place,
      position: positionOf(request),
    };
    this.#resources.set(urn, resource);
    return resource;
  }

  #inheritsProtect(request: Request): boolean {
    return this.find(request.getParent())?.protect ?? false;
  }

  #dependenciesOf(request: Request): string[] {
    const all = new Set(request.getDependenciesList());
    request
      .getPropertydependenciesMap()
      .forEach((property) => property.getUrnsList().forEach((urn) => all.add(urn)));
    return [...all]
      .filter((urn) => urn !== "" && urn !== this.stackUrn && urn !== request.getParent())
      .sort();
  }
}

function withSecrets(outputs: WireProperties, secretNames: readonly string[]): WireProperties {
  const secret = secretNames.filter((name) => name in outputs).map((name) => [name, secretOf(outputs[name])]);
  return { ...outputs, ...Object.fromEntries(secret) };
}

function positionOf(request: Request): RecordedResource["position"] {
  // Older SDKs do not say where in the program a resource was written.
  const position = request.getSourceposition?.();
  return {
    uri: position?.getUri() ?? "",
    line: position?.getLine() ?? 0,
    column: position?.getColumn() ?? 0,
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
