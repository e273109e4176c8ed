import type { Row } from "../row";
import { packedRow } from "./packed";
import { policiesRow } from "./policies";
import { previewRow } from "./preview";
import { scaleRow } from "./scale";
import { simulatorRow } from "./simulator";
import { suiteRow } from "./suite";

/** All of the benchmark, in the order of the table. */
export const ROWS: readonly Row[] = [previewRow, packedRow, scaleRow, simulatorRow, policiesRow, suiteRow];
