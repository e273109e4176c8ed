import { Command, Option } from "commander";
import type { PolicyDocument } from "../../policy/document";
import { checkPolicy, MalformedPolicy, parsePolicy, type PolicyCheck } from "../../simulator";
import type { Printer } from "../printer";
import { WrongUse } from "../wrongUse";
import { documentOf } from "./document";
import { humanText } from "./human";
import { markdownText } from "./markdown";
import { policyText } from "./policyText";
import { subjectOf, type SubjectOptions } from "./subject";

interface CheckOptions extends SubjectOptions {
  json?: true;
  markdown?: true;
}

const HELP = `
Runs every kind of upload on a bucket policy, offline, and says what it refuses, what it lets through and what that ends
up under, then which of the well-known mistakes the policy makes, with the repair of each.

  encrypted-bucket check policy.json --key arn:aws:kms:eu-west-1:111122223333:key/ID
  aws s3api get-bucket-policy --bucket NAME | encrypted-bucket check --key ARN

Exit code: 0 every wrong upload is refused and every right one accepted, 1 not so or the policy uses something that the
simulator does not know, 2 wrong use.`;

/** The `check` command. */
export function checkCommand(printer: Printer, finish: (exitCode: number) => void): Command {
  return new Command("check")
    .description("try every kind of upload on a bucket policy, and name the mistakes it makes")
    .argument("[file]", "the policy, or what `aws s3api get-bucket-policy` prints; - or none: standard input")
    .requiredOption("--key <arn>", "full ARN of the key that every object is to end up under")
    .option("--bucket-arn <arn>", "ARN of the bucket (default: the one that the policy's resources name)")
    .addOption(
      new Option("--enforcement <name>", "judge by what this enforcement of the component promises")
        .choices(["EffectiveKey", "RequireHeaders", "DeclaredKeyOnly"])
        .default("EffectiveKey"),
    )
    .option("--json", "print one JSON document and nothing else")
    .option("--markdown", "print a summary for a pull request")
    .addHelpText("after", HELP)
    .action(async (file: string | undefined, options: CheckOptions) =>
      finish(await check(file, options, printer)),
    );
}

async function check(file: string | undefined, options: CheckOptions, printer: Printer): Promise<number> {
  if (options.json && options.markdown)
    throw new WrongUse("--json and --markdown exclude each other; give one");
  const document = documentIn(await policyText(file, process.stdin), file);
  const result = checkPolicy(document, subjectOf(document, options));
  printer.out(resultText(result, options, printer));
  return result.passes ? 0 : 1;
}

function documentIn(text: string, file: string | undefined): PolicyDocument {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (!(error instanceof MalformedPolicy)) throw error;
    const place = file === undefined || file === "-" ? "standard input" : file;
    throw new WrongUse(error.problems.map((problem) => `${place}: ${problem}`).join("\n"));
  }
}

function resultText(result: PolicyCheck, options: CheckOptions, printer: Printer): string {
  if (options.json) return `${JSON.stringify(documentOf(result), null, 2)}\n`;
  if (options.markdown) return markdownText(result);
  return humanText(result, printer.colours);
}
