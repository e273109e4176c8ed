import type { CheckedUpload, Mistake, PolicyCheck } from "../../simulator";
import { counted } from "../preview/show/lines";

/** Where an accepted upload ends up; nothing for one that is refused, or for a read. */
export function endsUp({ endsUpUnder }: CheckedUpload): string {
  return endsUpUnder ?? "";
}

/** The statements that refuse an upload under at least one hypothesis. */
export function refusedBy({ decision, decidedBy }: CheckedUpload): string {
  const refused = decision.effectiveKey === "deny" || decision.headerOnly === "deny";
  return refused ? decidedBy.join(", ") : "";
}

/** Where a mistake is made. */
export function placeOf({ sid }: Mistake): string {
  return sid === null ? "no statement does it" : `statement ${sid}`;
}

/** In which uploads a mistake shows, the first few by name. */
export function shownIn({ shownBy }: Mistake): string {
  const FEW = 4;
  const more = shownBy.length > FEW ? ` and ${shownBy.length - FEW} more` : "";
  return `${shownBy.slice(0, FEW).join(", ")}${more}`;
}

/** Whether the bucket's default encryption was looked up or is taken for granted. */
export type DefaultEncryption = "looked up" | "assumed";

/** What is taken for granted, and what was left out, in a sentence each. */
export function assumptions(
  { algorithm, setAside, enforcement }: PolicyCheck,
  defaultEncryption: DefaultEncryption,
): string[] {
  const left = setAside.length === 1 ? "It asks" : "They ask";
  const byDefault = `the bucket's default is ${algorithm} under this key`;
  return [
    defaultEncryption === "looked up"
      ? `Looked up: ${byDefault}. Taken for granted: everybody may use the key.`
      : `Taken for granted: ${byDefault}, and everybody may use the key.`,
    ...(enforcement === "EffectiveKey" ? [] : [`Judged by what ${enforcement} promises.`]),
    ...(setAside.length > 0
      ? [
          `Left out: ${setAside.join(", ")}. ${left} who comes or with what else, not how it is encrypted or travels.`,
        ]
      : []),
  ];
}

/** What "unverified" means. */
export const UNVERIFIED =
  "unverified: AWS does not say whether S3 shows the policy the key it will use or only what the request carries. " +
  "The first result is for the former, the second for the latter.";

/** The verdict in one line. */
export function verdictLine({ passes, unknown, uploads, mistakes }: PolicyCheck): string {
  if (unknown.length > 0) return `Not judged: the simulator does not know ${unknown.join("; nor ")}.`;
  const tried = `${counted(uploads.length, "kind")} of request tried`;
  if (passes) return `${tried}: every wrong one is refused, every right one accepted.`;
  const count = (verdict: CheckedUpload["verdict"]): number =>
    uploads.filter((upload) => upload.verdict === verdict).length;
  const made = mistakes.filter(({ shownBy }) => shownBy.length > 0).length;
  return `${tried}: ${count("let through")} let through that should be refused, ${count("refused")} refused that should be accepted; ${counted(made, "well-known mistake")}.`;
}
