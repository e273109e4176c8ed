/** The partitions this package knows. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export const KNOWN_PARTITIONS: string[] = ["aws", "aws-us-gov", "aws-cn"];

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
  const form =
    /^arn:(?<partition>[^:]*):(?<service>[^:]*):(?<region>[^:]*):(?<account>[^:]*):(?<resource>.+)$/;
  const parts = form.exec(text)?.groups;
  return parts && ({ ...parts } as unknown as Arn);
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

/**
 * The values of `kms:ViaService` for a call that S3 makes in this region. AWS documents `s3.<region>.amazonaws.com`;
 * which suffix it carries in China is not documented, so both are listed for it.
 */
export function s3ViaService(key: Arn): string[] {
  const suffixes = key.partition === "aws-cn" ? ["amazonaws.com.cn", "amazonaws.com"] : ["amazonaws.com"];
  return suffixes.map((suffix) => `s3.${key.region}.${suffix}`);
}

/** The root principal of an account: in a policy it stands for the account, whose IAM then decides. */
export function accountRoot(partition: string, account: string): string {
  return `arn:${partition}:iam::${account}:root`;
}
