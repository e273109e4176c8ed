import { KNOWN_PARTITIONS, parseArn, parseKeyArn } from "./arn";
import { show, type Issue } from "./issue";

const FORM = "the full ARN of a key: arn:<partition>:kms:<region>:<account>:key/<id>";

/** The ARN of a key that exists already. An alias or a bare id can come to mean another key, depending on who asks. */
export function checkExistingKeyArn(value: unknown, path: string): Issue[] {
  const refuse = (problem: string, fix: string): Issue[] => [
    { path, problem, got: show(value), allowed: FORM, fix },
  ];
  if (typeof value !== "string") return refuse("not a key ARN", "give the key's ARN as text");
  const arn = parseArn(value);
  if (value.startsWith("alias/") || arn?.resource.startsWith("alias/")) {
    return refuse(
      "an alias, which S3 looks up in the account of whoever uploads",
      "give the ARN of the key behind it: aws kms describe-key --key-id <alias>",
    );
  }
  if (/^(mrk-)?[0-9a-f-]{32,36}$/.test(value)) {
    return refuse("a bare key id, which other accounts do not know", "give the key's full ARN");
  }
  if (!arn || !parseKeyArn(value))
    return refuse("not a key ARN", "copy it from the key's page in the console");
  if (!KNOWN_PARTITIONS.includes(arn.partition))
    return refuse("an unknown partition", `use ${KNOWN_PARTITIONS.join(", ")}`);
  return [];
}

/** S3 takes only a key of the bucket's own region. */
export function checkKeyRegion(keyArn: string, region: string, path: string): Issue[] {
  const own = parseArn(keyArn)?.region;
  if (own === undefined || own === region) return [];
  return [
    {
      path,
      problem: `a key of ${own}, while the bucket stands in ${region}`,
      got: show(keyArn),
      allowed: `a key of ${region}`,
      fix: "use a key of that region, or make the bucket in the key's",
    },
  ];
}
