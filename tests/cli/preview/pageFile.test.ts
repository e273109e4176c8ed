import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  closeSync,
  constants,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPageFile, writePage } from "../../../cli/preview/pageFile";
import { WrongUse } from "../../../cli/wrongUse";
import { commandLine } from "../../support/commandLine";

describe("the file of a page", () => {
  let directory: string;
  const at = (name: string): string => join(directory, name);

  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), "page-"))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it("is written, and nothing beside it", () => {
    writePage(at("page.html"), "new");
    assert.equal(readFileSync(at("page.html"), "utf8"), "new");
    assert.deepEqual(readdirSync(directory), ["page.html"]);
  });

  it("is replaced by another file, so that nobody reads half of it, and keeps who may read it", () => {
    writeFileSync(at("page.html"), "old", { mode: 0o600 });
    const before = openSync(at("page.html"), "r");
    writePage(at("page.html"), "new");
    assert.equal(readFileSync(before, "utf8"), "old");
    closeSync(before);
    assert.equal(readFileSync(at("page.html"), "utf8"), "new");
    assert.equal(statSync(at("page.html")).mode & 0o777, 0o600);
  });

  it("is where a link leads, and the link stays", () => {
    writeFileSync(at("page.html"), "old");
    symlinkSync("page.html", at("link.html"));
    writePage(at("link.html"), "new");
    assert.ok(lstatSync(at("link.html")).isSymbolicLink());
    assert.equal(readFileSync(at("page.html"), "utf8"), "new");
  });

  it("may be a pipe, which stays one", () => {
    execFileSync("mkfifo", [at("pipe")]);
    const reader = openSync(at("pipe"), constants.O_RDWR | constants.O_NONBLOCK);
    writePage(at("pipe"), "new");
    const read = Buffer.alloc(3);
    readSync(reader, read);
    closeSync(reader);
    assert.equal(read.toString(), "new");
    assert.ok(statSync(at("pipe")).isFIFO());
  });

  it("stays as it was, with nothing beside it, when the new one cannot be completed", () => {
    writeFileSync(at("page.html"), "old");
    const write = `require("./cli/preview/pageFile").writePage(process.argv[1], "new".repeat(9999))`;
    const limited = `ulimit -f 1; exec "$0" -r ts-node/register/transpile-only -e '${write}' "$1"`;
    const { status, stderr } = spawnSync("bash", ["-c", limited, process.execPath, at("page.html")], {
      encoding: "utf8",
    });
    assert.notEqual(status, 0);
    assert.match(stderr, /--html .*page\.html: cannot be written, EFBIG/);
    assert.deepEqual(readdirSync(directory), ["page.html"]);
    assert.equal(readFileSync(at("page.html"), "utf8"), "old");
  });

  it("says why it cannot be written", () => {
    assert.throws(() => writePage(at("p".repeat(300)), "new"), {
      name: "WrongUse",
      message: /^--html .*p: cannot be written, ENAMETOOLONG/,
    });
  });

  it("is refused beforehand where it cannot be", () => {
    const refused = (file: string, why: RegExp): void => assert.throws(() => checkPageFile(file), why);
    refused(at("none/page.html"), /none is not a directory/);
    refused(directory, /it is a directory; name a file in it/);
    writeFileSync(at("file"), "");
    refused(at("file/page.html"), /file is not a directory/);
    assert.throws(() => checkPageFile(at("none/page.html")), WrongUse);
  });

  it("is checked before the program is run: exit code 2 and nothing printed", async () => {
    const plain = ["preview", "--cwd", "tests/fixtures/plain"];
    const nowhere = await commandLine(...plain, "--html", at("none/page.html"));
    assert.deepEqual([nowhere.exitCode, nowhere.stdout], [2, ""]);
    assert.match(nowhere.stderr, /^error: --html .*page\.html: cannot be written/);
    const unnamed = await commandLine(...plain, "--html");
    assert.deepEqual([unnamed.exitCode, unnamed.stdout], [2, ""]);
    assert.match(unnamed.stderr, /'--html <file>' argument missing/);
  });
});
