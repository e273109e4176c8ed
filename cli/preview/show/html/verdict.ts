import type { CaseResult } from "../../../../simulator";
import { NO_COLOURS } from "../../../printer";
import { holds, type JudgedBucket, type View } from "../../view";
import { closingLine } from "../human";
import { markup, type Markup } from "./markup";
import { resultOf, rowId } from "./uploads";

/** The verdict first, then whatever is wrong, then the numbers. */
export function verdictSection(view: View): Markup {
  const state = !holds(view) ? "bad" : view.buckets.length === 0 ? "nothing" : "good";
  return markup`<p class="verdict ${state}">${closingLine(view, NO_COLOURS)}</p>
${wrong(view)}
${numbers(view)}`;
}

function wrong({ buckets, problems }: View): Markup {
  const complaints = buckets.flatMap((bucket, index) => complaintsAbout(bucket, index + 1));
  if (problems.length + complaints.length === 0) return markup``;
  return markup`<section class="wrong" aria-labelledby="wrong-title">
<h2 id="wrong-title">What is not as promised</h2>
<ul>${problems.map((problem) => markup`<li>${problem}</li>`)}${complaints}</ul>
</section>`;
}

/** One lost statement shows in many requests: those that went wrong in the same way stand together. */
function complaintsAbout({ name, uploads }: JudgedBucket, number: number): Markup[] {
  const byComplaint = new Map<string, CaseResult[]>();
  for (const upload of uploads.filter(({ holds }) => !holds)) {
    const complaint = upload.complaint ?? "not as promised";
    byComplaint.set(complaint, [...(byComplaint.get(complaint) ?? []), upload]);
  }
  return [...byComplaint].map(
    ([complaint, all]) => markup`<li><b>${name}</b>: ${complaint}
<ul>${all.map((upload) => markup`<li><a href="#${rowId(number, upload)}">${upload.description}</a></li>`)}</ul></li>
`,
  );
}

function numbers({ resources, buckets }: View): Markup {
  const uploads = buckets.flatMap((bucket) => bucket.uploads);
  const with_ = (result: string): number => uploads.filter((upload) => resultOf(upload) === result).length;
  const all: [number, string][] = [
    [resources.length, resources.length === 1 ? "resource" : "resources"],
    ...(uploads.length > 0
      ? ([
          [uploads.length, "requests tried"],
          [with_("refused"), "refused"],
          [with_("accepted"), "accepted"],
          [with_("differs"), "differ under H1 and H2"],
        ] satisfies [number, string][])
      : []),
  ];
  return markup`<ul class="numbers">${all.map(([count, what]) => markup`<li><b>${count}</b> ${what}</li>`)}</ul>`;
}
