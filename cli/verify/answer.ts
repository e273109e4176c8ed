import { CannotGoOn, described, hopeless, inWords, shortened } from "../aws/serviceError";

/** What came of a request that was sent. */
export type Answer =
  /** S3 did it. */
  | { kind: "accepted" }
  /** The bucket policy let it through, and KMS then would not use the key it names. Nothing was stored. */
  | { kind: "let through"; why: string }
  /** S3 refused it, as far as it tells because of the bucket policy. */
  | { kind: "refused"; why: string }
  /** The caller may not do it, whatever the bucket policy says. */
  | { kind: "lacks"; permission: string; why: string }
  /** Neither: S3 could not make sense of it. Never counts as a refusal. */
  | { kind: "unclear"; why: string };

/**
 * What an error means, for a request under a key that is the bucket's own or another.
 * @throws CannotGoOn where it says that nothing more can be tried
 */
export function answerOf(error: unknown, key: "own" | "another"): Answer {
  const { names, message } = described(error);
  const why = shortened(message);
  if (names.some((name) => /^AccessDenied/.test(name))) return deniedBy(message, why, key);
  if (key === "another" && names.some((name) => name.startsWith("KMS."))) return { kind: "let through", why };
  const reason = hopeless(error);
  if (reason !== undefined) throw new CannotGoOn(reason);
  // Before it looks at any policy, S3 takes no upload under a KMS key, and no customer's key, over plain HTTP.
  if (/secure connection|\b(SSL|TLS|HTTPS)\b/i.test(message)) return { kind: "refused", why };
  // The answer to a HEAD has no body, so the SDK knows its status alone.
  if (names.includes("403")) return { kind: "refused", why: "HTTP status 403" };
  return { kind: "unclear", why: inWords(error) };
}

/**
 * S3 refuses for its own policy, for the caller's, and for KMS under the same name. It tells them apart in words, and
 * only to callers of the bucket's own organization.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
 */
function deniedBy(message: string, why: string, key: "own" | "another"): Answer {
  const action = /not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1];
  if (action?.startsWith("kms:"))
    return key === "another" ? { kind: "let through", why } : { kind: "lacks", permission: action, why };
  const byCaller =
    /because no (identity-based|session|permissions boundary|service control) \w*/.test(message) ||
    /explicit deny in (an identity-based|a session|a permissions boundary|a service control|a VPC endpoint)/.test(
      message,
    );
  if (byCaller) return { kind: "lacks", permission: action ?? "unknown", why };
  return { kind: "refused", why };
}

/** Whether a request that ended so may have been carried out all the same: it was sent, and no clear answer came. */
export function mayHaveHappened(error: unknown): boolean {
  const { names } = described(error);
  const unsent = /^(CredentialsProviderError|TokenProviderError|ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/;
  if (names.some((name) => unsent.test(name))) return false;
  const status = names.find((name) => /^\d{3}$/.test(name));
  return status === undefined || status.startsWith("5");
}
