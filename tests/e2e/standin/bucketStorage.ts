import {
  type BucketVersioningStatus,
  DeleteBucketEncryptionCommand,
  DeleteBucketLifecycleCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketVersioningCommand,
} from "@aws-sdk/client-s3";
import { bucketSetting } from "./bucketSetting";
import { fromEncryptionRule, toEncryptionRule } from "./encryptionRule";
import { fromLifecycleRule, toLifecycleRule } from "./lifecycleRule";
import { orMissing } from "./missing";
import { object, objects, optionalText, text } from "./properties";

/** `aws:s3/bucketVersioning:BucketVersioning`. */
export const s3Versioning = bucketSetting({
  type: "aws:s3/bucketVersioning:BucketVersioning",
  properties: ["expectedBucketOwner", "mfa", "versioningConfiguration"],
  stateOnly: ["expectedBucketOwner", "mfa"],
  async put({ s3 }, bucket, inputs) {
    const status = text(object(inputs, "versioningConfiguration"), "status");
    if (status === "Disabled") return;
    const configuration = { Status: status as BucketVersioningStatus };
    await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: configuration }));
  },
  async get({ s3 }, bucket) {
    const found = await orMissing(s3.send(new GetBucketVersioningCommand({ Bucket: bucket })));
    return found === undefined
      ? undefined
      : { versioningConfiguration: { status: found.Status ?? "Disabled" } };
  },
  clear: ({ s3 }, bucket) => {
    const request = { Bucket: bucket, VersioningConfiguration: { Status: "Suspended" as const } };
    return orMissing(s3.send(new PutBucketVersioningCommand(request)));
  },
});

/** `aws:s3/bucketServerSideEncryptionConfiguration:…`. */
export const s3Encryption = bucketSetting({
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  properties: ["expectedBucketOwner", "rules"],
  stateOnly: ["expectedBucketOwner"],
  async put({ s3 }, bucket, inputs) {
    const configuration = { Rules: objects(inputs, "rules").map(toEncryptionRule) };
    const request = { Bucket: bucket, ServerSideEncryptionConfiguration: configuration };
    await s3.send(new PutBucketEncryptionCommand(request));
  },
  async get({ s3 }, bucket) {
    const found = await orMissing(s3.send(new GetBucketEncryptionCommand({ Bucket: bucket })));
    const rules = found?.ServerSideEncryptionConfiguration?.Rules;
    return rules === undefined ? undefined : { rules: rules.map(fromEncryptionRule) };
  },
  clear: ({ s3 }, bucket) => orMissing(s3.send(new DeleteBucketEncryptionCommand({ Bucket: bucket }))),
});

/** `aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration`. */
export const s3Lifecycle = bucketSetting({
  type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  properties: ["expectedBucketOwner", "rules", "transitionDefaultMinimumObjectSize"],
  stateOnly: ["expectedBucketOwner", "transitionDefaultMinimumObjectSize"],
  exact: ["rules"],
  async put({ s3 }, bucket, inputs) {
    const configuration = { Rules: objects(inputs, "rules").map(toLifecycleRule) };
    const request = { Bucket: bucket, LifecycleConfiguration: configuration };
    await s3.send(new PutBucketLifecycleConfigurationCommand(request));
  },
  async get({ s3 }, bucket) {
    const found = await orMissing(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket })));
    return found?.Rules === undefined ? undefined : { rules: found.Rules.map(fromLifecycleRule) };
  },
  clear: ({ s3 }, bucket) => orMissing(s3.send(new DeleteBucketLifecycleCommand({ Bucket: bucket }))),
});

/** `aws:s3/bucketLogging:BucketLogging`. */
export const s3Logging = bucketSetting({
  type: "aws:s3/bucketLogging:BucketLogging",
  properties: ["expectedBucketOwner", "targetBucket", "targetPrefix"],
  stateOnly: ["expectedBucketOwner"],
  async put({ s3 }, bucket, inputs) {
    const target = {
      TargetBucket: text(inputs, "targetBucket"),
      TargetPrefix: optionalText(inputs, "targetPrefix") ?? "",
    };
    const request = { Bucket: bucket, BucketLoggingStatus: { LoggingEnabled: target } };
    await s3.send(new PutBucketLoggingCommand(request));
  },
  async get({ s3 }, bucket) {
    const found = await orMissing(s3.send(new GetBucketLoggingCommand({ Bucket: bucket })));
    const target = found?.LoggingEnabled;
    return target === undefined
      ? undefined
      : { targetBucket: target.TargetBucket, targetPrefix: target.TargetPrefix };
  },
  async clear({ s3 }, bucket) {
    if ((await orMissing(s3.send(new HeadBucketCommand({ Bucket: bucket })))) === undefined) return;
    await s3.send(new PutBucketLoggingCommand({ Bucket: bucket, BucketLoggingStatus: {} }));
  },
});
