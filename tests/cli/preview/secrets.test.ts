import assert from "node:assert/strict";
import { Answers } from "../../../cli/preview/answers";
import { configFor } from "../../../cli/preview/config";
import type { PreviewDocument } from "../../../cli/preview/document";
import { readProject } from "../../../cli/preview/project";
import { startRecording } from "../../../cli/preview/record";
import { report, type ReportOptions } from "../../../cli/preview/report";
import { readStack } from "../../../cli/preview/stack";
import { NO_COLOURS } from "../../../cli/printer";
import { fixture } from "../../support/commandLine";

describe("secrets in a preview", function () {
  this.timeout(60_000);
  const shown = new Map<string, string>();
  let document: PreviewDocument;

  before(async () => {
    const project = readProject(fixture("secrets"));
    const stack = readStack(project, undefined);
    const answers = new Answers([]);
    const running = await startRecording(project, stack.name, configFor(project, stack, []), answers);
    const finished = { ...(await running.finished), project, stack, answers };
    const show = (options: ReportOptions): string => {
      let out = "";
      let all = "";
      const add = (text: string): string => (all += text);
      const printer = {
        out: (text: string) => add((out += text)),
        error: add,
        colours: NO_COLOURS,
        errorColours: NO_COLOURS,
      };
      report(finished, options, printer);
      shown.set(JSON.stringify(options), all);
      return out;
    };
    document = JSON.parse(show({ json: true })) as PreviewDocument;
    for (const options of [{}, { policies: true }, { markdown: true }, { verbose: true }] as const)
      show(options);
  });

  it("appear in no output, wherever the program put them", () => {
    assert.equal(shown.size, 5);
    for (const [options, text] of shown) assert.doesNotMatch(text, /planted/, options);
  });

  it("show as [secret] in inputs, outputs and what the program printed", () => {
    assert.equal(document.resources[0]?.inputs["bucket"], "[secret]");
    assert.deepEqual(document.resources[0]?.inputs["tags"], {
      token: "[secret]",
      plain: "hello",
      owner: "Ada",
    });
    assert.equal(document.outputs["output"], "[secret]");
    assert.match(shown.get("{}") ?? "", /token is \[secret\], bucket is \[secret\]/);
  });

  it("that are encrypted need no passphrase: the program gets a placeholder", () => {
    assert.equal(document.outputs["encrypted"], "[secret]");
    assert.equal(document.outputs["mail"], "[secret]");
  });

  it("leave defaults and other values as they are", () => {
    assert.equal(document.outputs["size"], 3);
  });
});
