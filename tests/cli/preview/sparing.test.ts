import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..", "..");

/** Runs a script as a program runs under preview, and reads what it prints. */
function said(script: string): unknown {
  const args = ["--require", join(ROOT, "cli/preview/sparing.cjs"), "-e", script];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" }));
}

describe("what a preview spares the program's process", () => {
  it("is npm's dependency resolver, until a function's code asks for it; then it works", () => {
    const script = `
      const { runtime } = require("@pulumi/pulumi");
      const loaded = () => Object.keys(require.cache).some((file) => /@npmcli.arborist/.test(file));
      const before = loaded();
      runtime.computeCodePaths().then((paths) => {
        const hasDependencies = [...paths.keys()].some((path) => /node_modules.commander/.test(path));
        console.log(JSON.stringify({ before, after: loaded(), hasDependencies }));
      });`;
    assert.deepEqual(said(script), { before: false, after: true, hasDependencies: true });
  });

  it("is not that resolver for a program that loads it itself", () => {
    assert.equal(said(`console.log(JSON.stringify(typeof require("@npmcli/arborist")))`), "function");
  });

  it("is the stack trace of a promise, and of nothing else", () => {
    const script = `
      const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable");
      Error.prepareStackTrace = () => "mapped";
      const promise = Promise.resolve();
      debuggablePromise(promise, "a promise");
      const ofPromise = promise._debugStackTrace;
      console.log(JSON.stringify({ ofPromise, own: new Error("own").stack, silent: new Error().stack }));`;
    assert.deepEqual(said(script), { ofPromise: "Error", own: "mapped", silent: "mapped" });
  });

  it("leaves alone who replaces the preparation of stack traces for a moment, or takes it away", () => {
    const script = `
      const traces = [];
      Error.prepareStackTrace = () => "first";
      const before = Error.prepareStackTrace;
      Error.prepareStackTrace = (_, sites) => sites.length > 0;
      traces.push(new Error("sites").stack);
      Error.prepareStackTrace = before;
      traces.push(new Error("back").stack);
      Error.prepareStackTrace = undefined;
      traces.push(new Error("plain").stack.split("\\n")[0]);
      console.log(JSON.stringify(traces));`;
    assert.deepEqual(said(script), [true, "first", "Error: plain"]);
  });
});
