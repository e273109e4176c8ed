"use strict";

// Loaded into the program's process before Pulumi's SDK. It spares a preview two things that take an eighth of its
// time and that nobody looks at. With an SDK that does not do them, nothing here takes effect.

const Module = require("node:module");

const SDK = /[\\/]@pulumi[\\/]pulumi[\\/]/;
const MAKES_PROMISES = /[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]debuggable\.js$/;

// The SDK loads npm's dependency resolver with itself, and uses it only where a resource takes in a function's code.
const load = Module._load;
Module._load = function (request, parent, ...rest) {
  const resolver = () => Reflect.apply(load, this, [request, parent, ...rest]);
  if (request !== "@npmcli/arborist" || !SDK.test(parent?.filename ?? "")) return resolver();
  return {
    __esModule: true,
    get Arborist() {
      return resolver().Arborist;
    },
    get default() {
      return resolver();
    },
  };
};

// The SDK takes a stack trace for each promise it makes, in case one never ends, and ts-node maps each to its sources.
const sparing = new WeakSet();
let current;
Object.defineProperty(Error, "prepareStackTrace", {
  configurable: true,
  get: () => current,
  set: (prepare) => {
    current = typeof prepare === "function" ? withoutPromises(prepare) : prepare;
  },
});

function withoutPromises(prepare) {
  // Who replaces it for a moment puts back what was there: that spares already.
  if (sparing.has(prepare)) return prepare;
  const spared = (error, sites) =>
    MAKES_PROMISES.test(sites[0]?.getFileName() ?? "")
      ? String(error)
      : Reflect.apply(prepare, Error, [error, sites]);
  sparing.add(spared);
  return spared;
}
