import { locate } from "./parts";
import { buildFakecloud } from "./setupFakecloud";
import { buildPulumi } from "./setupPulumi";
import { onPath } from "./executable";
import { say } from "./progress";

/** Which tool a missing part is built with, and how to get it. */
const TOOLS = {
  go: "Go 1.26 or newer builds the Pulumi CLI: see go.dev/doc/install. Or install the Pulumi CLI itself: pulumi.com/docs/install.",
  cargo: "Rust's cargo builds fakecloud: see rustup.rs.",
} as const;

/** Brings what is missing into the cache; does nothing where all is there. */
async function main(): Promise<number> {
  const { found, missing } = locate();
  for (const [name, path] of Object.entries(found)) if (path !== undefined) say(`${name}: ${path}`);
  if (found.officialProvider === undefined) {
    say("officialProvider: none here (`pulumi plugin install resource aws`); the suite uses its stand-in.");
  }
  const pulumi = missing.includes("pulumi") || missing.includes("languageHost");
  const fakecloud = missing.includes("fakecloud");
  const lacking = [...(pulumi ? (["go"] as const) : []), ...(fakecloud ? (["cargo"] as const) : [])].filter(
    (tool) => onPath(tool) === undefined,
  );
  for (const tool of lacking) say(`missing: ${tool}. ${TOOLS[tool]}`);
  if (lacking.length > 0) return 1;
  if (pulumi) await buildPulumi(missing);
  if (fakecloud) await buildFakecloud();
  const still = locate().missing;
  say(still.length === 0 ? "All parts are there: `npm run e2e`." : `still missing: ${still.join(", ")}`);
  return still.length === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
