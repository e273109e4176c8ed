/**
 * The partitions this package knows: their DNS suffix, and the forms `kms:ViaService` may take there. AWS documents
 * `s3.<region>.amazonaws.com`; which suffix it carries in China is not documented, so both are listed for it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
const PARTITIONS: Record<string, { viaServiceSuffixes: string[] }> = {
  aws: { viaServiceSuffixes: ["amazonaws.com"] },
  "aws-us-gov": { viaServiceSuffixes: ["amazonaws.com"] },
  "aws-cn": { viaServiceSuffixes: ["amazonaws.com.cn", "amazonaws.com"] },
};

export const KNOWN_PARTITIONS: string[] = Object.keys(PARTITIONS);

/** The parts of an ARN. `resource` is all that follows the fifth colon. */
export interface Arn {
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string;
}

/** Takes an ARN apart, or gives undefined for what is none. */
export function parseArn(text: string): Arn | undefined {
  const match = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.+)$/.exec(text);
  if (!match) return undefined;
  const [, partition = "", service = "", region = "", account = "", resource = ""] = match;
  return { partition, service, region, account, resource };
}

const KEY_RESOURCE = /^key\/(mrk-[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** Takes a KMS key ARN apart; undefined for an alias, a bare id, or an ARN of anything else. */
export function parseKeyArn(text: string): Arn | undefined {
  const arn = parseArn(text);
  if (!arn || arn.service !== "kms" || !arn.region || !/^\d{12}$/.test(arn.account)) return undefined;
  return KEY_RESOURCE.test(arn.resource) ? arn : undefined;
}

/** As {@link parseKeyArn}, for an ARN that has been checked before or comes from AWS itself. */
export function keyArnParts(keyArn: string): Arn {
  const arn = parseKeyArn(keyArn);
  if (!arn) throw new Error(`not a KMS key ARN: ${keyArn}`);
  return arn;
}

/** The values of `kms:ViaService` for a call that S3 makes in this region. */
export function s3ViaService(key: Arn): string[] {
  const suffixes = PARTITIONS[key.partition]?.viaServiceSuffixes ?? ["amazonaws.com"];
  return suffixes.map((suffix) => `s3.${key.region}.${suffix}`);
}

/** The root principal of an account: in a policy it stands for the account, whose IAM then decides. */
export function accountRoot(partition: string, account: string): string {
  return `arn:${partition}:iam::${account}:root`;
}
