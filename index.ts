import * as pulumi from "@pulumi/pulumi";
import {
  EncryptedBucket,
  type AccessLogs,
  type Encryption,
  type EncryptionKey,
  type Enforcement,
  type KeyService,
  type KeyUse,
  type PolicyStatement,
  type Retention,
} from "./components";

// One encrypted bucket per stack. Pulumi.yaml declares every setting with its type and default.
const config = new pulumi.Config();

const existingKeyArn = config.get("existingKeyArn");

const data = new EncryptedBucket("data", {
  // With an existing key these have nothing to shape: their defaults are left aside, what has none is refused.
  key: existingKeyArn
    ? { existingKeyArn, ...principalsAndNames() }
    : { ...principalsAndNames(), ...keySettings() },
  ...given("bucketName", config.get("bucketName")),
  ...given("encryption", config.get("encryption") as Encryption | undefined),
  ...given("bucketKeyEnabled", booleanIfSet("bucketKeyEnabled")),
  ...given("enforcement", config.get("enforcement") as Enforcement | undefined),
  ...given("minimumTlsVersion", config.getNumber("minimumTlsVersion")),
  ...given("versioning", config.getBoolean("versioning")),
  ...given("policyStatements", config.getObject<PolicyStatement[]>("policyStatements")),
  ...given("abortIncompleteMultipartUploadAfterDays", daysIfSet("abortIncompleteMultipartUploadAfterDays")),
  ...given("expireNoncurrentVersionsAfterDays", daysIfSet("expireNoncurrentVersionsAfterDays")),
  ...given("accessLogs", accessLogs()),
  ...given("retention", config.get("retention") as Retention | undefined),
  ...given("forceDestroy", config.getBoolean("forceDestroy")),
  ...given("tags", config.getObject<Record<string, string>>("tags")),
});

function principalsAndNames(): EncryptionKey {
  return {
    ...given("alias", config.get("keyAlias")),
    ...given("description", config.get("keyDescription")),
    ...given("administrators", config.getObject<string[]>("keyAdministrators")),
    ...given("users", config.getObject<string[]>("keyUsers")),
    ...given("services", config.getObject<KeyService[]>("keyServices")),
  };
}

function keySettings(): EncryptionKey {
  return {
    ...given("use", config.get("keyUse") as KeyUse | undefined),
    ...given("rotationPeriodInDays", config.getNumber("rotationPeriodInDays")),
    ...given("multiRegion", config.getBoolean("multiRegion")),
    ...given("deletionWindowInDays", config.getNumber("deletionWindowInDays")),
  };
}

function booleanIfSet(name: string): boolean | undefined {
  return config.get(name) ? config.getBoolean(name) : undefined;
}

/** Zero days stand for "no such rule". */
function daysIfSet(name: string): number | undefined {
  return config.getNumber(name) || undefined;
}

function accessLogs(): AccessLogs | undefined {
  const bucket = config.get("accessLogsBucket");
  return bucket ? { bucket, ...given("prefix", config.get("accessLogsPrefix")) } : undefined;
}

/** The defaults of Pulumi.yaml for "not set" are the empty text and the empty list. */
function given<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
  const unset = value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  return unset ? {} : ({ [name]: value } as { [key in K]?: V });
}

export const bucketName = data.bucketName;
export const bucketArn = data.bucketArn;
export const keyArn = data.keyArn;
export const keyId = data.keyId;
export const keyAlias = data.keyAlias;
