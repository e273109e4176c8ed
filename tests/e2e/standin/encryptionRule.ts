import type { EncryptionType, ServerSideEncryption, ServerSideEncryptionRule } from "@aws-sdk/client-s3";
import { flag, object, optionalText, type Properties } from "./properties";

/** A rule as the provider writes it → as S3 takes it. */
export function toEncryptionRule(rule: Properties): ServerSideEncryptionRule {
  const byDefault = object(rule, "applyServerSideEncryptionByDefault");
  const blocked = rule["blockedEncryptionTypes"];
  return {
    ApplyServerSideEncryptionByDefault: {
      SSEAlgorithm: optionalText(byDefault, "sseAlgorithm") as ServerSideEncryption | undefined,
      KMSMasterKeyID: optionalText(byDefault, "kmsMasterKeyId"),
    },
    BucketKeyEnabled: flag(rule, "bucketKeyEnabled"),
    ...(Array.isArray(blocked)
      ? { BlockedEncryptionTypes: { EncryptionType: blocked.map((type) => String(type) as EncryptionType) } }
      : {}),
  };
}

/** A rule as S3 gives it → as the provider writes it. */
export function fromEncryptionRule(rule: ServerSideEncryptionRule): Properties {
  return {
    applyServerSideEncryptionByDefault: {
      sseAlgorithm: rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
      kmsMasterKeyId: rule.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID,
    },
    bucketKeyEnabled: rule.BucketKeyEnabled ?? false,
    blockedEncryptionTypes: rule.BlockedEncryptionTypes?.EncryptionType,
  };
}
