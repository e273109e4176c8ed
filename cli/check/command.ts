import { Command, Option } from "commander";
import { checkPolicy, type PolicyCheck } from "../../simulator";
import { CannotGoOn } from "../aws/serviceError";
import type { Printer } from "../printer";
import { WrongUse } from "../wrongUse";
import { documentOf } from "./document";
import { fromBucket, fromFile, type GivenOptions } from "./given";
import { humanText } from "./human";
import { markdownText } from "./markdown";
import type { DefaultEncryption } from "./words";

interface CheckOptions extends GivenOptions {
  json?: true;
  markdown?: true;
}

const HELP = `
Runs every kind of upload on a bucket policy, offline, and says what it refuses, what it lets through and what that ends
up under, then which of the well-known mistakes the policy makes, with the repair of each.

  encrypted-bucket check policy.json --key arn:aws:kms:eu-west-1:111122223333:key/ID
  encrypted-bucket check --bucket NAME --profile audit

--bucket reads the policy of a live bucket (s3:GetBucketPolicy) and, without --key, its default encryption
(s3:GetEncryptionConfiguration). It reads nothing else and uploads nothing: that is verify.

Exit code: 0 every wrong upload is refused and every right one accepted, 1 not so, or the policy uses something that the
simulator does not know or could not be read, 2 wrong use.`;

/** The `check` command. */
export function checkCommand(printer: Printer, finish: (exitCode: number) => void): Command {
  return new Command("check")
    .description("try every kind of upload on a bucket policy, and name the mistakes it makes")
    .argument("[file]", "the policy, or what `aws s3api get-bucket-policy` prints; - or none: standard input")
    .option("--bucket <name>", "a live bucket, instead of a file")
    .option(
      "--key <arn>",
      "full ARN of the key that every object is to end up under (--bucket knows its default)",
    )
    .option("--bucket-arn <arn>", "ARN of the bucket (default: the one that the policy's resources name)")
    .addOption(
      new Option("--enforcement <name>", "judge by what this enforcement of the component promises")
        .choices(["EffectiveKey", "RequireHeaders", "DeclaredKeyOnly"])
        .default("EffectiveKey"),
    )
    .option("--endpoint-url <url>", "with --bucket: an endpoint other than AWS's own")
    .option("--region <name>", "with --bucket: its region (default: that of the key)")
    .option("--profile <name>", "with --bucket: profile of the AWS configuration files")
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
  if (file !== undefined && options.bucket !== undefined)
    throw new WrongUse(`${file} and --bucket ${options.bucket} exclude each other; give one`);
  if (options.bucket !== undefined && options.bucketArn !== undefined)
    throw new WrongUse("--bucket and --bucket-arn exclude each other; give one");
  try {
    const { document, subject, defaultEncryption } =
      options.bucket === undefined
        ? await fromFile(file, options)
        : await fromBucket(options.bucket, options, printer);
    const result = checkPolicy(document, subject);
    printer.out(resultText(result, defaultEncryption, options, printer));
    return result.passes ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error;
    printer.error(`${printer.errorColours.red("error")}: ${error.message}\n`);
    return 1;
  }
}

function resultText(
  result: PolicyCheck,
  defaultEncryption: DefaultEncryption,
  options: CheckOptions,
  printer: Printer,
): string {
  if (options.json) return `${JSON.stringify(documentOf(result), null, 2)}\n`;
  if (options.markdown) return markdownText(result, defaultEncryption);
  return humanText(result, defaultEncryption, printer.colours);
}
