import type { Component } from "./components";
import type { Kind } from "./kinds";
import type { Step } from "./previewSteps";

/** One risk on one resource. */
export interface Finding {
  kind: Kind;
  /** The component; for what is not about one, the resource. */
  component: string;
  urn: string;
  /** What just this preview does, in a sentence. */
  text: string;
}

/** A finding about a resource of a component. */
export function finding(kind: Kind, component: Component, step: Step, text: string): Finding {
  return { kind, component: component.name, urn: step.urn, text };
}
