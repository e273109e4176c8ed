import type * as pulumi from "@pulumi/pulumi";
import { runCases, type CaseResult, type PolicyDocument, type Promised } from "../simulator";
import { registeredNow, settled, valueOf } from "./mocks";

/** What this module needs of an EncryptedBucket; any object with these outputs will do. */
export interface EncryptedBucketOutputs {
  urn: pulumi.Output<string>;
  bucketArn: pulumi.Output<string>;
  keyArn: pulumi.Output<string>;
  bucketPolicy: pulumi.Output<string>;
  keyPolicy: pulumi.Output<string>;
  kmsKey: unknown;
}

/** Both policies of an EncryptedBucket, parsed. With an existing key, `keyPolicy` is what its owner must add. */
export async function policiesOf(
  component: Pick<EncryptedBucketOutputs, "bucketPolicy" | "keyPolicy">,
): Promise<{ bucketPolicy: PolicyDocument; keyPolicy: PolicyDocument }> {
  const [bucketPolicy, keyPolicy] = await Promise.all([
    valueOf(component.bucketPolicy),
    valueOf(component.keyPolicy),
  ]);
  return {
    bucketPolicy: JSON.parse(bucketPolicy) as PolicyDocument,
    keyPolicy: JSON.parse(keyPolicy) as PolicyDocument,
  };
}

/**
 * Tries every kind of request on an EncryptedBucket made under {@link mockAws}. Each result says whether it `holds`;
 * a bucket that keeps its promises has none that does not.
 */
export async function simulate(component: EncryptedBucketOutputs): Promise<CaseResult[]> {
  const { bucketPolicy, keyPolicy } = await policiesOf(component);
  const [bucketArn, keyArn, urn] = await Promise.all(
    [component.bucketArn, component.keyArn, component.urn].map(valueOf),
  );
  await settled();
  const name = String(urn).split("::").pop() ?? "";
  return runCases(
    {
      bucketArn: String(bucketArn),
      keyArn: String(keyArn),
      bucketPolicy,
      keyPolicy: component.kmsKey === undefined ? null : keyPolicy,
      ...defaultEncryption(inputsOf(`${name}-encryption`) as unknown as EncryptionInputs),
    },
    inputsOf(name) as unknown as Promised,
  );
}

function inputsOf(name: string): Record<string, unknown> {
  const found = registeredNow().find((one) => one.name === name);
  if (!found) throw new Error(`no resource ${name} was registered; call mockAws() before the bucket is made`);
  return found.inputs;
}

interface EncryptionInputs {
  rules: {
    applyServerSideEncryptionByDefault: { sseAlgorithm: string; kmsMasterKeyId: string };
    bucketKeyEnabled: boolean;
    blockedEncryptionTypes: string[];
  }[];
}

function defaultEncryption({ rules }: EncryptionInputs): {
  defaultEncryption: { algorithm: string; keyArn: string; bucketKeyEnabled: boolean } | null;
  blockedEncryptionTypes: string[];
} {
  const [rule] = rules;
  if (!rule) return { defaultEncryption: null, blockedEncryptionTypes: [] };
  const { sseAlgorithm, kmsMasterKeyId } = rule.applyServerSideEncryptionByDefault;
  return {
    defaultEncryption: {
      algorithm: sseAlgorithm,
      keyArn: kmsMasterKeyId,
      bucketKeyEnabled: rule.bucketKeyEnabled,
    },
    blockedEncryptionTypes: rule.blockedEncryptionTypes,
  };
}
