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

/** Why nothing more can be tried after this error, and what to do; undefined where that is not so. */
export function hopeless(error: unknown): string | undefined {
  const { names, message } = described(error);
  const why = shortened(message);
  // The SDK gives this error no name of its own.
  if (message === "Region is missing") return "which region? give --region or set AWS_REGION";
  for (const [pattern, hint] of HOPELESS) {
    const name = names.find((one) => pattern.test(one));
    if (name !== undefined) return `${hint} (${name}${why ? `: ${why}` : ""})`;
  }
  return undefined;
}

/** Whether the caller is not allowed to do what was asked. Credentials that do not hold are no refusal. */
export function isRefusal(error: unknown): boolean {
  return (
    hopeless(error) === undefined &&
    described(error).names.some((name) => /^(AccessDenied.*|403)$/.test(name))
  );
}

/** An error that nothing is known about: its name and what it says. */
export function inWords(error: unknown): string {
  const { names, message } = described(error);
  return `${names[0] ?? "error"}: ${shortened(message)}`;
}

/** The names an error goes by, whoever made it, and what it says. */
export function described(error: unknown): { names: string[]; message: string } {
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
export function shortened(message: string): string {
  const plain = message.replace(/\s*Encoded authorization failure message:.*/s, "").replace(/\s+/g, " ");
  return plain.length > 300 ? `${plain.slice(0, 297)}...` : plain;
}
