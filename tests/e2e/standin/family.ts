import type { Clients } from "./session";
import type { Properties } from "./properties";

/** One resource type of the AWS provider, mapped onto calls of the AWS SDK. */
export interface Family {
  readonly type: string;
  /** Every property a program may give. */
  readonly inputs: readonly string[];
  /** What the provider assumes where a program says nothing. */
  readonly defaults: Properties;
  /** Properties that only a new resource can change. */
  readonly replaceOn: readonly string[];
  /** Properties that live in the state alone: the service knows nothing of them. */
  readonly stateOnly: readonly string[];
  /** Properties the service makes up, unknown in a preview. */
  readonly computed: readonly string[];
  /** Properties compared as a whole: anything more than what was asked for is a difference. */
  readonly exact: readonly string[];
  /** How a resource gets a name when the program gives none. */
  readonly autoName?: { readonly property: string; readonly prefix: string };
  /** The first call. When it fails there is no resource. */
  create(clients: Clients, inputs: Properties): Promise<string>;
  /** The calls after the first. When one fails the resource is half made, and stays in the state. */
  finish?(clients: Clients, id: string, inputs: Properties): Promise<void>;
  /** What is there; undefined when it is gone. */
  read(clients: Clients, id: string): Promise<Properties | undefined>;
  /** Applies the named changes. */
  update(clients: Clients, id: string, inputs: Properties, changed: ReadonlySet<string>): Promise<void>;
  remove(clients: Clients, id: string, state: Properties): Promise<void>;
}
