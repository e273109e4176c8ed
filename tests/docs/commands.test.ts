import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { parseAllDocuments } from "yaml";
import { checkCommandLine, commandsIn } from "../support/commandLines";
import { pages } from "../support/markdown";

describe("every command in the docs", () => {
  for (const { file, blocks } of pages()) {
    for (const { language, code, line } of blocks) {
      if (language !== "sh") continue;
      it(`of ${file}, line ${line}, is one that there is`, () => {
        execFileSync("bash", ["-n"], { input: code });
        for (const words of commandsIn(code)) checkCommandLine(words);
      });
    }
  }
});

describe("every block of data in the docs", () => {
  for (const { file, blocks } of pages()) {
    for (const { language, code, line } of blocks) {
      if (language !== "json" && language !== "yaml") continue;
      it(`of ${file}, line ${line}, is ${language}`, () => {
        if (language === "json") return void JSON.parse(code);
        assert.deepEqual(
          parseAllDocuments(code).flatMap(({ errors }) => errors),
          [],
        );
      });
    }
  }

  it("is in a language that something checks", () => {
    const known = ["sh", "json", "yaml", "ts", "text", "python", "hcl"];
    for (const { file, blocks } of pages())
      for (const { language, line } of blocks)
        assert.ok(known.includes(language), `${file}:${line}: ${language}`);
  });
});

describe("the check of commands", () => {
  for (const [what, command] of [
    ["a script that there is not", "npm run previews"],
    ["a command that there is not", "npx encrypted-bucket previev"],
    ["an option that there is not", "npx encrypted-bucket preview --jsn"],
    ["an option without its value", "npm run preview -- --stack"],
    ["an argument too many", "npx encrypted-bucket verify dev"],
    ["a value that an option does not take", "npx encrypted-bucket check a.json --enforcement Strict"],
    ["a folder that there is not", "npm run preview -- --cwd examples/none"],
    ["a wrong command behind a pipe", "pulumi preview --json | npx encrypted-bucket reviews"],
    ["a command of Pulumi that there is not", "pulumi deploy"],
    ["an operation that AWS has not", "aws kms cancel-deletion --key-id KEY_ID"],
    ["a program that nothing checks", "terraform apply"],
  ] as const) {
    it(`finds ${what}`, () => {
      assert.throws(() => {
        for (const words of commandsIn(command)) checkCommandLine(words);
      }, assert.AssertionError);
    });
  }
});
