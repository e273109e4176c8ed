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

/** Nothing more can be tried: the bucket is not there, the credentials do not hold, nobody answers. */
export class CannotGoOn extends Error {
  override readonly name = "CannotGoOn";
}

/** What S3 or the SDK says when nothing at all works, and what to do about it. */
const HOPELESS: readonly [RegExp, string][] = [
  [/^NoSuchBucket$/, "there is no such bucket; is its name right, and is this the account's own endpoint?"],
  [
    /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired)$/,
    "the credentials have expired; get new ones",
  ],
  [
    /^(InvalidAccessKeyId|InvalidClientTokenId|UnrecognizedClientException|InvalidToken)$/,
    "AWS does not know these credentials; choose others with --profile or AWS_PROFILE",
  ],
  [/^SignatureDoesNotMatch$/, "the secret access key does not belong to its access key id"],
  [
    /^(CredentialsProviderError|TokenProviderError)$/,
    "there are no credentials; set AWS_PROFILE or --profile",
  ],
  [/^RequestTimeTooSkewed$/, "the clock of this machine is wrong"],
  [
    /^(PermanentRedirect|TemporaryRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraintException|301|307)$/,
    "the bucket lives in another region; give --region",
  ],
  [
    /^(AllAccessDisabled|AccountProblem|NotSignedUp|OptInRequired)$/,
    "AWS has switched S3 off for this account",
  ],
  [/^KMS\.(Disabled|KMSInvalidState|KeyUnavailable)/, "the bucket's key cannot be used now; is it enabled?"],
  [/^KMS\.NotFound/, "the bucket's key does not exist; is --key its ARN?"],
  [/^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|TimeoutError)$/, "nobody answers there"],
  [/^(SlowDown|ServiceUnavailable|InternalError|ThrottlingException)$/, "S3 is overloaded; try again later"],
];

/**
 * What an error means, for a request under a key that is the bucket's own or another.
 * @throws CannotGoOn where it says that nothing more can be tried
 */
export function answerOf(error: unknown, key: "own" | "another"): Answer {
  const { names, message } = described(error);
  const why = shortened(message);
  if (names.some((name) => /^AccessDenied/.test(name))) return deniedBy(message, why, key);
  if (key === "another" && names.some((name) => name.startsWith("KMS."))) return { kind: "let through", why };
  for (const [pattern, hint] of HOPELESS) {
    const name = names.find((one) => pattern.test(one));
    if (name !== undefined) throw new CannotGoOn(`${hint} (${name}${why ? `: ${why}` : ""})`);
  }
  // Before it looks at any policy, S3 takes no upload under a KMS key, and no customer's key, over plain HTTP.
  if (/secure connection|\b(SSL|TLS|HTTPS)\b/i.test(message)) return { kind: "refused", why };
  // The answer to a HEAD has no body, so the SDK knows its status alone.
  if (names.includes("403")) return { kind: "refused", why: "HTTP status 403" };
  return { kind: "unclear", why: `${names[0] ?? "error"}: ${why}` };
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

/** The names an error goes by, whoever made it, and what it says. */
function described(error: unknown): { names: string[]; message: string } {
  if (!(error instanceof Error)) return { names: [], message: String(error) };
  const { code, Code, $metadata } = error as Error & ServiceError;
  const status = $metadata?.httpStatusCode;
  const cause = error.cause instanceof Error ? described(error.cause) : { names: [], message: "" };
  const names = [error.name, Code, code, status === undefined ? undefined : String(status), ...cause.names];
  return {
    names: names.filter((name) => name !== undefined),
    message: [error.message, cause.message].filter((text) => text !== "").join(": "),
  };
}

interface ServiceError {
  code?: string;
  Code?: string;
  $metadata?: { httpStatusCode?: number };
}

/** Without the encoded appendix that some refusals carry, in one line. */
function shortened(message: string): string {
  const plain = message.replace(/\s*Encoded authorization failure message:.*/s, "").replace(/\s+/g, " ");
  return plain.length > 300 ? `${plain.slice(0, 297)}...` : plain;
}
