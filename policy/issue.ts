/** One thing that is wrong with an argument, as data. */
export interface Issue {
  /** Path of the public argument, such as `key.rotationPeriodInDays` or `key.users[2]`. */
  path: string;
  problem: string;
  /** What was given, already fit for showing. */
  got: string;
  allowed: string;
  /** What to do. */
  fix: string;
}

/** One line per issue: `path: problem, got …; allowed …; what to do`. */
export function formatIssue({ path, problem, got, allowed, fix }: Issue): string {
  return `${path}: ${problem}, got ${got}; allowed ${allowed}; ${fix}`;
}

/** A value as it appears in a message: strings in quotes, long ones cut. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
