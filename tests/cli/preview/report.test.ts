import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Answers } from "../../../cli/preview/answers";
import { readProject } from "../../../cli/preview/project";
import type { Recording } from "../../../cli/preview/recording";
import { report, type ReportOptions } from "../../../cli/preview/report";
import { SecretTexts } from "../../../cli/preview/secretTexts";
import { readStack } from "../../../cli/preview/stack";
import { NO_COLOURS } from "../../../cli/printer";
import { fixture, type CommandResult } from "../../support/commandLine";
import { recordedResource } from "../../support/recorded";

const TOPIC = recordedResource({
  urn: "urn:pulumi:dev::plain::aws:sns/topic:Topic::news",
  type: "aws:sns/topic:Topic",
  name: "news",
});
/** Promises much and has no child: nothing can be judged. */
const BROKEN = { ...TOPIC, type: "encrypted-bucket:index:EncryptedBucket", name: "data", custom: false };

function shown(recording: Partial<Recording>, options: ReportOptions): CommandResult {
  const project = readProject(fixture("plain"));
  const result = { exitCode: 0, stdout: "", stderr: "" };
  const run = {
    recording: {
      project: "plain",
      stack: "dev",
      resources: [TOPIC],
      outputs: {},
      logs: [],
      refusals: [],
      stopped: false,
      secrets: new SecretTexts(),
      ...recording,
    },
    ended: { code: 0, signal: null, stdout: "", stderr: "" },
    project,
    stack: readStack(project, undefined),
    answers: new Answers([]),
  };
  result.exitCode = report(run, options, {
    out: (text) => (result.stdout += text),
    error: (text) => (result.stderr += text),
    colours: NO_COLOURS,
    errorColours: NO_COLOURS,
  });
  return result;
}

describe("preview --html", () => {
  let directory: string;
  let html: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "page-"));
    html = join(directory, "page.html");
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it("writes the page beside what is printed, and says where", () => {
    const { exitCode, stdout, stderr } = shown({}, { html });
    assert.deepEqual([exitCode, stderr], [0, `written: ${html}\n`]);
    assert.match(stdout, /No EncryptedBucket in this program/);
    assert.match(
      readFileSync(html, "utf8"),
      /^<!doctype html>[^]*No EncryptedBucket in this program[^]*<\/html>\n$/,
    );
  });

  it("leaves standard output to the document under --json", () => {
    const { stdout } = shown({}, { html, json: true });
    assert.equal((JSON.parse(stdout) as { version: number }).version, 1);
    assert.ok(existsSync(html));
  });

  it("writes it also when something is not as promised: that is when it is read", () => {
    const { exitCode } = shown({ resources: [BROKEN] }, { html });
    assert.equal(exitCode, 1);
    assert.match(readFileSync(html, "utf8"), /What is not as promised[^]*data: its bucket is missing/);
  });

  it("writes none of a program that failed, says so, and leaves an earlier one as it is", () => {
    writeFileSync(html, "earlier");
    const { exitCode, stdout, stderr } = shown({ stopped: true }, { html });
    assert.deepEqual([exitCode, stdout], [1, ""]);
    assert.equal(stderr, `error: the program failed; ${html} was not written\n`);
    assert.equal(readFileSync(html, "utf8"), "earlier");
  });

  it("prints nothing when the page cannot be written", () => {
    assert.throws(() => shown({}, { html: join(directory, "p".repeat(300)) }), { name: "WrongUse" });
  });
});
