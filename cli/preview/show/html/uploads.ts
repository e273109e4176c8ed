import type { CaseResult } from "../../../../simulator";
import type { JudgedBucket } from "../../view";
import { counted } from "../lines";
import { callNames, type Called } from "../statementWords";
import { jointed } from "./arn";
import { jsonBlock } from "./json";
import { markup, type Markup } from "./markup";

/** `differs`: the two hypotheses give different results. */
type Result = "accepted" | "refused" | "differs";

const operationOf = ({ request }: CaseResult): string => String(request["operation"]);

/** The rows under a title each. Every request belongs to one of them. */
const GROUPS: [string, (upload: CaseResult) => boolean][] = [
  ["Uploads, and changes of what is stored", (upload) => !isRead(upload) && !isKeyCall(upload)],
  ["Downloads and lists", (upload) => isRead(upload)],
  ["Use and management of the key", (upload) => isKeyCall(upload)],
];

function isRead(upload: CaseResult): boolean {
  return /^(Get|List|Head)/.test(operationOf(upload));
}

function isKeyCall(upload: CaseResult): boolean {
  return operationOf(upload).startsWith("kms:");
}

/** The place of a request on the page. Cases have plain names; those of buckets are the program's. */
export function rowId(bucketNumber: number, upload: CaseResult): string {
  return `bucket-${bucketNumber}-${upload.case}`;
}

/** What the request came to. */
export function resultOf({ decision: { effectiveKey, headerOnly } }: CaseResult): Result {
  if (effectiveKey !== headerOnly) return "differs";
  return effectiveKey === "allow" ? "accepted" : "refused";
}

/** Every kind of request that was tried on a bucket, with what became of it, and the means to filter them. */
export function uploadSection(bucket: JudgedBucket, number: number): Markup {
  const { name, uploads, bucketArn, keyArn } = bucket;
  const called = callNames(bucketArn, keyArn);
  const table = `bucket-${number}-table`;
  return markup`<section id="bucket-${number}-requests">
<h3>What happens to each kind of request</h3>
<p class="lead">${counted(uploads.length, "kind")} of request were tried. Where the result hangs on what AWS does not document there are two, one for each reading: <a href="#hypotheses">H1 and H2</a>.</p>
${filters(bucket, table, called)}
<table id="${table}" class="requests" role="table">
<caption>Requests tried on <b>${name}</b></caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Request</th><th scope="col" role="columnheader">Caller</th><th scope="col" role="columnheader">Result</th><th scope="col" role="columnheader">Why</th></tr></thead>
${GROUPS.map(([title, holdsIt]) => rowGroup(title, uploads.filter(holdsIt), number, called))}</table>
</section>`;
}

/** Shown by the script alone: without it they would do nothing. */
function filters({ name, uploads }: JudgedBucket, table: string, called: Called): Markup {
  const results = new Set(uploads.map(resultOf));
  const callers = [...new Set(uploads.map(callerOf))];
  const choices: [Result, string][] = [
    ["accepted", "accepted"],
    ["refused", "refused"],
    ["differs", "H1 and H2 differ"],
  ];
  return markup`<form class="filters" data-table="${table}" aria-label="Filter the requests tried on ${name}" hidden>
<label>Find <input type="search" name="text" autocomplete="off" spellcheck="false"></label>
<label>Result <select name="result"><option value="">any</option>${choices.filter(([result]) => results.has(result)).map(([result, words]) => markup`<option value="${result}">${words}</option>`)}</select></label>
<label>Caller <select name="caller"><option value="">any</option>${callers.map((caller) => markup`<option value="${caller}">${called(caller)}</option>`)}</select></label>
<label class="check"><input type="checkbox" name="unverified"> unverified only</label>
${uploads.some(({ holds }) => !holds) ? markup`<label class="check"><input type="checkbox" name="wrong"> not as promised only</label>` : ""}
<button type="reset">Show all</button>
<p class="count" role="status"></p>
</form>`;
}

function rowGroup(title: string, uploads: CaseResult[], number: number, called: Called): Markup {
  if (uploads.length === 0) return markup``;
  return markup`<tbody role="rowgroup">
<tr role="row" class="group"><th scope="rowgroup" role="rowheader" colspan="4">${title}</th></tr>
${uploads.map((upload) => row(upload, rowId(number, upload), called))}</tbody>
`;
}

function row(upload: CaseResult, id: string, called: Called): Markup {
  const { description, holds, unverified, decidedBy, complaint, request } = upload;
  const caller = callerOf(upload);
  const complaints = holds
    ? ""
    : markup`<p class="complaint">✗ Not as promised: ${complaint ?? "see the result"}</p>`;
  return markup`<tr id="${id}" role="row" data-result="${resultOf(upload)}" data-caller="${caller}"${flag("unverified", unverified)}${flag("wrong", !holds)}>
<th scope="row" role="rowheader"><details><summary>${description}</summary>${jsonBlock(request)}</details>${complaints}</th>
<td role="cell" class="caller">${jointed(called(caller))}</td>
<td role="cell" class="result">${pills(upload)}</td>
<td role="cell" class="why">${reasons(upload).map((one) => markup`<p>${one}</p>`)}<span class="deciders">${decidedBy.join(", ")}</span></td>
</tr>
`;
}

/** One line for each. Where both hypotheses agree the result stands beside it already. */
function reasons(upload: CaseResult): string[] {
  const all = upload.reason.split("; ");
  return resultOf(upload) === "differs" ? all : all.map((one) => one.replace(/^(accepted|refused): /, ""));
}

function flag(name: string, isSet: boolean): Markup {
  return isSet ? markup` data-${name}` : markup``;
}

function pills(upload: CaseResult): Markup {
  const { decision, unverified, endsUpUnder } = upload;
  const under = endsUpUnder
    ? markup`<span class="under${endsUpUnder === "the key" ? "" : " other"}">under ${endsUpUnder}</span>`
    : "";
  const results =
    resultOf(upload) === "differs"
      ? markup`${pill(decision.effectiveKey, "H1 ")} ${pill(decision.headerOnly, "H2 ")}`
      : pill(decision.effectiveKey, "");
  return markup`${results}${unverified ? markup` <span class="pill open">unverified</span>` : ""}${under}`;
}

function pill(decision: "allow" | "deny", before: string): Markup {
  return decision === "allow"
    ? markup`<span class="pill accepted">${before}accepted</span>`
    : markup`<span class="pill refused">${before}refused</span>`;
}

function callerOf({ request }: CaseResult): string {
  return String(request["caller"] ?? "");
}
