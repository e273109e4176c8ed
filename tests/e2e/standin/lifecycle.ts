import { covers } from "./compare";
import type { Family } from "./family";
import { difference, inputsAfterRead } from "./plan";
import { pick, type Properties } from "./properties";
import type { Session } from "./session";

/** A resource that was made, but not finished: the engine keeps it, with what is known of it. */
export class HalfMade extends Error {
  constructor(
    readonly id: string,
    readonly state: Properties,
    cause: unknown,
  ) {
    super(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
    this.name = "HalfMade";
  }
}

/** What a read found. */
export interface Found {
  readonly state: Properties;
  readonly inputs: Properties;
}

/** Makes a resource. Until all its calls are done, the state holds what was asked for and nothing computed. */
export async function create(
  family: Family,
  session: Session,
  news: Properties,
): Promise<{ id: string; state: Properties }> {
  const clients = session.clients(news["region"]);
  const inputs = { ...family.defaults, ...news };
  const id = await family.create(clients, inputs);
  try {
    await family.finish?.(clients, id, inputs);
    return { id, state: await stateOf(family, session, id, inputs) };
  } catch (error) {
    throw new HalfMade(id, { ...inputs, region: clients.region }, error);
  }
}

/** Reads a resource for a refresh, or for an import when there are no inputs yet. */
export async function read(
  family: Family,
  session: Session,
  id: string,
  old: { state: Properties; inputs: Properties },
): Promise<Found | undefined> {
  const found = await family.read(session.clients(old.state["region"] ?? old.inputs["region"]), id);
  if (found === undefined) return undefined;
  const state = {
    ...pick({ ...family.defaults, ...old.state }, family.stateOnly),
    ...keptWording(found, old.state),
  };
  return { state, inputs: inputsAfterRead(family, old.inputs, state) };
}

/** Applies what changed, and nothing else: what a half-made resource lacks is not noticed here. */
export async function update(
  family: Family,
  session: Session,
  id: string,
  olds: { state: Properties; inputs: Properties },
  news: Properties,
): Promise<Properties> {
  const inputs = { ...family.defaults, ...news };
  const { changed } = difference(family, session.region, olds.state, olds.inputs, news);
  await family.update(session.clients(news["region"]), id, inputs, new Set(changed));
  return stateOf(family, session, id, inputs);
}

/** Takes a resource away. */
export async function remove(family: Family, session: Session, id: string, state: Properties): Promise<void> {
  await family.remove(session.clients(state["region"]), id, state);
}

async function stateOf(
  family: Family,
  session: Session,
  id: string,
  inputs: Properties,
): Promise<Properties> {
  const found = await family.read(session.clients(inputs["region"]), id);
  if (found === undefined) throw new Error(`${family.type} ${id}: made, but not to be found`);
  return { ...pick(inputs, family.stateOnly), ...keptWording(found, inputs) };
}

/** A policy that says the same keeps the program's own wording, so that a refresh shows no change. */
function keptWording(found: Properties, before: Properties): Properties {
  const policy = before["policy"];
  return typeof policy === "string" && covers(found["policy"], policy) ? { ...found, policy } : found;
}
