/** Where a resource lives. */
export interface Place {
  partition: string;
  region: string;
  account: string;
}

/** The account of every preview: the one AWS uses in its own examples, so nobody takes it for theirs. */
export const INVENTED_ACCOUNT = "123456789012";

/** The region when neither configuration, provider nor resource names one. */
export const DEFAULT_REGION = "us-east-1";

/** The place a region stands for. */
export function placeIn(region: string = DEFAULT_REGION, account: string = INVENTED_ACCOUNT): Place {
  return { partition: partitionOf(region), region, account };
}

/**
 * The partition of a region.
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** What host names of a partition end in. */
export function dnsSuffixOf(partition: string): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
