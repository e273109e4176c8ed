import { compareTexts, type Component } from "../components";
import { finding, type Finding } from "../finding";
import type { Step } from "../previewSteps";
import { code } from "../words";

/**
 * Another provider, or another region of the same one. The engine calls a change of region `__meta`, the word region
 * is nowhere; a provider is named in every resource that it manages. One finding for the whole component.
 */
export function placeFindings(component: Component): Finding[] {
  const steps = [...component.steps].sort((one, other) => compareTexts(one.urn, other.urn));
  const region = steps.find((step) => step.replaceReasons.some(isRegion));
  const provider = steps.find((step) => movedBetween(step) !== undefined);
  const move = provider && movedBetween(provider);
  return [
    ...(region
      ? [finding("region-changed", component, region, "Its resources are replaced by the provider.")]
      : []),
    ...(provider && move ? [finding("provider-changed", component, provider, `${move}.`)] : []),
  ];
}

function isRegion(reason: string): boolean {
  return reason === "__meta" || reason === "region";
}

/** The name of a provider without its version and the id it gets with each change. */
function movedBetween({ old, new: now }: Step): string | undefined {
  const [before, after] = [old?.provider, now?.provider].map((provider) =>
    provider
      ?.split("::")
      .slice(0, 4)
      .join("::")
      .replace(/::default_[0-9_]+$/, "::default"),
  );
  if (before === undefined || after === undefined || before === after) return undefined;
  return `Provider ${code(nameOf(before))} → ${code(nameOf(after))}`;
}

function nameOf(provider: string): string {
  return provider.split("::")[3] ?? provider;
}
