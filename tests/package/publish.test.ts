import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "../support/freePort";

const ROOT = join(__dirname, "../..");

/** A registry on loopback that serves what is published to it, and the rest from the registry npm is set to. */
async function startRegistry(folder: string): Promise<{ url: string; child: ChildProcess }> {
  // One of its dependencies wants node-fetch by a tag that not every mirror of npm keeps.
  const overrides = { "node-fetch": "2.7.0" };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, overrides }));
  npm(folder, "install", "--no-audit", "--no-fund", "verdaccio@6");
  const upstream = npm(folder, "config", "get", "registry").trim();
  const everybody = { access: "$all", publish: "$all" };
  const config = {
    storage: join(folder, "storage"),
    uplinks: { upstream: { url: upstream } },
    packages: { "encrypted-bucket": everybody, "**": { ...everybody, proxy: "upstream" } },
    log: { type: "stdout", level: "fatal" },
  };
  // JSON is YAML, too.
  writeFileSync(join(folder, "verdaccio.yaml"), JSON.stringify(config));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const program = join(folder, "node_modules/verdaccio/bin/verdaccio");
  const args = [program, "--config", join(folder, "verdaccio.yaml"), "--listen", `127.0.0.1:${port}`];
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  for (let tries = 0; tries < 300; tries++) {
    if (
      await fetch(`${url}-/ping`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return { url, child };
    await wait(100);
  }
  child.kill();
  throw new Error("the registry did not start within 30 s");
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

describe("the package published to a registry", function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), "encrypted-bucket-publish-"));
  const home = join(folder, "home");
  let registry: { url: string; child: ChildProcess };

  before(async () => {
    registry = await startRegistry(folder);
    mkdirSync(home);
    const npmrc = join(home, ".npmrc");
    const { host } = new URL(registry.url);
    // Anybody may publish to it; npm wants a token all the same.
    writeFileSync(npmrc, `registry=${registry.url}\n//${host}/:_authToken=none\n`);
    npm(ROOT, "publish", "--userconfig", npmrc, "--registry", registry.url, "--provenance=false");
  });
  after(() => {
    registry?.child.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it("installs by its name into an empty folder, with its peers", () => {
    npm(home, "init", "--yes");
    npm(home, "install", "--no-audit", "--no-fund", "encrypted-bucket");
    const script = `console.log(typeof require("encrypted-bucket").EncryptedBucket)`;
    assert.equal(
      execFileSync(process.execPath, ["-e", script], { cwd: home, encoding: "utf8" }),
      "function\n",
    );
  });

  it("brings its command", () => {
    assert.match(npm(home, "exec", "--", "encrypted-bucket", "--help"), /Usage: encrypted-bucket/);
  });
});
