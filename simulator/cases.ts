import { CALLER_CASES, KEY_MANAGEMENT_CASES, KEY_USE_CASES } from "./cases/callers";
import type { Case } from "./cases/case";
import { CHANGE_CASES, TRANSPORT_CASES, UPLOAD_CASES } from "./cases/uploads";

/**
 * THE list: everything that is tried on a bucket, with what must come of it, written by hand from AWS's rules.
 * `preview`, `review`, `check`, `verify`, the tests and the docs all read it.
 */
export const CASES: readonly Case[] = [
  ...UPLOAD_CASES,
  ...CHANGE_CASES,
  ...TRANSPORT_CASES,
  ...CALLER_CASES,
  ...KEY_USE_CASES,
  ...KEY_MANAGEMENT_CASES,
];
