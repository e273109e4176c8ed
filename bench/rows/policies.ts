import { measureTasks } from "../inProcess";
import type { tasks } from "../measured/policies";
import type { Row } from "../row";

/** What the component does with its arguments, Pulumi aside. */
export const policiesRow: Row = {
  id: "policies",
  title: "Validation and rendering",
  async measure({ runs, progress }) {
    return {
      entries: Object.values(measureTasks<typeof tasks>("policies", Math.ceil(runs / 2), progress)),
      bars: [],
    };
  },
};
