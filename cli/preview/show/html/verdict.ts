import { NO_COLOURS } from "../../../printer";
import { holds, type View } from "../../view";
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
  const uploads = buckets.flatMap(({ name, uploads }, index) =>
    uploads
      .filter((upload) => !upload.holds)
      .map(
        (upload) =>
          markup`<li><b>${name}</b>: <a href="#${rowId(index + 1, upload)}">${upload.description}</a>: ${upload.complaint ?? "not as promised"}</li>`,
      ),
  );
  if (problems.length + uploads.length === 0) return markup``;
  return markup`<section class="wrong" aria-labelledby="wrong-title">
<h2 id="wrong-title">What is not as promised</h2>
<ul>${problems.map((problem) => markup`<li>${problem}</li>`)}${uploads}</ul>
</section>`;
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
