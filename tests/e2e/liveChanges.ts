import { plan } from "../../cli/verify/liveCases";
import type { PolicyDocument } from "../../policy/document";
import { runCase } from "../../simulator";
import type { SimulatedBucket } from "../../simulator/bucket";
import type { Promised } from "../../simulator/cases/case";
import type { Deployed } from "./deployed";

const PROMISED: Promised = {
  enforcement: "EffectiveKey",
  encryption: "aws:kms",
  keyUse: "ThroughS3",
  users: false,
  administrators: false,
};

/**
 * The live cases that go wrong for certain under another policy, as the simulator sees it with headers alone. One that
 * is then accepted where H1 would accept it too is none: an account that shows H1 looks just like that.
 */
export function wrongUnder(
  policy: PolicyDocument,
  other: PolicyDocument,
  { bucket, keyArn }: Pick<Deployed, "bucket" | "keyArn">,
): string[] {
  const choices = { plainHttp: true, skip: [] };
  const live = plan({ bucket, keyArn }, PROMISED, choices).flatMap((one) => ("live" in one ? [one.of] : []));
  const under = (bucketPolicy: PolicyDocument): SimulatedBucket => ({
    bucketArn: `arn:aws:s3:::${bucket}`,
    keyArn,
    bucketPolicy,
    keyPolicy: null,
    defaultEncryption: { algorithm: "aws:kms", keyArn, bucketKeyEnabled: false },
    // The emulator does not refuse SSE-C by the default encryption alone: one of its gaps.
    blockedEncryptionTypes: [],
  });
  const decision = (one: (typeof live)[number], document: PolicyDocument): string =>
    runCase(one, under(document), PROMISED).decision.headerOnly;
  const changed = live.filter((one) => decision(one, policy) !== decision(one, other));
  return changed
    .filter((one) => one.expected.EffectiveKey.effectiveKey.decision !== decision(one, other))
    .map(({ name }) => name);
}
