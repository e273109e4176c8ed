import type { Place } from "./place";
import type { SecretTexts } from "./secretTexts";
import type { WireProperties } from "./wire";

/** Everything that a program said while it ran. */
export interface Recording {
  project: string;
  stack: string;
  /** In the order in which they would be created. */
  resources: RecordedResource[];
  /** The stack's outputs; undefined when the program ended before it gave them. */
  outputs?: WireProperties;
  logs: LogEntry[];
  /** Whether the run was stopped, as the engine does when a registration fails. */
  stopped: boolean;
  /** What the program asked for and nobody here can know, one line each with the way out. */
  refusals: string[];
  secrets: SecretTexts;
}

/** One resource as the program registered it. */
export interface RecordedResource {
  urn: string;
  type: string;
  name: string;
  /** URN; none for what stands directly under the stack. */
  parent?: string;
  /** Whether a provider makes it; false for a component. */
  custom: boolean;
  /** Invented, unless imported. Components have none. */
  id?: string;
  inputs: WireProperties;
  /** Inputs and what the provider would have computed. */
  outputs: WireProperties;
  /** URNs of all it waits for, by option or by property. */
  dependsOn: string[];
  protect: boolean;
  retainOnDelete: boolean;
  place: Place;
  /** Where in the program it was written, for a stable order. */
  position: SourcePosition;
}

/** A line of the program. */
export interface SourcePosition {
  uri: string;
  line: number;
  column: number;
}

/** A message of the program, or of the SDK about it. */
export interface LogEntry {
  severity: "debug" | "info" | "warning" | "error";
  message: string;
  /** The resource it is about; empty for the stack. */
  urn: string;
}
