import assert from "node:assert/strict";
import { peakOf } from "../../bench/command";
import { PUBLISHED_RESULTS } from "../../bench/folders";
import { page, pageWith } from "../../bench/page";
import { holds, readResults, withRows, type Bar, type Results } from "../../bench/results";
import { entryOf, median } from "../../bench/statistics";
import { barCells, duration } from "../../bench/table";

const bar = (must: Bar["must"], measured: number): Bar => ({
  what: "something",
  measured,
  must,
  limit: 10,
  unit: "s",
  gates: true,
});

const row = (id: string, measuredAt: string): Results["rows"][number] => ({
  id,
  title: id,
  measuredAt,
  loadBefore: 0,
  entries: [entryOf("something", [1])],
  bars: [],
});

const machine = { processor: "one", cores: 2, memoryBytes: 2 ** 30, system: "Linux", node: "v20.0.0" };

describe("the benchmark", () => {
  it("takes the middle of its runs", () => {
    assert.equal(median([9, 1, 2]), 2);
    assert.equal(median([4, 1, 9, 2]), 3);
  });

  it("adds up the memory of processes that live at once, not of one after the other", () => {
    const [parent, first, second] = [
      { from: 0, to: 100, peakBytes: 1 },
      { from: 10, to: 40, peakBytes: 20 },
      { from: 50, to: 90, peakBytes: 30 },
    ];
    assert.equal(peakOf([parent, first, second]), 31);
  });

  it("keeps a bar that is just met, and no other", () => {
    assert.equal(holds(bar("below", 10)), true);
    assert.equal(holds(bar("below", 10.1)), false);
    assert.equal(holds(bar("above", 10)), true);
    assert.equal(holds(bar("above", 9.9)), false);
  });

  it("says of a bar that is only shown that nothing demands it", () => {
    const bars = [bar("below", 11), { ...bar("below", 11), gates: false }];
    assert.deepEqual(
      barCells([{ ...row("a", ""), bars }]).map((cells) => cells.at(-1)),
      ["", "DOES NOT HOLD", "does not hold; shown, not demanded"],
    );
  });

  it("shows three digits and a unit that fits", () => {
    assert.deepEqual([12.345, 1, 0.0456, 0.000123].map(duration), ["12.3 s", "1.00 s", "45.6 ms", "123 µs"]);
  });

  it("puts a row measured anew in the place of the old one, and keeps the others", () => {
    const before = { machine, rows: [row("a", "monday"), row("b", "monday")] };
    const { rows } = withRows(before, { machine, rows: [row("b", "tuesday")] });
    assert.deepEqual(
      rows.map(({ id, measuredAt }) => `${id} ${measuredAt}`),
      ["a monday", "b tuesday"],
    );
  });

  it("never puts rows of two machines together", () => {
    const before = { machine: { ...machine, node: "v24.0.0" }, rows: [row("a", "monday")] };
    assert.deepEqual(
      withRows(before, { machine, rows: [row("b", "tuesday")] }).rows.map(({ id }) => id),
      ["b"],
    );
  });
});

describe("docs/benchmarks.md", () => {
  it("shows the numbers of bench/numbers.json, and no others", () => {
    assert.equal(page(), pageWith(readResults(PUBLISHED_RESULTS)));
  });
});
