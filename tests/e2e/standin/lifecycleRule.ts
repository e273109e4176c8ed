import type { ExpirationStatus, LifecycleRule } from "@aws-sdk/client-s3";
import { object, optionalNumber, optionalText, type Properties, text } from "./properties";

/** A rule as the provider writes it → as S3 takes it. Transitions are not mapped: nothing here uses them. */
export function toLifecycleRule(rule: Properties): LifecycleRule {
  const abort = optionalNumber(object(rule, "abortIncompleteMultipartUpload"), "daysAfterInitiation");
  const noncurrent = object(rule, "noncurrentVersionExpiration");
  const expiration = object(rule, "expiration");
  const days = optionalNumber(noncurrent, "noncurrentDays");
  return {
    ID: text(rule, "id"),
    Status: text(rule, "status") as ExpirationStatus,
    Filter: { Prefix: optionalText(object(rule, "filter"), "prefix") ?? "" },
    ...(abort === undefined ? {} : { AbortIncompleteMultipartUpload: { DaysAfterInitiation: abort } }),
    ...(days === undefined
      ? {}
      : {
          NoncurrentVersionExpiration: {
            NoncurrentDays: days,
            NewerNoncurrentVersions: optionalNumber(noncurrent, "newerNoncurrentVersions"),
          },
        }),
    ...(expiration["expiredObjectDeleteMarker"] === true
      ? { Expiration: { ExpiredObjectDeleteMarker: true } }
      : {}),
  };
}

/** A rule as S3 gives it → as the provider writes it. */
export function fromLifecycleRule(rule: LifecycleRule): Properties {
  return {
    id: rule.ID,
    status: rule.Status,
    filter: { prefix: rule.Filter?.Prefix },
    abortIncompleteMultipartUpload: {
      daysAfterInitiation: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
    },
    noncurrentVersionExpiration: {
      noncurrentDays: rule.NoncurrentVersionExpiration?.NoncurrentDays,
      newerNoncurrentVersions: rule.NoncurrentVersionExpiration?.NewerNoncurrentVersions,
    },
    expiration: { expiredObjectDeleteMarker: rule.Expiration?.ExpiredObjectDeleteMarker || undefined },
  };
}
