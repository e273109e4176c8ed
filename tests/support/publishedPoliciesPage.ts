import type { CheckedUpload, Mistake, PolicyCheck } from "../../simulator";
import { checkPublished, type PublishedPolicy } from "./publishedPolicies";

/** The page on what published policies get wrong. */
export function publishedPoliciesPage(all: readonly PublishedPolicy[]): string {
  const judged = all.map((published) => ({ published, check: checkPublished(published) }));
  return `${[
    "# What published bucket policies do",
    INTRODUCTION,
    overview(judged),
    ...judged.map(({ published, check }) => section(published, check)),
  ].join("\n\n")}\n`;
}

interface Judged {
  published: PublishedPolicy;
  check: PolicyCheck;
}

const INTRODUCTION = [
  "Bucket policies that are meant to keep every object encrypted, as documentation, modules and articles publish them, each run through the upload cases of `encrypted-bucket check`. " +
    "Their conditions are restated for one bucket and one key, whose default encryption is that key; the statements are ours, the conditions theirs.",
  "An upload is *wrong* when it would end up under anything but the key, or travels over plain HTTP or TLS below 1.2; it is *right* when it ends up under the key, also where it names nothing and relies on the bucket's default. " +
    "Nothing here was run against AWS: what IAM does with a condition is documented, which key S3 shows to the policy is not. Where that makes the difference, a right upload counts as refused only if it is refused in the case that AWS describes.",
  "Generated from `tests/fixtures/published-policies/` by `npm run published`; a test fails when it is stale. Try your own: `encrypted-bucket check policy.json --key ARN`.",
].join("\n\n");

function overview(judged: readonly Judged[]): string {
  const rows = judged.map(({ published, check }) => {
    const made = telling(check.mistakes).length;
    return `| [${published.name}](#${anchor(published.name)}) | ${kinds(check, "let through")} | ${kinds(check, "refused")} | ${made} |`;
  });
  return [
    "| policy | wrong ones let through | right ones refused | mistakes |",
    "| --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

function kinds(check: PolicyCheck, verdict: CheckedUpload["verdict"]): string {
  const count = check.uploads.filter((upload) => upload.verdict === verdict).length;
  return count === 0 ? "none" : `${count} of ${check.uploads.length}`;
}

function section({ name, source, about, policy }: PublishedPolicy, check: PolicyCheck): string {
  const idle = check.mistakes.filter(({ shownBy }) => shownBy.length === 0);
  return [
    `## ${name}`,
    `${about} [Source](${source})`,
    telling(check.mistakes).map(mistakeItem).join("\n"),
    ...(idle.length > 0 ? [`Without consequence here:\n\n${idle.map(mistakeItem).join("\n")}`] : []),
    ...(check.setAside.length > 0
      ? [`Not judged, because it asks who comes: ${check.setAside.map(code).join(", ")}.`]
      : []),
    ...uploadList(check, "let through", "Wrong, and let through"),
    ...uploadList(check, "refused", "Right, and refused"),
    `<details><summary>The policy</summary>\n\n\`\`\`json\n${JSON.stringify(policy, null, 2)}\n\`\`\`\n\n</details>`,
  ].join("\n\n");
}

function telling(mistakes: readonly Mistake[]): Mistake[] {
  return mistakes.filter(({ shownBy }) => shownBy.length > 0);
}

function mistakeItem({ title, sid, explanation }: Mistake): string {
  return `- **${title}**${sid === null ? "" : ` (${code(sid)})`}. ${explanation}`;
}

function uploadList(check: PolicyCheck, verdict: CheckedUpload["verdict"], title: string): string[] {
  const uploads = check.uploads.filter((upload) => upload.verdict === verdict);
  if (uploads.length === 0) return [];
  const rows = uploads.map((upload) => `| ${upload.description} | ${becomes(upload)} |`);
  return [`| ${title} | what becomes of it |\n| --- | --- |\n${rows.join("\n")}`];
}

function becomes({ decision, endsUpUnder, decidedBy }: CheckedUpload): string {
  const refused = `refused by ${decidedBy.map(code).join(", ")}`;
  const accepted = endsUpUnder ? `ends up under ${endsUpUnder}` : "is answered";
  if (decision.effectiveKey === decision.headerOnly)
    return decision.effectiveKey === "deny" ? refused : accepted;
  const [first, second] = decision.effectiveKey === "allow" ? [accepted, refused] : [refused, accepted];
  return `${first} if S3 shows the key it will use; ${second} if it shows only the headers`;
}

function anchor(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replace(/ /g, "-");
}

function code(text: string): string {
  return `\`${text}\``;
}
