/** What a kind of risk means to whoever reviews it. */
export interface KindFacts {
  /** Whether it ends the check with exit code 1 unless it is allowed by name. The others are only told. */
  stops: boolean;
  /** What it is about, in a line. */
  meaning: string;
  /** What to do about it. */
  advice: string;
}

/** Every kind of risk by its name. Names are stable: pipelines allow them by name. */
export const KINDS = {
  "preview-failed": {
    stops: true,
    meaning: "The preview itself ended with an error, so what it shows may not be all.",
    advice: "Mend what it complains about and preview again.",
  },
  "unknown-step": {
    stops: true,
    meaning: "A kind of step that this version does not know, so nobody can tell what it does.",
    advice: "Update encrypted-bucket; until then read the step yourself.",
  },
  "key-replaced": {
    stops: true,
    meaning: "The KMS key is replaced. Objects under the old one are lost when its deletion window ends.",
    advice:
      "Take the change back. If it is meant: keep the old key (`Retention.Retain`), copy the objects under the new one first.",
  },
  "key-deleted": {
    stops: true,
    meaning: "The KMS key is deleted. Every object under it is lost when its deletion window ends.",
    advice: "Keep it with `Retention.Retain`, or make sure that nothing under it is needed any more.",
  },
  "bucket-replaced": {
    stops: true,
    meaning: "The bucket is replaced by an empty one under another name.",
    advice:
      "Take the change back. If it is meant: make a second bucket, copy the objects, then remove the first.",
  },
  "bucket-deleted": {
    stops: true,
    meaning: "The bucket is deleted. With `forceDestroy` its objects go with it.",
    advice: "Keep it with `Retention.Retain`, or make sure that it is empty or not needed any more.",
  },
  "alias-moved": {
    stops: true,
    meaning: "The alias gets another name or another key, or goes.",
    advice: "Find out who names the key by this alias; they need the new name, or the key's ARN.",
  },
  "policy-removed": {
    stops: true,
    meaning: "The bucket policy or key policy goes, and the bucket or key stays.",
    advice: "Put it back: without it nothing refuses an upload under another key.",
  },
  "policy-weakened": {
    stops: true,
    meaning: "Requests that the policy refused are let through, found by running them on both.",
    advice: "Put the statement back as it was, or say in the pull request why these may pass from now on.",
  },
  "policy-unknown": {
    stops: true,
    meaning: "The policy changes, and the preview does not know to what, or the simulator cannot judge it.",
    advice:
      "Make what it hangs on in an earlier `up`, then preview again; or read the policy right after the `up`.",
  },
  "default-encryption-changed": {
    stops: true,
    meaning: "The bucket's default encryption names another key or algorithm, or lets SSE-C in.",
    advice: "Objects that are there stay under the old key: keep it. Check who names the old one in uploads.",
  },
  "default-encryption-removed": {
    stops: true,
    meaning: "The bucket's default encryption goes: S3 falls back to its own key (SSE-S3).",
    advice: "Put it back.",
  },
  "rotation-off": {
    stops: true,
    meaning: "The key is no longer rotated.",
    advice: "Put `enableKeyRotation` back.",
  },
  "rotation-slower": {
    stops: true,
    meaning: "The key is rotated less often.",
    advice: "Keep the shorter period, or name the rule that lets it be longer.",
  },
  "principals-added": {
    stops: false,
    meaning: "A policy names roles, users, accounts or services that it did not name before.",
    advice: "Check that each of them is to have what the statement gives.",
  },
  "principals-removed": {
    stops: false,
    meaning: "A policy no longer names roles, users, accounts or services.",
    advice: "Check that none of them still needs the bucket.",
  },
  "first-user-named": {
    stops: true,
    meaning: "The key gets its first listed users, which cuts off everybody else in the account.",
    advice: "List everybody who reads or writes the bucket, not only the one who is to be added.",
  },
  "access-widened": {
    stops: false,
    meaning: "Somebody whom the bucket policy names already may do more than before.",
    advice: "Check that they are to.",
  },
  "retention-loosened": {
    stops: true,
    meaning:
      "`protect` or `retainOnDelete` is taken off, or `forceDestroy` is set: the next change can delete.",
    advice: "Keep `Retention.Protect`; take it off only in the change before the one that is to delete.",
  },
  "no-longer-managed": {
    stops: false,
    meaning: "Key or bucket leave Pulumi and stay in AWS, with every protection in place.",
    advice: "Write down where they are kept: nothing repairs them from now on.",
  },
  "public-access-opened": {
    stops: true,
    meaning: "Public access, ACLs or a statement for everybody are let in.",
    advice: "Put the block back; give access to named principals instead.",
  },
  "versioning-suspended": {
    stops: true,
    meaning: "New versions are no longer kept: overwriting or deleting an object is final.",
    advice: "Keep versioning, and let `expireNoncurrentVersionsAfterDays` bound its cost.",
  },
  "deletion-window-shortened": {
    stops: false,
    meaning: "A deleted key waits fewer days, during which its deletion could be cancelled.",
    advice: "Keep 30 days unless the key protects nothing of value.",
  },
  "provider-changed": {
    stops: true,
    meaning: "Another provider manages the resource: it may be another account or region.",
    advice: "Check account and region of the new provider.",
  },
  "region-changed": {
    stops: true,
    meaning: "The resources move to another region: all of them are made anew there.",
    advice: "Take the change back. If it is meant: make a second bucket there and copy the objects.",
  },
} as const satisfies Record<string, KindFacts>;

/** The name of a kind of risk. */
export type Kind = keyof typeof KINDS;

/** Whether a text is the name of a kind. */
export function isKind(name: string): name is Kind {
  return Object.hasOwn(KINDS, name);
}
