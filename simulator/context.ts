/**
 * The context of one request: condition key → value. A key that is known but absent is not in the map; a key that
 * nobody knows is an error, because to take it for absent could turn a refusal into a pass.
 */
export class Context {
  private readonly values = new Map<string, string>();

  /** Of several parts; of those that share a key the last counts. Put together beforehand they would take several times as long. */
  constructor(...parts: Record<string, string | undefined>[]) {
    for (const part of parts) {
      for (const key in part) {
        const value = part[key];
        if (value !== undefined) this.values.set(key.toLowerCase(), value);
      }
    }
  }

  /** The value of a condition key, undefined when the request does not carry it. */
  get(key: string): string | undefined {
    const name = key.toLowerCase();
    const value = this.values.get(name);
    if (value !== undefined) return value;
    if (isKnown(name)) return undefined;
    throw new UnknownToSimulator(`condition key ${key}`);
  }

  /** All of it, for showing. Keys are in lower case, as IAM compares them. */
  entries(): [string, string][] {
    return [...this.values];
  }
}

/** A policy uses something the simulator cannot judge. It says what, so that nobody takes silence for a pass. */
export class UnknownToSimulator extends Error {
  constructor(readonly what: string) {
    super(`the simulator does not know ${what}, so it cannot tell what the policy does`);
    this.name = "UnknownToSimulator";
  }
}

/**
 * Keys that exist and that the simulated requests do not carry: the caller comes over the internet, belongs to no
 * organization, has no tags, and sends no other headers than the case names.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html#amazons3-policy-keys
 */
const KNOWN_KEYS = new Set(
  [
    "aws:CalledVia aws:CalledViaFirst aws:CalledViaLast aws:FederatedProvider aws:MultiFactorAuthAge",
    "aws:MultiFactorAuthPresent aws:PrincipalAccount aws:PrincipalArn aws:PrincipalIsAWSService aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths aws:PrincipalServiceName aws:PrincipalType aws:Referer aws:RequestedRegion",
    "aws:ResourceAccount aws:ResourceOrgID aws:ResourceOrgPaths aws:SecureTransport aws:SourceAccount aws:SourceArn",
    "aws:SourceIdentity aws:SourceIp aws:SourceOrgID aws:SourceOrgPaths aws:SourceVpc aws:SourceVpcArn aws:SourceVpce",
    "aws:UserAgent aws:VpceAccount aws:VpceOrgID aws:VpcSourceIp aws:ViaAWSService aws:userid aws:username",
    "s3:authType s3:ResourceAccount s3:signatureversion s3:TlsVersion s3:x-amz-acl s3:x-amz-content-sha256",
    "s3:x-amz-copy-source s3:x-amz-metadata-directive s3:x-amz-server-side-encryption s3:x-amz-storage-class",
    "s3:x-amz-server-side-encryption-aws-kms-key-id s3:x-amz-server-side-encryption-customer-algorithm",
    "s3:x-amz-grant-full-control s3:x-amz-grant-read s3:x-amz-grant-read-acp s3:x-amz-grant-write",
    "s3:x-amz-grant-write-acp s3:x-amz-website-redirect-location s3:object-lock-mode s3:object-lock-legal-hold",
    "s3:object-lock-retain-until-date s3:object-lock-remaining-retention-days s3:RequestObjectTagKeys",
    "s3:DataAccessPointArn s3:DataAccessPointAccount s3:AccessPointNetworkOrigin s3:prefix s3:delimiter s3:max-keys",
    "s3:versionid s3:if-match s3:if-none-match",
    "kms:CallerAccount kms:EncryptionContextKeys kms:GrantIsForAWSResource kms:KeyOrigin kms:KeySpec kms:KeyUsage",
    "kms:MultiRegion kms:RequestAlias kms:ResourceAliases kms:ViaService",
  ]
    .join(" ")
    .toLowerCase()
    .split(" "),
);

const KNOWN_FAMILIES = [
  "aws:principaltag/",
  "aws:requesttag/",
  "aws:resourcetag/",
  "s3:existingobjecttag/",
  "s3:requestobjecttag/",
  "kms:encryptioncontext:",
];

function isKnown(lowerCaseKey: string): boolean {
  return KNOWN_KEYS.has(lowerCaseKey) || KNOWN_FAMILIES.some((family) => lowerCaseKey.startsWith(family));
}
