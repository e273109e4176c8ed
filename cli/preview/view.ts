import type { PolicyDocument } from "../../policy/document";
import { runCases, type CaseResult } from "../../simulator";
import { bucketsIn, type SeenBucket } from "./buckets";
import type { RecordedResource, Recording } from "./recording";
import { shown } from "./wire";

/** A preview as it may be shown: secrets are gone, buckets are judged. */
export interface View {
  project: string;
  stack: string;
  resources: ShownResource[];
  outputs: Record<string, unknown>;
  buckets: JudgedBucket[];
  /** One line for each bucket that could not be judged. */
  problems: string[];
}

/** A resource without secrets. */
export type ShownResource = Pick<
  RecordedResource,
  "urn" | "type" | "name" | "parent" | "custom" | "id" | "dependsOn" | "protect" | "retainOnDelete"
> & { inputs: Record<string, unknown> };

/** An EncryptedBucket and what came of every upload. */
export interface JudgedBucket {
  urn: string;
  name: string;
  enforcement: string;
  bucketArn: string;
  keyArn: string;
  bucketPolicy: PolicyDocument;
  keyPolicy: PolicyDocument | null;
  uploads: CaseResult[];
}

/** Judges the buckets of a recording and takes every secret out. */
export function viewOf(recording: Recording): View {
  const { secrets } = recording;
  const { buckets, problems } = bucketsIn(recording);
  const judged: JudgedBucket[] = [];
  for (const seen of buckets) {
    try {
      judged.push(judge(seen));
    } catch (error) {
      problems.push(`${seen.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return {
    project: recording.project,
    stack: recording.stack,
    resources: secrets.scrubValue(recording.resources.map(withoutSecrets)),
    outputs: secrets.scrubValue(shown(recording.outputs ?? {}) as Record<string, unknown>),
    buckets: secrets.scrubValue(judged),
    problems: secrets.scrubValue(problems),
  };
}

function judge({ urn, name, bucket, promised }: SeenBucket): JudgedBucket {
  return {
    urn,
    name,
    enforcement: promised.enforcement,
    bucketArn: bucket.bucketArn,
    keyArn: bucket.keyArn,
    bucketPolicy: bucket.bucketPolicy,
    keyPolicy: bucket.keyPolicy,
    uploads: runCases(bucket, promised),
  };
}

function withoutSecrets(resource: RecordedResource): ShownResource {
  const { urn, type, name, parent, custom, id, inputs, dependsOn, protect, retainOnDelete } = resource;
  return {
    urn,
    type,
    name,
    ...(parent === undefined ? {} : { parent }),
    custom,
    ...(id === undefined ? {} : { id }),
    inputs: shown(inputs) as Record<string, unknown>,
    dependsOn,
    protect,
    retainOnDelete,
  };
}

/** Whether everything went as promised. */
export function holds({ buckets, problems }: View): boolean {
  return problems.length === 0 && buckets.every(({ uploads }) => uploads.every((upload) => upload.holds));
}
