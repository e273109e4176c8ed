import type { PolicyDocument } from "../../policy/document";
import type { CheckedBucket } from "../../simulator";
import { WrongUse } from "../wrongUse";

const KEY_ARN = /^arn:(aws[a-z-]*):kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;
const NAME = "[A-Za-z0-9][A-Za-z0-9._-]+";
/** The form of a bucket's name, with room for what old ones may hold. */
export const BUCKET_NAME = new RegExp(`^${NAME}$`);
const BUCKET_ARN = new RegExp(`^arn:(aws[a-z-]*):s3:::${NAME}$`);

/** What the command line says about the bucket; the rest is read from the policy. */
export interface SubjectOptions {
  key: string;
  bucketArn?: string;
  enforcement: CheckedBucket["enforcement"];
}

/** Whose policy it is: the bucket's ARN as given, or as the policy's resources name it. */
export function subjectOf(document: PolicyDocument, options: SubjectOptions): CheckedBucket {
  const { key: keyArn, enforcement } = options;
  const partition = partitionOfKey(keyArn);
  const named = bucketsIn(document);
  const bucketArn = options.bucketArn ?? derived(named);
  const bucketPartition = partitionIn(bucketArn, BUCKET_ARN);
  if (bucketPartition === undefined) {
    throw new WrongUse(`--bucket-arn ${bucketArn} is not the ARN of a bucket (arn:aws:s3:::NAME)`);
  }
  if (bucketPartition !== partition) {
    throw new WrongUse(
      `the bucket is in partition ${bucketPartition} and the key in ${partition}; give the bucket's key`,
    );
  }
  if (named.length > 0 && !named.includes(bucketArn)) {
    throw new WrongUse(`the policy is about ${named.join(", ")}, not about --bucket-arn ${bucketArn}`);
  }
  return { bucketArn, keyArn, enforcement };
}

/**
 * The partition of a key.
 * @throws WrongUse when it is not the full ARN of one
 */
export function partitionOfKey(keyArn: string): string {
  const partition = partitionIn(keyArn, KEY_ARN);
  if (partition !== undefined) return partition;
  const alias = keyArn.includes("alias/") ? "; an alias can be moved to another key" : "";
  throw new WrongUse(
    `--key ${keyArn} is not the full ARN of a key (arn:aws:kms:REGION:ACCOUNT:key/ID)${alias}`,
  );
}

function derived(named: readonly string[]): string {
  const [only, second] = named;
  if (only === undefined) {
    throw new WrongUse("the policy's resources name no bucket; give --bucket-arn arn:aws:s3:::NAME");
  }
  if (second !== undefined) {
    throw new WrongUse(
      `the policy's resources name several buckets: ${named.join(", ")}; choose one with --bucket-arn`,
    );
  }
  return only;
}

/** The buckets that the resources name in full; one with a wildcard in its name could be any. */
function bucketsIn({ Statement }: PolicyDocument): string[] {
  const resources = Statement.flatMap(({ Resource, NotResource }) =>
    [Resource ?? [], NotResource ?? []].flat(),
  );
  const arns = resources.map((resource) => resource.split("/")[0] ?? "");
  return [...new Set(arns.filter((arn) => BUCKET_ARN.test(arn)))];
}

function partitionIn(arn: string, form: RegExp): string | undefined {
  return form.exec(arn)?.[1];
}
