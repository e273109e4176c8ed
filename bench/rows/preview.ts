import { join } from "node:path";
import type { Command } from "../command";
import { ROOT } from "../folders";
import { interleaved } from "../interleaved";
import { cdkApp } from "../cdkApp";
import { compile } from "../compile";
import type { Entry } from "../results";
import type { Row } from "../row";
import { entryOfRuns } from "../statistics";

/** Without network and credentials the CDK would wait for answers that do not come. */
const CDK_OFFLINE = {
  AWS_REGION: "eu-central-1",
  AWS_EC2_METADATA_DISABLED: "true",
  CDK_DISABLE_CLI_TELEMETRY: "true",
};
const UNVALIDATED = { ...CDK_OFFLINE, CDK_VALIDATION: "false" };

/** What a developer waits for. Under it stands what no Pulumi program starts without, beside it what the CDK takes. */
export const previewRow: Row = {
  id: "preview",
  title: "A preview of the dev stack",
  async measure({ runs, progress }) {
    const commands = commandsOf(cdkApp(), compile(["cdk/app.ts", "cdk/stack.ts"], "cdk"));
    const measured = interleaved(Object.values(commands), runs, progress);
    const entries = Object.fromEntries(
      Object.entries(commands).map(([name, { what }], index) => [
        name,
        entryOfRuns(what, measured[index] ?? []),
      ]),
    ) as Record<keyof typeof commands, Entry>;
    for (const entry of Object.values(entries)) {
      entry.times = {
        "bare import": entry.median / entries.bareImport.median,
        "cdk init": entry.median / entries.cdkDefault.median,
        "fastest CDK": entry.median / entries.cdkFastest.median,
      };
    }
    const preview = entries.npmPreview.median;
    const beside = { what: "", measured: preview, must: "below", unit: "s", gates: true } as const;
    return {
      entries: Object.values(entries),
      bars: [
        {
          ...beside,
          what: "npm run preview: 2.5 × the bare import + 0.6 s",
          limit: 2.5 * entries.bareImport.median + 0.6,
        },
        {
          ...beside,
          what: "npm run preview: 0.6 × cdk synth as cdk init sets it up",
          limit: 0.6 * entries.cdkDefault.median,
        },
        {
          ...beside,
          what: "npm run preview: 0.6 × the fastest cdk synth of all, which judges nothing",
          limit: 0.6 * entries.cdkFastest.median,
          gates: false,
        },
      ],
    };
  },
};

function commandsOf(init: string, compiled: string) {
  const node = (what: string, args: string[], env: Record<string, string> = {}): Command => ({
    what,
    command: process.execPath,
    args,
    cwd: ROOT,
    env,
  });
  const both = 'require("@pulumi/pulumi");const aws=require("@pulumi/aws");';
  const app = join(compiled, "app.js");
  return {
    bareImport: node("import of @pulumi/pulumi and @pulumi/aws", ["-e", both]),
    touchedImport: node(
      "the same, and aws.s3.Bucket and aws.kms.Key, which it loads when they are asked for",
      ["-e", `${both}aws.s3.Bucket;aws.kms.Key`],
    ),
    npmPreview: {
      what: "npm run preview",
      command: "npm",
      args: ["run", "--silent", "preview", "--", "--stack", "dev"],
      cwd: ROOT,
    },
    cdkDefault: {
      what: "npx cdk synth, as cdk init sets it up (type check, then tsx)",
      command: "npx",
      args: ["cdk", "synth", "--no-notices"],
      cwd: init,
      env: CDK_OFFLINE,
    },
    cdkByCli: {
      what: "npx cdk synth of the compiled app, without validation",
      command: "npx",
      args: ["cdk", "synth", "--no-notices", "--no-validation", "--app", `node ${app}`],
      cwd: init,
      env: UNVALIDATED,
    },
    cdkCompiled: node("node on the compiled CDK app", [app], CDK_OFFLINE),
    cdkFastest: node("node on the compiled CDK app, without validation", [app], UNVALIDATED),
  } satisfies Record<string, Command>;
}
