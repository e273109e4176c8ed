import assert from "node:assert/strict";
import { Context, UnknownToSimulator } from "../../simulator/context";

/* From "AWS global condition context keys" and the service authorization reference of S3 and KMS. */
const GLOBAL =
  "CalledVia CalledViaFirst CalledViaLast FederatedProvider MultiFactorAuthAge MultiFactorAuthPresent " +
  "PrincipalAccount PrincipalArn PrincipalIsAWSService PrincipalOrgID PrincipalOrgPaths PrincipalServiceName " +
  "PrincipalTag/team PrincipalType Referer RequestedRegion RequestTag/team ResourceAccount ResourceOrgID " +
  "ResourceOrgPaths ResourceTag/team SecureTransport SourceAccount SourceArn SourceIdentity SourceIp SourceOrgID " +
  "SourceOrgPaths SourceVpc SourceVpcArn SourceVpce UserAgent userid username ViaAWSService VpceAccount VpceOrgID " +
  "VpcSourceIp";
const S3 =
  "AccessPointNetworkOrigin authType DataAccessPointAccount DataAccessPointArn delimiter ExistingObjectTag/team " +
  "if-match if-none-match max-keys object-lock-legal-hold object-lock-mode object-lock-remaining-retention-days " +
  "object-lock-retain-until-date prefix RequestObjectTag/team RequestObjectTagKeys ResourceAccount signatureversion " +
  "TlsVersion versionid x-amz-acl x-amz-content-sha256 x-amz-copy-source x-amz-grant-full-control x-amz-grant-read " +
  "x-amz-grant-read-acp x-amz-grant-write x-amz-grant-write-acp x-amz-metadata-directive " +
  "x-amz-server-side-encryption x-amz-server-side-encryption-aws-kms-key-id " +
  "x-amz-server-side-encryption-customer-algorithm x-amz-storage-class x-amz-website-redirect-location";
const KMS =
  "CallerAccount EncryptionContext:aws:s3:arn EncryptionContextKeys GrantIsForAWSResource KeyOrigin KeySpec KeyUsage " +
  "MultiRegion RequestAlias ResourceAliases ViaService";
const KNOWN = Object.entries({ aws: GLOBAL, s3: S3, kms: KMS }).flatMap(([prefix, names]) =>
  names.split(" ").map((name) => `${prefix}:${name}`),
);

describe("the context of a request", () => {
  it("gives the value of a key, however the key is written", () => {
    const context = new Context({ "aws:SourceIp": "203.0.113.10", "aws:UserAgent": undefined });
    assert.equal(context.get("AWS:sourceip"), "203.0.113.10");
    assert.equal(context.get("aws:UserAgent"), undefined);
    assert.deepEqual(context.entries(), [["aws:sourceip", "203.0.113.10"]]);
  });

  it("gives an empty value as such", () => {
    assert.equal(new Context({ "aws:Referer": "" }).get("aws:Referer"), "");
  });

  for (const key of KNOWN) {
    it(`knows ${key}, in any case, and that a request can lack it`, () => {
      assert.equal(new Context({}).get(key), undefined);
      assert.equal(new Context({}).get(key.toUpperCase()), undefined);
    });
  }

  for (const key of [
    "",
    "aws:",
    "aws:PrincipalTags/team",
    "x-aws:PrincipalTag/team",
    "s3:x-amz",
    "Referer",
  ]) {
    it(`does not know "${key}", and says so`, () => {
      assert.throws(
        () => new Context({}).get(key),
        (error) => {
          assert.ok(error instanceof UnknownToSimulator);
          assert.equal(error.name, "UnknownToSimulator");
          assert.equal(error.what, `condition key ${key}`);
          assert.equal(
            error.message,
            `the simulator does not know condition key ${key}, so it cannot tell what the policy does`,
          );
          return true;
        },
      );
    });
  }
});
