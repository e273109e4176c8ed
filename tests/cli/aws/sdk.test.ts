import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** Runs a script in a process of its own, with `run(...args)` at hand, and returns what it prints. */
async function inProcess(script: string): Promise<string> {
  const program = join(__dirname, "../../../cli/program");
  const prelude = `
    const said = [];
    const say = (text) => void said.push(text);
    const plain = { red: String, dim: String };
    const run = (...args) =>
      require(${JSON.stringify(program)}).run(args, { out: say, error: say, colours: plain, errorColours: plain });
    (async () => { ${script} })();`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-r", "tsx/cjs", "-e", prelude]);
  return stdout.trim();
}

describe("the AWS SDK is for live buckets alone", () => {
  it("nothing else loads it: not help, not permissions, not the check of a file", async () => {
    const policy = join(__dirname, "../../fixtures/published-policies/deny-sse-c.json");
    const key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const loaded = await inProcess(`
      const check = ["check", ${JSON.stringify(policy)}, "--key", ${JSON.stringify(key)}];
      for (const args of [["--help"], ["verify", "--help"], ["verify", "--permissions"], ["verify"], check]) await run(...args);
      console.log(Object.keys(require.cache).some((file) => file.includes("@aws-sdk")));`);
    assert.equal(loaded, "false");
  });

  for (const command of ["verify", "check"])
    it(`where it is not installed, ${command} --bucket says how to get it, with exit code 2`, async () => {
      const said = await inProcess(`
      const Module = require("node:module");
      const load = Module._load;
      Module._load = (name, ...rest) => {
        if (name.startsWith("@aws-sdk/")) throw Object.assign(new Error(name), { code: "MODULE_NOT_FOUND" });
        return load(name, ...rest);
      };
      console.log(await run("${command}", "--bucket", "bb"), said.join(""));`);
      assert.match(said, /^2 error: .*npm install --save-dev @aws-sdk\/client-s3/);
    });
});
