import { DECIDERS, type Verdict } from "./judge";
import type { Hypothesis } from "./requestContext";

/** What each decider means, in a sentence; the component's own Sids and the judge's deciders. */
const MEANINGS: Record<string, string> = {
  DenyUploadIfNotSSEKMSEncrypted: "the key that S3 shows to the policy is not the bucket's key",
  DenyOtherEncryptionAlgorithms: "the upload names another algorithm",
  DenyCustomerProvidedKeys: "the upload brings a key of its own",
  DenyReencryptionUnderOtherKeys: "the object would end up under another key",
  DenyInsecureTransport: "the request does not come over TLS",
  DenyOutdatedTls: "the TLS version is too old",
  DenyMissingEncryptionHeader: "the upload does not name its encryption itself",
  DenyUndeclaredKey: "the upload names the KMS algorithm but no key, so S3 would take the AWS managed key",
  [DECIDERS.blockedEncryptionTypes]: "S3 blocks keys that customers provide on this bucket",
  [DECIDERS.keyPolicy]: "no statement of the key policy lets this caller do it",
  [DECIDERS.noPermission]: "neither IAM nor the bucket policy lets this caller do it",
  [DECIDERS.identityPolicy]: "the caller's own IAM policies say so",
  AllowKeyUsers: "the caller is a user of the key",
  AllowKeyUsersToDescribeKey: "users of the key may look at it",
  AllowAccountUseThroughS3: "the account's IAM policies decide who uses the key",
  AllowAccountAdministration: "the account may always manage the key",
  AllowKeyAdministrators: "the caller is an administrator of the key",
};

/** Why a case went as it did: one sentence, two where the hypotheses differ. */
export function reasonFor(verdicts: Record<Hypothesis, Verdict>, restsOn: string | undefined): string {
  const { effectiveKey, headerOnly } = verdicts;
  const sentences =
    effectiveKey.decision === headerOnly.decision
      ? [sentence(effectiveKey)]
      : [
          `${sentence(effectiveKey)} if S3 shows the policy the key it will use`,
          `${sentence(headerOnly)} if S3 shows it only what the request carries`,
        ];
  return [...sentences, ...(restsOn ? [restsOn] : [])].join("; ");
}

function sentence({ decision, decidedBy }: Verdict): string {
  const because = decidedBy.map((name) => MEANINGS[name] ?? `statement ${name} applies`);
  return `${decision === "allow" ? "accepted" : "refused"}: ${because.join(", and ")}`;
}
