import type { PolicyDocument } from "../policy/document";
import { ABSENCE_MISTAKES } from "./mistakes/absenceMistakes";
import { factsOf } from "./mistakes/facts";
import type { Finder, Found } from "./mistakes/finder";
import { KEY_MISTAKES } from "./mistakes/keyMistakes";
import { SCOPE_MISTAKES } from "./mistakes/scopeMistakes";
import { wildcardMatches } from "./operators";

/** A well-known mistake that a policy makes. */
export interface Mistake {
  /** Stable, in kebab-case. */
  kind: string;
  title: string;
  /** The statement that makes it; null where one is missing. */
  sid: string | null;
  explanation: string;
  repair: string;
  /** Cases that go wrong by it. Empty: other statements make up for it here, or it only misleads the reader. */
  shownBy: string[];
}

/** A case that went wrong on a policy. */
export interface WrongUpload {
  case: string;
  verdict: "let through" | "refused";
  decidedBy: string[];
}

/** All mistakes that are known, each as data. */
export const FINDERS: readonly Finder[] = [...KEY_MISTAKES, ...ABSENCE_MISTAKES, ...SCOPE_MISTAKES];

/** The mistakes of a policy: first those by which uploads go wrong, in the order of the list. */
export function mistakesIn(
  document: PolicyDocument,
  { bucketArn, keyArn }: { bucketArn: string; keyArn: string },
  wrong: readonly WrongUpload[],
): Mistake[] {
  const facts = factsOf(document, bucketArn, keyArn);
  const all = FINDERS.flatMap((finder) =>
    finder.find(facts).map((found): Mistake => ({
      kind: finder.kind,
      title: finder.title,
      sid: found.sid,
      explanation: found.explanation,
      repair: finder.repair(facts),
      shownBy: wrong.filter((upload) => comesOf(upload, finder, found)).map((upload) => upload.case),
    })),
  );
  const kept = all.filter(({ kind, shownBy }) => shownBy.length > 0 || !isMissing(kind));
  return [
    ...kept.filter(({ shownBy }) => shownBy.length > 0),
    ...kept.filter(({ shownBy }) => shownBy.length === 0),
  ];
}

function comesOf(upload: WrongUpload, finder: Finder, { sid }: Found): boolean {
  const listed = (names: readonly string[]): boolean =>
    names.some((name) => wildcardMatches(name, upload.case));
  if (upload.verdict === "let through") return listed(finder.letsThrough);
  return listed(finder.refuses) && upload.decidedBy.some((name) => name === sid);
}

function isMissing(kind: string): boolean {
  return FINDERS.some((finder) => finder.kind === kind && finder.missing);
}
