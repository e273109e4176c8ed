import type { PolicyDocument } from "../../policy/document";
import type { CaseResult } from "../../simulator";
import type { View } from "./view";

/** What `preview --json` prints. Fields may be added within a version, none is renamed or removed. */
export interface PreviewDocument {
  version: 1;
  project: string;
  stack: string;
  resources: DocumentResource[];
  /** The outputs of the stack. */
  outputs: Record<string, unknown>;
  buckets: DocumentBucket[];
}

/** A resource, in the order in which they would be created. */
export interface DocumentResource {
  urn: string;
  type: string;
  name: string;
  /** Null for what stands directly under the stack. */
  parent: string | null;
  inputs: Record<string, unknown>;
  /** URNs of all it waits for, by option or by property. */
  dependsOn: string[];
  protect: boolean;
  retainOnDelete: boolean;
}

/** An EncryptedBucket and what came of every upload. */
export interface DocumentBucket {
  urn: string;
  name: string;
  enforcement: string;
  bucketPolicy: PolicyDocument;
  keyPolicy: PolicyDocument | null;
  uploads: DocumentUpload[];
}

/** One kind of upload. */
export type DocumentUpload = Pick<
  CaseResult,
  "case" | "description" | "request" | "decision" | "expected" | "decidedBy" | "unverified" | "reason"
>;

/** The document of a preview. */
export function documentOf(view: View): PreviewDocument {
  return {
    version: 1,
    project: view.project,
    stack: view.stack,
    resources: view.resources.map(
      ({ urn, type, name, parent, inputs, dependsOn, protect, retainOnDelete }) => ({
        urn,
        type,
        name,
        parent: parent ?? null,
        inputs,
        dependsOn,
        protect,
        retainOnDelete,
      }),
    ),
    outputs: view.outputs,
    buckets: view.buckets.map(({ urn, name, enforcement, bucketPolicy, keyPolicy, uploads }) => ({
      urn,
      name,
      enforcement,
      bucketPolicy,
      keyPolicy,
      uploads: uploads.map(uploadOf),
    })),
  };
}

function uploadOf(result: CaseResult): DocumentUpload {
  const { description, request, decision, expected, decidedBy, unverified, reason } = result;
  return { case: result.case, description, request, decision, expected, decidedBy, unverified, reason };
}
