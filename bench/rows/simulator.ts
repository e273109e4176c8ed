import { measureTasks } from "../inProcess";
import type { tasks } from "../measured/simulator";
import type { Row } from "../row";

/** What judging costs, beside the simulator that the tests take for their oracle. */
export const simulatorRow: Row = {
  id: "simulator",
  title: "The simulator",
  async measure({ runs, progress }) {
    const { upload, peer, validated, list } = measureTasks<typeof tasks>(
      "simulator",
      Math.ceil(runs / 2),
      progress,
    );
    for (const entry of [peer, validated]) entry.times = { "one upload": entry.median / upload.median };
    return {
      entries: [upload, peer, validated, list],
      bars: [
        {
          what: "one upload, beside iam-simulate at its fastest",
          measured: Math.min(peer.median, validated.median) / upload.median,
          must: "above",
          limit: 50,
          unit: "×",
          gates: true,
        },
        {
          what: "the whole list of cases",
          measured: list.median,
          must: "below",
          limit: 0.005,
          unit: "s",
          gates: true,
        },
      ],
    };
  },
};
