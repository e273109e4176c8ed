import type { Conditions, PolicyDocument } from "../../../policy/document";
import type { SimulatedBucket } from "../../../simulator";
import { list } from "../../../simulator/condition";
import { stepsOn, type Component } from "../components";
import { defaultIn } from "../risks/encryption";
import { policyIn } from "./read";

const KEY_ARN = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/;
const BUCKET_ARN = /^arn:aws[a-z-]*:s3:::[^*?/]+/;
const KEY_ID = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const ALGORITHM = "s3:x-amz-server-side-encryption";

/** Stands in where neither policy nor steps name the key or bucket; every request is then about these. */
const INVENTED = {
  keyArn: "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-4000-8000-000000000000",
  bucketArn: "arn:aws:s3:::the-bucket",
};

/** The bucket that a component had before the change, as far as the preview tells: what does not change is not in it. */
export function subjectOf(component: Component, before: PolicyDocument): SimulatedBucket {
  const oldInputs = (child: "encryption" | "key" | "bucket" | "policy"): Record<string, unknown> => ({
    ...stepsOn(component, child).find(({ old }) => old)?.old?.inputs,
  });
  const oldOutputs = (child: "key" | "bucket"): Record<string, unknown> => ({
    ...stepsOn(component, child).find(({ old }) => old)?.old?.outputs,
  });
  const standard = defaultIn(oldInputs("encryption"));
  const policy = policyIn(oldInputs("policy")["policy"]);
  const documents = [before, ...("document" in policy ? [policy.document] : [])];
  const keyArn =
    [
      ...documents.flatMap((one) => conditionValues(one, KEY_ID)),
      standard?.keyArn,
      oldOutputs("key")["arn"],
    ].find((arn): arn is string => typeof arn === "string" && KEY_ARN.test(arn)) ??
    keyIn(before, INVENTED.keyArn);
  const algorithm = demandedAlgorithm(documents) ?? standard?.algorithm;
  return {
    bucketArn: bucketIn(documents) ?? textOr(oldOutputs("bucket")["arn"], INVENTED.bucketArn),
    keyArn,
    bucketPolicy: before,
    keyPolicy: null,
    defaultEncryption: {
      algorithm: algorithm === "aws:kms:dsse" ? algorithm : "aws:kms",
      keyArn,
      bucketKeyEnabled: algorithm !== "aws:kms:dsse",
    },
    blockedEncryptionTypes: [],
  };
}

/** The values that a policy compares a condition key with. */
export function conditionValues({ Statement }: PolicyDocument, key: string): string[] {
  return Statement.flatMap(({ Condition = {} }) => valuesIn(Condition, key));
}

function valuesIn(conditions: Conditions, key: string): string[] {
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    operator.toLowerCase() === "null"
      ? []
      : Object.entries(keys).flatMap(([name, values]) =>
          name.toLowerCase() === key.toLowerCase() ? list(values) : [],
        ),
  );
}

function demandedAlgorithm(documents: readonly PolicyDocument[]): string | undefined {
  const values = documents.flatMap((one) => conditionValues(one, ALGORITHM));
  return values.find((value) => value === "aws:kms" || value === "aws:kms:dsse");
}

/** A key policy names its account and region, not its key. */
function keyIn(document: PolicyDocument, invented: string): string {
  const principals = document.Statement.flatMap(({ Principal }) =>
    Principal === undefined || Principal === "*" ? [] : list(Principal.AWS),
  );
  const account = principals.map((arn) => /^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1]).find(Boolean);
  const [service] = conditionValues(document, "kms:ViaService");
  const region = /^s3\.([a-z0-9-]+)\./.exec(service ?? "")?.[1];
  return invented
    .replace("123456789012", account ?? "123456789012")
    .replace("us-east-1", region ?? "us-east-1");
}

function bucketIn(documents: readonly PolicyDocument[]): string | undefined {
  const named = documents.flatMap(({ Statement }) => Statement.flatMap(({ Resource }) => list(Resource)));
  const contexts = documents.flatMap((one) => conditionValues(one, "kms:EncryptionContext:aws:s3:arn"));
  return [...named, ...contexts].map((arn) => BUCKET_ARN.exec(arn)?.[0]).find((arn) => arn !== undefined);
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
