import type { S3Client } from "@aws-sdk/client-s3";
import { clientFor } from "../aws/client";
import { defaultKey } from "../aws/defaultKey";
import { loadSdk, type S3Sdk } from "../aws/sdk";
import { CannotGoOn } from "../aws/serviceError";
import type { Printer } from "../printer";
import { WrongUse } from "../wrongUse";
import type { VerifyOptions } from "./command";
import { documentOf } from "./document";
import { humanText } from "./human";
import type { HeldTo } from "./judgement";
import type { Target } from "./liveCases";
import { plainStore } from "./plainStore";
import { progressTo } from "./progress";
import { S3Store } from "./s3Store";
import { bucketIn, stackOutputs } from "./stackOutputs";
import { takeSignals } from "./stopping";
import { Traces } from "./traces";
import { verification, type Verification } from "./verification";

/** Verifies the bucket that the options name and returns the exit code. */
export async function runVerification(options: VerifyOptions, printer: Printer): Promise<number> {
  const sdk = loadSdk();
  try {
    const subject = await subjectOf(sdk, options);
    return await verifySubject(sdk, subject, options, printer);
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error;
    printer.error(`${printer.errorColours.red("error")}: ${error.message}\n`);
    return 1;
  }
}

interface Subject {
  target: Target;
  client: S3Client;
  heldTo: HeldTo;
}

async function verifySubject(
  sdk: S3Sdk,
  { target, client, heldTo }: Subject,
  options: VerifyOptions,
  printer: Printer,
): Promise<number> {
  const traces = new Traces();
  const stopping = takeSignals(printer, traces.prefix);
  const { plainHttp, skip } = options;
  try {
    const result = await verification({
      target,
      heldTo,
      choices: { plainHttp: plainHttp !== undefined, skip },
      store: new S3Store(sdk, client, target.bucket),
      plain: plainHttp === undefined ? undefined : plainStore(sdk, options, target, plainHttp),
      traces,
      signal: stopping.signal,
      progress: progressTo(printer),
    });
    printer.out(resultText(result, options, printer));
    return stopping.exitCode() ?? (result.holds ? 0 : 1);
  } finally {
    stopping.end();
  }
}

function resultText(result: Verification, { json }: VerifyOptions, printer: Printer): string {
  return json ? `${JSON.stringify(documentOf(result), null, 2)}\n` : humanText(result, printer.colours);
}

/** The bucket, its key and what it is held to, from the options, the stack, or the bucket's own default. */
async function subjectOf(sdk: S3Sdk, options: VerifyOptions): Promise<Subject> {
  const { stack, cwd, enforcement, bucketKey } = options;
  const named =
    stack === undefined ? undefined : bucketIn(await stackOutputs(stack, cwd), stack, options.bucket);
  const bucket = named?.bucket ?? options.bucket;
  if (bucket === undefined) throw new WrongUse("which bucket? give --stack NAME, or --bucket NAME");
  const given = options.key ?? named?.keyArn;
  const client = clientFor(sdk, options, given);
  const found = given === undefined ? await defaultKey(sdk, client, bucket) : undefined;
  const encryption = options.encryption ?? found?.encryption ?? "aws:kms";
  const keyArn = given ?? found?.keyArn ?? "";
  return {
    target: { bucket, keyArn, keyAlias: aliasArn(options.keyAlias ?? named?.keyAlias, keyArn) },
    client,
    heldTo: { enforcement, encryption, bucketKey },
  };
}

/** An alias by its ARN: S3 takes a bare name for one of the caller's own account. */
function aliasArn(alias: string | undefined, keyArn: string): string | undefined {
  if (alias === undefined || alias.startsWith("arn:")) return alias;
  return `${keyArn.replace(/:key\/.*$/, "")}:alias/${alias.replace(/^alias\//, "")}`;
}
