import { Command, Option } from "commander";
import { CASES, type EnforcementName } from "../../simulator";
import { checkEndpoint } from "../aws/client";
import type { Printer } from "../printer";
import { WrongUse } from "../wrongUse";
import { permissionsFor } from "./permissions";
import type * as Running from "./run";

/** The options of `verify`. */
export interface VerifyOptions {
  stack?: string;
  cwd: string;
  bucket?: string;
  key?: string;
  keyAlias?: string;
  bucketKey: boolean;
  encryption?: string;
  enforcement: EnforcementName;
  endpointUrl?: string;
  region?: string;
  profile?: string;
  plainHttp?: string | true;
  skip: string[];
  permissions?: true;
  json?: true;
}

const HELP = `
Tries every kind of upload on the live bucket, as the caller that the AWS environment names, and compares with what the
bucket promises. Each request gets an object of its own under one random prefix, encrypted-bucket-verify-…/, and all of it
is removed afterwards, also after Ctrl-C. No other object is read, written or removed, and no setting changed; a key that
must be refused is an invented one. Event notifications and replication see the few objects it writes.

  encrypted-bucket verify --stack prod
  encrypted-bucket verify --bucket NAME --key arn:aws:kms:eu-west-1:111122223333:key/ID --profile audit
  encrypted-bucket verify --bucket NAME --key ARN --permissions     what the caller needs, as an IAM policy

AWS does not document which key S3 shows the policy. verify tells which hypothesis the account shows: H1, the key that
it will use, or H2, only what the request carries.

Exit code: 0 all as promised, 1 something is not, could not be told or was left behind, 2 wrong use.`;

/** The `verify` command. */
export function verifyCommand(printer: Printer, finish: (exitCode: number) => void): Command {
  const collect = (value: string, all: string[]): string[] => [...all, ...value.split(",")];
  return new Command("verify")
    .description("try every kind of upload on a deployed bucket, and remove what that writes")
    .option("--stack <name>", "Pulumi stack whose outputs bucketName and keyArn name the bucket")
    .option("--cwd <dir>", "directory of the stack's Pulumi.yaml", ".")
    .option("--bucket <name>", "the bucket; with --stack: which of its buckets")
    .option("--key <arn>", "full ARN of its key (default: the one of its default encryption)")
    .option("--key-alias <name>", "an alias of the key, for the upload that names it so")
    .option("--no-bucket-key", "the bucket is set up without a Bucket Key")
    .addOption(new Option("--encryption <name>", "its algorithm").choices(["aws:kms", "aws:kms:dsse"]))
    .addOption(
      new Option("--enforcement <name>", "what it promises")
        .choices(["EffectiveKey", "RequireHeaders", "DeclaredKeyOnly", "DefaultOnly"])
        .default("EffectiveKey"),
    )
    .option("--endpoint-url <url>", "an endpoint other than AWS's own")
    .option("--region <name>", "region of the bucket (default: that of the key)")
    .option("--profile <name>", "profile of the AWS configuration files")
    .option("--plain-http [url]", "also try over plain HTTP, which everyone on the way can read")
    .option("--skip <cases>", "leave cases out, by name; repeatable, or with commas", collect, [])
    .option("--permissions", "print the IAM policy that verify needs, and do nothing")
    .option("--json", "print one JSON document and nothing else")
    .addHelpText("after", HELP)
    .action(async (options: VerifyOptions) => finish(await verify(options, printer)));
}

async function verify(options: VerifyOptions, printer: Printer): Promise<number> {
  check(options);
  if (options.permissions) {
    const policy = permissionsFor({ bucket: options.bucket, keyArn: options.key });
    printer.out(`${JSON.stringify(policy, null, 2)}\n`);
    return 0;
  }
  if (options.stack === undefined && options.bucket === undefined)
    throw new WrongUse("which bucket? give --stack NAME, or --bucket NAME");
  // Loaded only now: with it comes the AWS SDK, which help and --permissions do not need.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { runVerification } = require("./run") as typeof Running;
  return runVerification(options, printer);
}

/** A key alias is no key: S3 would compare it with the ARN that the policy names. */
function check({ key, skip, endpointUrl, plainHttp }: VerifyOptions): void {
  if (key !== undefined && !/^arn:[^:]+:kms:[^:]+:\d{12}:key\/.+$/.test(key))
    throw new WrongUse(
      `--key: not the full ARN of a key, got ${key}; give arn:aws:kms:REGION:ACCOUNT:key/ID`,
    );
  if (skip.includes("put-key-arn"))
    throw new WrongUse("--skip: put-key-arn cannot be left out: without it no refusal would prove anything");
  for (const name of skip)
    if (!CASES.some((one) => one.name === name))
      throw new WrongUse(`--skip: no case is called ${name}; --json lists their names`);
  checkEndpoint("--endpoint-url", endpointUrl);
  if (plainHttp !== true) checkEndpoint("--plain-http", plainHttp);
}
