import { KeyAccess } from "./choices";
import type { Conditions, Statement } from "./document";
import { CONDITION_KEYS } from "./limits";

/** An AWS service that uses the key of its own accord, all values known. */
export interface KnownKeyService {
  service: string;
  access?: KeyAccess;
  sourceArn?: string;
  sourceAccount?: string;
}

/** What is known of a service. */
export interface ServiceFacts {
  /** Its name in a Sid. */
  name: string;
  keyActions: string[];
  /** What it does to the bucket; each under the same source conditions. */
  bucketAccess: { sid: string; action: string; on: "bucket" | "objects"; acl?: true }[];
  /** Whether the source ARN names no account, so that the account must be given beside it. */
  needsAccount?: true;
}

/** A service that writes into the bucket looks at it first, and hands over what it writes to the bucket's owner. */
const DELIVERY: ServiceFacts["bucketAccess"] = [
  { sid: "AclCheck", action: "s3:GetBucketAcl", on: "bucket" },
  { sid: "Delivery", action: "s3:PutObject", on: "objects", acl: true },
];

/** What each service needs of key and bucket, by its principal. Another one says itself what it does with the key. */
export const SERVICES: Record<string, ServiceFacts> = {
  /**
   * kms:Decrypt because the bucket has a Bucket Key.
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
   */
  "cloudtrail.amazonaws.com": {
    name: "CloudTrail",
    keyActions: ["kms:GenerateDataKey*", "kms:Decrypt", "kms:DescribeKey"],
    bucketAccess: DELIVERY,
  },
  /**
   * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html
   * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
   */
  "config.amazonaws.com": {
    name: "Config",
    keyActions: ["kms:Decrypt", "kms:GenerateDataKey"],
    bucketAccess: [...DELIVERY, { sid: "ExistenceCheck", action: "s3:ListBucket", on: "bucket" }],
  },
  /**
   * S3 Inventory; its source is the bucket that is listed.
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html
   */
  "s3.amazonaws.com": {
    name: "S3Inventory",
    keyActions: ["kms:GenerateDataKey"],
    bucketAccess: [{ sid: "Delivery", action: "s3:PutObject", on: "objects", acl: true }],
    needsAccount: true,
  },
  /**
   * CloudFront with origin access control; its source is the distribution.
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
   */
  "cloudfront.amazonaws.com": {
    name: "CloudFront",
    keyActions: ["kms:Decrypt"],
    bucketAccess: [{ sid: "Read", action: "s3:GetObject", on: "objects" }],
  },
  /**
   * Vended logs: VPC flow logs and others.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html
   */
  "delivery.logs.amazonaws.com": {
    name: "LogDelivery",
    keyActions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
    bucketAccess: DELIVERY,
  },
};

const ACCESS_ACTIONS: Record<KeyAccess, string[]> = {
  [KeyAccess.Encrypt]: ["kms:GenerateDataKey*", "kms:Encrypt", "kms:DescribeKey"],
  [KeyAccess.Decrypt]: ["kms:Decrypt", "kms:DescribeKey"],
  [KeyAccess.EncryptDecrypt]: ["kms:GenerateDataKey*", "kms:Encrypt", "kms:Decrypt", "kms:DescribeKey"],
};

/** The services' statements for the key policy. */
export function keyServiceStatements(services: KnownKeyService[]): Statement[] {
  return services.map((entry, index) => ({
    Sid: sidOf(entry, services.slice(0, index)),
    Effect: "Allow",
    Principal: { Service: entry.service },
    Action: SERVICES[entry.service]?.keyActions ?? ACCESS_ACTIONS[entry.access ?? KeyAccess.EncryptDecrypt],
    Resource: "*",
    Condition: sourceConditions(entry),
  }));
}

/** The services' statements for the bucket policy: of those that come to the bucket of their own accord. */
export function bucketServiceStatements(services: KnownKeyService[], bucketArn: string): Statement[] {
  return services.flatMap((entry, index) =>
    (SERVICES[entry.service]?.bucketAccess ?? []).map(({ sid, action, on, acl }): Statement => ({
      Sid: sidOf(entry, services.slice(0, index)) + sid,
      Effect: "Allow",
      Principal: { Service: entry.service },
      Action: action,
      Resource: on === "bucket" ? bucketArn : `${bucketArn}/*`,
      Condition: withAcl(sourceConditions(entry), acl ?? false),
    })),
  );
}

/** `AllowCloudTrail`, and for a second entry of the same service `AllowCloudTrail2`. */
function sidOf({ service }: KnownKeyService, before: KnownKeyService[]): string {
  const nth = before.filter((entry) => entry.service === service).length + 1;
  return `Allow${nameOf(service)}${nth === 1 ? "" : nth}`;
}

function nameOf(service: string): string {
  const words = service.replace(/\.amazonaws\.com(\.cn)?$/, "").split(/[^A-Za-z0-9]/);
  return (
    SERVICES[service]?.name ?? words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")
  );
}

/** Without them any customer of the service could have it use the key: the confused deputy. */
function sourceConditions({ sourceArn, sourceAccount }: KnownKeyService): Conditions {
  return {
    ...(sourceArn === undefined ? {} : { ArnLike: { [CONDITION_KEYS.sourceArn]: sourceArn } }),
    ...(sourceAccount === undefined
      ? {}
      : { StringEquals: { [CONDITION_KEYS.sourceAccount]: sourceAccount } }),
  };
}

function withAcl(conditions: Conditions, acl: boolean): Conditions {
  if (!acl) return conditions;
  return {
    ...conditions,
    StringEquals: { ...conditions["StringEquals"], "s3:x-amz-acl": "bucket-owner-full-control" },
  };
}
