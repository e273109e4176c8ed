import * as pulumi from "@pulumi/pulumi";
import { EncryptedBucket, type Enforcement, type KeyUse, type Retention } from "./components";

// One encrypted bucket per stack. Pulumi.yaml declares every setting with its type and default.
const config = new pulumi.Config();

const data = new EncryptedBucket("data", {
  key: {
    ...given("alias", config.get("keyAlias")),
    ...given("description", config.get("keyDescription")),
    ...given("administrators", config.getObject<string[]>("keyAdministrators")),
    ...given("users", config.getObject<string[]>("keyUsers")),
    ...given("use", config.get("keyUse") as KeyUse | undefined),
    ...given("rotationPeriodInDays", config.getNumber("rotationPeriodInDays")),
    ...given("deletionWindowInDays", config.getNumber("deletionWindowInDays")),
  },
  ...given("bucketName", config.get("bucketName")),
  ...given("bucketKeyEnabled", config.getBoolean("bucketKeyEnabled")),
  ...given("enforcement", config.get("enforcement") as Enforcement | undefined),
  ...given("minimumTlsVersion", config.getNumber("minimumTlsVersion")),
  ...given("versioning", config.getBoolean("versioning")),
  ...given("retention", config.get("retention") as Retention | undefined),
  ...given("forceDestroy", config.getBoolean("forceDestroy")),
  ...given("tags", config.getObject<Record<string, string>>("tags")),
});

/** An unset option is left out, and an empty list in the config means that nobody is named. */
function given<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
  const unset = value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  return unset ? {} : ({ [name]: value } as { [key in K]?: V });
}

export const bucketName = data.bucketName;
export const bucketArn = data.bucketArn;
export const keyArn = data.keyArn;
export const keyId = data.keyId;
export const keyAlias = data.keyAlias;
