import {
  about,
  asksNull,
  comparing,
  denying,
  KEY,
  type Clause,
  type PolicyFacts,
  type StatementFacts,
} from "./facts";
import { OTHER_KEYS, RIGHT, SILENT, SSE_S3, type Finder } from "./finder";

const HEADERS = [KEY.algorithm, KEY.keyId, KEY.customerAlgorithm];

/** Mistakes about what a condition does with a header that is not sent. */
export const ABSENCE_MISTAKES: readonly Finder[] = [
  {
    kind: "ifexists-taken-for-a-guard",
    title: 'IfExists taken for "only when the header is sent"',
    letsThrough: [],
    refuses: SILENT,
    find: (policy) =>
      unguardedIfExists(policy).map(({ sid, clause }) => ({
        sid,
        explanation:
          `${clause.operator} holds for an absent key, as every IfExists does` +
          (clause.kind === "negated" ? " and as it would without that word" : "") +
          ". So it does not spare an upload that sends no header.",
      })),
    repair: () =>
      'To spare uploads without the header, put "Null": {"<the key>": "false"} beside the comparison in the same ' +
      "statement. On the key id leave out the word: there an absent key is what has to be refused.",
  },
  {
    kind: "null-wrong-way-round",
    title: "Null the wrong way round",
    letsThrough: ["put-sse-c"],
    refuses: [...RIGHT, ...SILENT],
    find: (policy) => [
      ...denying(policy)
        .filter((one) => asksNull(one, KEY.customerAlgorithm, "true"))
        .map(({ sid }) => ({
          sid,
          explanation:
            'Null "true" means absent: it refuses all who bring no key of their own, and SSE-C is what it spares.',
        })),
      ...denying(policy)
        .filter(refusesTheNaming)
        .map(({ sid }) => ({
          sid,
          explanation: 'Null "false" means present: it refuses exactly those who name their encryption.',
        })),
    ],
    repair: () => 'Turn it round: "true" means that the key is absent, "false" that it is there.',
  },
  {
    kind: "null-cancels-comparison",
    title: 'Null "true" and a comparison of the same key in one statement',
    letsThrough: [...SSE_S3, ...OTHER_KEYS],
    refuses: [],
    find: (policy) =>
      denying(policy).flatMap((one) =>
        HEADERS.filter((key) => asksNull(one, key, "true")).flatMap((key) =>
          comparing(one, key).map((clause) => ({ sid: one.sid, explanation: cancelled(clause) })),
        ),
      ),
    repair: () =>
      'Two statements: one with the comparison, one with Null "true" if a missing header is to be refused.',
  },
  {
    kind: "header-demanded",
    title: "The header is demanded of clients that rely on the bucket's default",
    letsThrough: [],
    refuses: SILENT,
    find: (policy) =>
      denying(policy)
        .filter(demandsHeader)
        .map(({ sid }) => ({
          sid,
          explanation:
            "S3 shows the algorithm only where the request names it. An upload that names nothing would get the " +
            "bucket's default, which is right, and is refused all the same: services that deliver without headers, " +
            "and most clients.",
        })),
    repair: () =>
      'Put "Null": {"s3:x-amz-server-side-encryption": "false"} beside the comparison, and leave a statement out that ' +
      "asks only for the header; a Deny on the key id refuses what must not be. Where every client does send it, this " +
      "is a choice: check with --enforcement RequireHeaders.",
  },
];

function unguardedIfExists(policy: PolicyFacts): { sid: string; clause: Clause }[] {
  return denying(policy).flatMap((one) =>
    HEADERS.filter((key) => !asksNull(one, key, "false")).flatMap((key) =>
      about(one, key)
        .filter(({ ifExists }) => ifExists)
        .map((clause) => ({ sid: one.sid, clause })),
    ),
  );
}

function refusesTheNaming(one: StatementFacts): boolean {
  const named = [KEY.algorithm, KEY.keyId];
  return (
    named.some((key) => asksNull(one, key, "false")) &&
    named.every((key) => comparing(one, key).length === 0 && !asksNull(one, key, "true"))
  );
}

function demandsHeader(one: StatementFacts): boolean {
  if (about(one, KEY.keyId).length > 0) return false;
  if (asksNull(one, KEY.algorithm, "true")) return true;
  const demanding = comparing(one, KEY.algorithm).some(
    ({ kind, ifExists }) => kind === "negated" && !ifExists,
  );
  return demanding && !asksNull(one, KEY.algorithm, "false");
}

function cancelled({ operator, kind, ifExists }: Clause): string {
  const fires =
    kind === "negated" || ifExists
      ? "So it refuses only what sends no header, and whoever sends one may name anything"
      : "So it never refuses anything";
  return `A key that is absent has no value to compare: Null "true" and ${operator} are not both about something. ${fires}.`;
}
