import { CASES, type CaseResult, type Hypothesis } from "../../../../simulator";
import type { JudgedBucket } from "../../view";
import { markup, type Markup } from "./markup";
import { rowId } from "./uploads";

const WHAT_THE_POLICY_SEES =
  "AWS does not say whether S3 shows the policy the key it will use or only what the request carries";

/** What no public document of AWS settles: the two readings, and the requests whose result hangs on them. */
export function hypothesesSection(buckets: readonly JudgedBucket[]): Markup {
  return markup`<section id="hypotheses" aria-labelledby="hypotheses-title">
<h2 id="hypotheses-title">What is not verified</h2>
<p class="lead">An upload that names no key is stored under the one that the bucket's default names. AWS does not say whether the bucket policy, which is judged before, gets to see that key. Every request was therefore tried both ways. A result that hangs on this, or on another fact that AWS does not document, is marked <span class="pill open">unverified</span>.</p>
<div class="pair">
${reading("H1", "S3 shows the policy the key it will use", "The key of the bucket's default counts as named, and so does the one that an id or an alias stands for. AWS's published examples rely on this.", "effectiveKey", buckets)}
${reading("H2", "S3 shows it only what the request carries", "An upload that names no key shows the policy none. A statement that demands the bucket's key then refuses it, although it would have been stored under that key.", "headerOnly", buckets)}
</div>
<p><code>encrypted-bucket verify</code> tries the same kinds of upload on the deployed bucket and tells which of the two the account shows.</p>
${questions(buckets)}
</section>
`;
}

function reading(
  name: string,
  title: string,
  meaning: string,
  hypothesis: Hypothesis,
  buckets: readonly JudgedBucket[],
): Markup {
  const decisions = buckets.flatMap(({ uploads }) => uploads.map(({ decision }) => decision[hypothesis]));
  const accepted = decisions.filter((decision) => decision === "allow").length;
  return markup`<div class="reading">
<h3><span class="kind">${name}</span> ${title}</h3>
<p>${meaning}</p>
<p class="decided">Of the requests on this page: ${accepted} accepted, ${decisions.length - accepted} refused.</p>
</div>`;
}

interface Unverified {
  upload: CaseResult;
  id: string;
  bucket: string;
}

function questions(buckets: readonly JudgedBucket[]): Markup {
  const open = buckets.flatMap(({ name, uploads }, index) =>
    uploads
      .filter(({ unverified }) => unverified)
      .map((upload): Unverified => ({ upload, id: rowId(index + 1, upload), bucket: name })),
  );
  if (open.length === 0) return markup`<p>No result on this page hangs on what AWS does not document.</p>`;
  const byQuestion = new Map<string, Unverified[]>();
  for (const one of open) {
    const question = questionBehind(one.upload);
    byQuestion.set(question, [...(byQuestion.get(question) ?? []), one]);
  }
  const several = buckets.length > 1;
  return markup`<h3>Results that hang on what AWS does not document</h3>
<dl class="questions">
${[...byQuestion].map(
  ([question, all]) => markup`<dt>${question}:</dt>
${all.map(({ upload, id, bucket }) => markup`<dd><a href="#${id}">${several ? `${bucket}: ` : ""}${upload.description}</a></dd>`)}
`,
)}</dl>`;
}

function questionBehind({ case: name }: CaseResult): string {
  return CASES.find((one) => one.name === name)?.restsOn ?? WHAT_THE_POLICY_SEES;
}
