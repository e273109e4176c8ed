import type { PolicyDocument } from "../../policy/document";
import type { DefaultEncryption, EnforcementName, Promised, SimulatedBucket } from "../../simulator";
import type { RecordedResource, Recording } from "./recording";
import { holdsUnknown, plain, plainProperties } from "./wire";

/** The component that makes promises about its bucket. */
const COMPONENT = "encrypted-bucket:index:EncryptedBucket";
const ENFORCEMENTS: readonly string[] = ["EffectiveKey", "RequireHeaders", "DeclaredKeyOnly", "DefaultOnly"];

/** An EncryptedBucket as a program registered it. */
export interface SeenBucket {
  urn: string;
  name: string;
  bucket: SimulatedBucket;
  promised: Promised;
}

type Children = (type: string) => RecordedResource | undefined;

/** Every EncryptedBucket of a program, and one line for each that is not whole enough to be judged. */
export function bucketsIn(recording: Recording): { buckets: SeenBucket[]; problems: string[] } {
  const buckets: SeenBucket[] = [];
  const problems: string[] = [];
  for (const component of recording.resources.filter(({ type }) => type === COMPONENT)) {
    try {
      buckets.push(bucketOf(component, recording.resources));
    } catch (error) {
      problems.push(`${component.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { buckets, problems };
}

function bucketOf(component: RecordedResource, all: readonly RecordedResource[]): SeenBucket {
  const child: Children = (type) => all.find((one) => one.parent === component.urn && one.type === type);
  const bucket = needed(child, "aws:s3/bucket:Bucket", "bucket");
  const policy = needed(child, "aws:s3/bucketPolicy:BucketPolicy", "bucket policy");
  const settings = needed(
    child,
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "encryption configuration",
  );
  const encryption = encryptionOf(settings);
  const key = child("aws:kms/key:Key");
  const keyArn = key ? String(plain(key.outputs["arn"])) : encryption.default?.keyArn;
  if (keyArn === undefined)
    throw new Error("its encryption configuration names no key, so there is none to judge by");
  const alias = child("aws:kms/alias:Alias");
  return {
    urn: component.urn,
    name: component.name,
    promised: promisedBy(component),
    bucket: {
      bucketArn: String(plain(bucket.outputs["arn"])),
      account: bucket.place.account,
      keyArn,
      ...(alias ? { aliasArn: String(plain(alias.outputs["arn"])) } : {}),
      bucketPolicy: documentIn(policy, "bucket policy"),
      keyPolicy: key
        ? documentIn(needed(child, "aws:kms/keyPolicy:KeyPolicy", "key policy"), "key policy")
        : null,
      defaultEncryption: encryption.default,
      blockedEncryptionTypes: encryption.blocked,
    },
  };
}

function needed(child: Children, type: string, what: string): RecordedResource {
  const found = child(type);
  if (!found) throw new Error(`its ${what} is missing, so nothing it promises can be checked`);
  return found;
}

function documentIn({ inputs }: RecordedResource, what: string): PolicyDocument {
  if (holdsUnknown(inputs["policy"])) {
    throw new Error(`its ${what} depends on a value that this preview does not know`);
  }
  const policy = plain(inputs["policy"]);
  const document: unknown = typeof policy === "string" ? parsed(policy, what) : policy;
  if (typeof document !== "object" || document === null || !("Statement" in document)) {
    throw new Error(`its ${what} has no statements`);
  }
  // AWS also takes a single statement without a list around it.
  const { Statement } = document;
  return { ...document, Statement: Array.isArray(Statement) ? Statement : [Statement] } as PolicyDocument;
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`its ${what} is not JSON`);
  }
}

function encryptionOf(settings: RecordedResource): { default: DefaultEncryption | null; blocked: string[] } {
  const rules = objectsIn(plain(settings.inputs["rules"]));
  const blocked = rules.flatMap((rule) => textsIn(rule["blockedEncryptionTypes"]));
  const rule = rules.find((one) => one["applyServerSideEncryptionByDefault"]);
  const [applied] = objectsIn([rule?.["applyServerSideEncryptionByDefault"]]);
  if (!applied) return { default: null, blocked };
  const keyArn = applied["kmsMasterKeyId"];
  return {
    default: {
      algorithm: String(applied["sseAlgorithm"]),
      ...(typeof keyArn === "string" ? { keyArn } : {}),
      bucketKeyEnabled: rule?.["bucketKeyEnabled"] === true,
    },
    blocked,
  };
}

function promisedBy({ inputs }: RecordedResource): Promised {
  const { enforcement, encryption, keyUse, users, administrators } = plainProperties(inputs);
  if (!isEnforcement(enforcement)) {
    throw new Error(
      "it does not say what it enforces; update @pulumi/pulumi, older ones do not pass that on",
    );
  }
  return {
    enforcement,
    encryption: String(encryption),
    keyUse: String(keyUse),
    users: users === true,
    administrators: administrators === true,
  };
}

function isEnforcement(value: unknown): value is EnforcementName {
  return typeof value === "string" && ENFORCEMENTS.includes(value);
}

function objectsIn(value: unknown): Record<string, unknown>[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.filter((item): item is Record<string, unknown> => typeof item === "object" && item !== null);
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
