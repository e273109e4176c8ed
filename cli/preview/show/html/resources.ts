import { nameOf, typeToken } from "../../names";
import type { ShownResource, View } from "../../view";
import { counted } from "../lines";
import { principalsThatMustExist } from "../principals";
import { whatEachAwaits } from "../waits";
import { arnCode } from "./arn";
import { jsonBlock } from "./json";
import { markup, type Markup } from "./markup";
import { pictureOf, tagsOf } from "./picture";

/** What would be made and in which order, what must exist before, and what the stack gives back. */
export function resourceSection(view: View): Markup {
  const { resources } = view;
  const awaits = whatEachAwaits(resources);
  return markup`<section id="resources" aria-labelledby="resources-title">
<h2 id="resources-title">What would be created</h2>
<p class="lead">${counted(resources.length, "resource")}, from first to last.</p>
<div class="columns">
<figure>${pictureOf(resources)}</figure>
<div>
${LEGEND}
${mustExist(view)}
${outputs(view)}
</div>
</div>
<details class="all"><summary>Each resource in words, with its inputs</summary>
<ol class="resources">
${resources.map((resource) => inWords(resource, awaits(resource).map(nameOf)))}</ol>
</details>
</section>
`;
}

const LEGEND = markup`<div class="legend">
<p><span class="swatch kms"></span> KMS <span class="swatch s3"></span> S3 <span class="swatch other"></span> other</p>
<p>An arrow leads from a resource to what waits for it. A frame with a title is a component, which makes nothing in AWS itself.</p>
<p><b>protect</b>: Pulumi refuses to delete it. <b>retainOnDelete</b>: it stays in AWS when it leaves the program.</p>
</div>`;

function inWords(resource: ShownResource, waits: readonly string[]): Markup {
  const { name, type, id, custom, inputs } = resource;
  const notes = [
    ...(custom ? [] : ["a component: a frame around its children, nothing in AWS"]),
    ...(id === undefined ? [] : [`id ${id}`]),
    ...(waits.length > 0 ? [`after ${waits.join(", ")}`] : []),
    ...tagsOf(resource),
  ];
  return markup`<li><b class="name">${name}</b> <code>${typeToken(type)}</code><br><span class="notes">${notes.join(" · ")}</span>${jsonBlock(inputs)}</li>
`;
}

function mustExist({ buckets }: View): Markup {
  const principals = principalsThatMustExist(buckets);
  if (principals.length === 0) return markup``;
  return markup`<section class="card">
<h3>Must exist first</h3>
<p>S3 and KMS refuse a policy that names a role or user that does not exist.</p>
<ul class="plain">${principals.map((principal) => markup`<li>${arnCode(principal)}</li>`)}</ul>
</section>`;
}

function outputs({ outputs }: View): Markup {
  const names = Object.keys(outputs);
  if (names.length === 0) return markup``;
  return markup`<section class="card">
<h3>Outputs of the stack</h3>
<dl class="outputs">${names.map((name) => {
    const value = outputs[name];
    return markup`<div><dt>${name}</dt><dd>${typeof value === "string" ? arnCode(value) : jsonBlock(value)}</dd></div>`;
  })}</dl>
</section>`;
}
