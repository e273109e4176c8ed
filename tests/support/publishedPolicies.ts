import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  checkPolicy,
  parsePolicy,
  type CheckedUpload,
  type Mistake,
  type PolicyCheck,
} from "../../simulator";

/** A policy that docs, a module or an article publish, its conditions restated for a bucket of ours. */
export interface PublishedPolicy {
  file: string;
  name: string;
  source: string;
  about: string;
  policy: unknown;
  /** Case, or `any way, SUFFIX` for the four ways to upload → what becomes of it, `|` between the hypotheses. */
  verdicts: Record<string, string>;
  /** `kind`, or `kind @ Sid`. */
  mistakes: string[];
  withoutConsequence: string[];
  setAside: string[];
}

const FOLDER = join(__dirname, "..", "fixtures", "published-policies");
const BUCKET_ARN = "arn:aws:s3:::amzn-s3-demo-bucket";
const KEY_ARN = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** All of them, by the name of their files. */
export function publishedPolicies(): PublishedPolicy[] {
  return readdirSync(FOLDER)
    .sort()
    .map((file) => ({
      file,
      ...(JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as Omit<PublishedPolicy, "file">),
    }));
}

/** Checks one of them for the key it names. */
export function checkPublished({ policy }: PublishedPolicy): PolicyCheck {
  return checkPolicy(parsePolicy(JSON.stringify(policy)), {
    bucketArn: BUCKET_ARN,
    keyArn: KEY_ARN,
    enforcement: "EffectiveKey",
  });
}

/** The hand-written verdicts, case by case. */
export function verdictsByCase({ verdicts }: PublishedPolicy): Record<string, string> {
  const entries = Object.entries(verdicts).flatMap(([name, verdict]) =>
    name.startsWith("any way, ")
      ? ["put", "copy", "post", "multipart-create"].map((way) => [`${way}-${name.slice(9)}`, verdict])
      : [[name, verdict]],
  );
  return Object.fromEntries(entries) as Record<string, string>;
}

/** What the simulator says of an upload, in the same words. */
export function verdictOf({ decision, endsUpUnder }: CheckedUpload): string {
  const inWords = (one: "allow" | "deny"): string =>
    one === "deny" ? "refused" : (endsUpUnder ?? "accepted");
  const [first, second] = [inWords(decision.effectiveKey), inWords(decision.headerOnly)];
  return first === second ? first : `${first} | ${second}`;
}

/** `kind @ Sid`. */
export function nameOf({ kind, sid }: Mistake): string {
  return sid === null ? kind : `${kind} @ ${sid}`;
}
