import assert from "node:assert/strict";
import fc from "fast-check";
import { inLanes } from "../../../../../cli/preview/show/html/lanes";

describe("the lanes of the picture", () => {
  it("keep a chain in one lane", () => {
    assert.deepEqual(inLanes([[], [0], [1]]).lanes, [0, 0, 0]);
  });

  it("lead past what does not wait, and back", () => {
    const { lanes, arrows } = inLanes([[], [0], [1], [0], [2, 3]]);
    assert.deepEqual(lanes, [0, 0, 0, 1, 0]);
    assert.deepEqual(
      arrows.filter(({ lane }) => lane === 1),
      [
        { from: 0, to: 3, lane: 1 },
        { from: 3, to: 4, lane: 1 },
      ],
    );
  });

  it("need one alone for resources that wait for nothing", () => {
    assert.deepEqual(inLanes([[], [], []]), { lanes: [0, 0, 0], arrows: [] });
  });

  it("have an arrow for all that is awaited, and none through a dot or along another's", () => {
    const programs = fc
      .array(fc.array(fc.nat(30), { maxLength: 3 }), { maxLength: 25 })
      .map((rows) =>
        rows.map((awaited, row) => (row === 0 ? [] : [...new Set(awaited.map((one) => one % row))])),
      );
    fc.assert(
      fc.property(programs, (awaits) => {
        const { lanes, arrows } = inLanes(awaits);
        assert.deepEqual(
          arrows.map(({ from, to }) => `${from}-${to}`),
          awaits.flatMap((awaited, to) => awaited.map((from) => `${from}-${to}`)),
        );
        for (const { from, to, lane } of arrows) {
          for (let row = from + 1; row < to; row++) assert.notEqual(lanes[row], lane);
          for (const other of arrows.filter((one) => one.from !== from && one.lane === lane)) {
            assert.ok(Math.max(from, other.from) + 1 >= Math.min(to, other.to));
          }
        }
      }),
      { seed: 20261124 },
    );
  });
});
