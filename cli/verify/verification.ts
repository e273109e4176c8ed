import { CannotGoOn } from "../aws/serviceError";
import { attempt, type Lab, type Outcome } from "./attempts";
import { judged, type HeldTo, type Judgement, type Tried } from "./judgement";
import { plan, rightHeaders, type Choices, type Planned, type Target } from "./liveCases";
import type { Progress } from "./progress";
import type { Store } from "./store";
import type { Traces } from "./traces";
import { type Remains } from "./traces";

/** What to verify, and how. */
export interface Task {
  target: Target;
  heldTo: HeldTo;
  choices: Choices;
  store: Store;
  plain: Store | undefined;
  traces: Traces;
  signal: AbortSignal;
  progress: Progress;
}

/** What came of it. */
export interface Verification extends Judgement {
  target: Target;
  heldTo: HeldTo;
  /** Why not all that was planned was tried. */
  stopped?: string;
  /** What could not be taken away again. */
  remains: Remains[];
}

/** The case that tells whether anything can be told: without it, every refusal could have any reason. */
const CONTROL = "put-key-arn";

/** Tries every case, then takes everything away, whatever happens. */
export async function verification(task: Task): Promise<Verification> {
  const { target, heldTo, choices, traces, store, progress } = task;
  const planned = plan(target, heldTo, choices);
  const tried = new Map<Planned, Outcome>();
  let stopped: string | undefined;
  try {
    stopped = await tryAll(planned, tried, task);
  } catch (error) {
    if (error instanceof CannotGoOn) stopped = error.message;
    else if (task.signal.aborted) stopped = "stopped before its end";
    else throw error;
  } finally {
    progress.show("removing what was written");
    await traces.sweep(store);
    progress.clear();
  }
  const results = planned.map((one): Tried => ({ of: one.of, outcome: tried.get(one) ?? untried(one) }));
  const judgement = judged(results, target, heldTo);
  const remains = traces.remains();
  const holds = judgement.holds && stopped === undefined && remains.length === 0;
  return { ...judgement, holds, target, heldTo, remains, ...(stopped === undefined ? {} : { stopped }) };
}

function untried(one: Planned): Outcome {
  return { kind: "not tried", why: "why" in one ? one.why : "stopped before it" };
}

async function tryAll(
  planned: readonly Planned[],
  tried: Map<Planned, Outcome>,
  task: Task,
): Promise<string | undefined> {
  const lab: Lab = { ...task, keyArn: task.target.keyArn, right: rightHeaders(task.target, task.heldTo) };
  const live = planned.flatMap((one) => ("live" in one ? [{ one, live: one.live }] : []));
  live.sort((a, b) => Number(b.live.name === CONTROL) - Number(a.live.name === CONTROL));
  for (const [index, { one, live: request }] of live.entries()) {
    task.progress.show(`${index + 1} of ${live.length}: ${one.of.description}`);
    const outcome = await attempt(request, lab);
    tried.set(one, outcome);
    const reason = request.name === CONTROL ? reasonToStop(outcome, task) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Before anything else is tried: the right upload must be taken, and must go away again. */
function reasonToStop(outcome: Outcome, { traces, target }: Task): string | undefined {
  if (outcome.kind === "lacks")
    return `the caller lacks ${outcome.permission}, so no refusal would prove anything; --permissions prints what verify needs`;
  if (outcome.kind !== "accepted")
    return `an upload naming ${target.keyArn} was not taken, so no refusal would prove anything; is that the bucket's key, and may this caller upload?`;
  if (outcome.stored?.locked === true)
    return "the bucket locks its objects (Object Lock), so verify could not remove what it writes";
  if (traces.remains().length > 0)
    return "what was written could not be removed, so nothing more is written; --permissions prints what verify needs";
  return undefined;
}
