import type { PolicyDocument, Statement } from "../../../../policy/document";
import type { JudgedBucket } from "../../view";
import { counted } from "../lines";
import { callNames, inWords, type Called } from "../statementWords";
import { jsonBlock } from "./json";
import { markup, type Markup } from "./markup";

/** Both policies of a bucket, each statement in words beside what AWS gets. */
export function policySections(bucket: JudgedBucket, number: number): Markup {
  const { bucketPolicy, keyPolicy } = bucket;
  const own = section(
    bucket,
    bucketPolicy,
    `bucket-${number}-bucket-policy`,
    "Bucket policy",
    "A statement that refuses wins over all that allow.",
  );
  if (!keyPolicy) return markup`${own}\n${keyMadeElsewhere(number)}`;
  const ofKey = section(
    bucket,
    keyPolicy,
    `bucket-${number}-key-policy`,
    "Key policy",
    "What no statement allows is refused, whatever IAM says.",
  );
  return markup`${own}\n${ofKey}`;
}

function section(
  bucket: JudgedBucket,
  document: PolicyDocument,
  id: string,
  title: string,
  rule: string,
): Markup {
  const called = callNames(bucket.bucketArn, bucket.keyArn);
  return markup`<section id="${id}">
<h3>${title}</h3>
<p class="lead">${counted(document.Statement.length, "statement")}. ${rule}</p>
${document.Statement.map((statement) => card(statement, bucket, called))}
</section>`;
}

function card(statement: Statement, { uploads }: JudgedBucket, called: Called): Markup {
  const { Sid, Effect } = statement;
  const decided = uploads.filter(({ decidedBy }) => Sid !== undefined && decidedBy.includes(Sid)).length;
  return markup`<article class="statement ${Effect === "Deny" ? "deny" : "allow"}">
<div class="words">
<h4>${Sid ?? "(no Sid)"}</h4>
<p>${capitalised(inWords(statement, called))}.</p>
<p class="decided">${decidedWords(decided, uploads.length)}</p>
</div>
${jsonBlock(statement)}
</article>
`;
}

function decidedWords(decided: number, tried: number): string {
  return decided === 0
    ? "It has a say in none of the requests below."
    : `It has a say in ${decided} of the ${counted(tried, "request")} below.`;
}

function keyMadeElsewhere(number: number): Markup {
  return markup`<section id="bucket-${number}-key-policy">
<h3>Key policy</h3>
<p>The key was made elsewhere, and so was its policy. Who may use the key was not judged.</p>
</section>`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
