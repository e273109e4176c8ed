import assert from "node:assert/strict";
import { inCreationOrder } from "../../../cli/preview/creationOrder";
import type { RecordedResource } from "../../../cli/preview/recording";

function resource(urn: string, line: number, dependsOn: string[] = []): RecordedResource {
  const position = { uri: "index.ts", line, column: 1 };
  return { urn, dependsOn, position } as Partial<RecordedResource> as RecordedResource;
}

function order(...resources: RecordedResource[]): string[] {
  return inCreationOrder(resources).map(({ urn }) => urn);
}

describe("creation order", () => {
  it("is that of the program, however registrations arrive", () => {
    assert.deepEqual(order(resource("b", 2), resource("a", 1)), ["a", "b"]);
    assert.deepEqual(order(resource("a", 1), resource("b", 2)), ["a", "b"]);
  });

  it("puts what is waited for first, wherever it is written", () => {
    assert.deepEqual(order(resource("a", 1, ["b"]), resource("b", 2)), ["b", "a"]);
  });

  it("goes by URN where a loop makes several in one line", () => {
    assert.deepEqual(order(resource("y", 1), resource("x", 1)), ["x", "y"]);
  });

  it("does not hang on a cycle", () => {
    assert.equal(order(resource("a", 1, ["b"]), resource("b", 2, ["a"])).length, 2);
  });
});
