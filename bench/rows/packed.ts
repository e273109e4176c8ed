import { consumer } from "../consumer";
import type { Command } from "../command";
import { interleaved } from "../interleaved";
import type { Row } from "../row";
import { entryOf, entryOfRuns } from "../statistics";

/** What is already there when the component comes: Pulumi and the AWS SDK of the program. */
const LOADING = `
require("@pulumi/pulumi");
require("@pulumi/aws");
const start = process.hrtime.bigint();
require("encrypted-bucket");
console.log(Number(process.hrtime.bigint() - start) / 1e9);
`;

/** The package as its users have it: packed and installed. */
export const packedRow: Row = {
  id: "packed",
  title: "The packed package in a user's project",
  async measure({ runs, progress }) {
    const home = consumer(progress);
    const loading: Command = {
      what: "loading the component, after Pulumi and @pulumi/aws",
      command: process.execPath,
      args: ["-e", LOADING],
      cwd: home,
    };
    const preview: Command = {
      what: "npx encrypted-bucket preview",
      command: "npx",
      args: ["encrypted-bucket", "preview"],
      cwd: home,
    };
    const [loads = [], previews = []] = interleaved([loading, preview], runs, progress);
    const load = entryOf(
      loading.what,
      loads.map(({ stdout }) => Number(stdout)),
    );
    return {
      entries: [load, entryOfRuns(preview.what, previews)],
      bars: [
        { what: loading.what, measured: load.median, must: "below", limit: 0.03, unit: "s", gates: true },
      ],
    };
  },
};
