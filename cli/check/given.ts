import type { PolicyDocument } from "../../policy/document";
import { MalformedPolicy, parsePolicy, type CheckedBucket } from "../../simulator";
import { checkEndpoint, type Reach } from "../aws/client";
import type { Printer } from "../printer";
import { WrongUse } from "../wrongUse";
import { readBucket } from "./liveBucket";
import { policyText } from "./policyText";
import { BUCKET_NAME, partitionOfKey, subjectOf, type SubjectOptions } from "./subject";
import type { DefaultEncryption } from "./words";

/** What the command line says about what is to be checked. */
export interface GivenOptions extends Omit<SubjectOptions, "key">, Reach {
  key?: string;
  bucket?: string;
}

/** What is to be checked. */
export interface Given {
  document: PolicyDocument;
  subject: CheckedBucket;
  defaultEncryption: DefaultEncryption;
}

/** The policy in a file or on standard input. */
export async function fromFile(file: string | undefined, options: GivenOptions): Promise<Given> {
  const { key, endpointUrl, region, profile } = options;
  if ([endpointUrl, region, profile].some((one) => one !== undefined))
    throw new WrongUse(
      "--endpoint-url, --region and --profile lead to a live bucket; give --bucket NAME too",
    );
  if (key === undefined)
    throw new WrongUse("under which key should every object end up? give --key ARN, or --bucket NAME");
  const text = await policyText(file, process.stdin);
  const document = parsed(text, file === undefined || file === "-" ? "standard input" : file);
  return { document, subject: subjectOf(document, { ...options, key }), defaultEncryption: "assumed" };
}

/** The policy of a live bucket. One without a policy refuses nothing. */
export async function fromBucket(bucket: string, options: GivenOptions, printer: Printer): Promise<Given> {
  if (!BUCKET_NAME.test(bucket)) throw new WrongUse(`--bucket: not the name of a bucket, got ${bucket}`);
  checkEndpoint("--endpoint-url", options.endpointUrl);
  if (options.key !== undefined) partitionOfKey(options.key);
  const { policy, key, algorithm } = await readBucket(bucket, options.key, options);
  if (policy === undefined) printer.error(`${bucket} has no policy: the bucket itself refuses nothing\n`);
  const document =
    policy === undefined
      ? { Version: "2012-10-17", Statement: [] }
      : parsed(policy, `the policy of ${bucket}`);
  const bucketArn = `arn:${partitionOfKey(key)}:s3:::${bucket}`;
  const subject = subjectOf(document, { ...options, key, bucketArn });
  return algorithm === undefined
    ? { document, subject, defaultEncryption: "assumed" }
    : { document, subject: { ...subject, algorithm }, defaultEncryption: "looked up" };
}

function parsed(text: string, place: string): PolicyDocument {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (!(error instanceof MalformedPolicy)) throw error;
    throw new WrongUse(error.problems.map((problem) => `${place}: ${problem}`).join("\n"));
  }
}
