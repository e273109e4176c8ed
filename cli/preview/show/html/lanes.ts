/** An arrow of the picture: from the row of what is awaited, down a lane, to the row of what waits. */
export interface Arrow {
  from: number;
  to: number;
  lane: number;
}

/** Where each row's dot stands, and the arrows between them. No arrow runs through the dot of another row. */
export interface Lanes {
  lanes: number[];
  arrows: Arrow[];
}

interface Occupied {
  lane: number;
  first: number;
  last: number;
}

/**
 * Gives each row a lane, as few as can be: the first that waits for a row goes on in its lane, and the arrows to later
 * ones run beside it.
 * @param awaits For each row the earlier rows it waits for.
 */
export function inLanes(awaits: readonly (readonly number[])[]): Lanes {
  const lastAwaiting = awaits.map((_, row) =>
    awaits.reduce((last, rows, waiting) => (rows.includes(row) ? waiting : last), row),
  );
  const occupied: Occupied[] = [];
  const trunks: Occupied[] = [];
  const lanes: number[] = [];
  const arrows: Arrow[] = [];
  const occupy = (lane: number, first: number, last: number): Occupied => {
    const place = { lane, first, last };
    occupied.push(place);
    return place;
  };
  const freeLane = (first: number, last: number): number => {
    const isTaken = (lane: number): boolean =>
      occupied.some((one) => one.lane === lane && one.first <= last && one.last >= first);
    let lane = 0;
    while (isTaken(lane)) lane++;
    return lane;
  };
  awaits.forEach((awaited, row) => {
    arrows.push(...awaited.map((from) => ({ from, to: row, lane: trunks[from]?.lane ?? 0 })));
    const continued = awaited
      .filter((one) => lastAwaiting[one] === row || trunks[one]?.lane === lanes[one])
      .sort((a, b) => (trunks[a]?.lane ?? 0) - (trunks[b]?.lane ?? 0))[0];
    const before = continued === undefined ? undefined : trunks[continued];
    const end = before?.last ?? row;
    if (before) before.last = row - 1;
    const last = lastAwaiting[row] ?? row;
    const trunk = occupy(before?.lane ?? freeLane(row, last), row, last);
    lanes.push(trunk.lane);
    trunks.push(trunk);
    // What still waits for the row that goes on here is reached by a lane beside it.
    if (continued !== undefined && end > row)
      trunks[continued] = occupy(freeLane(continued + 1, end), continued + 1, end);
  });
  return { lanes, arrows };
}
