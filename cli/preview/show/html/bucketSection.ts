import type { JudgedBucket } from "../../view";
import { arnCode } from "./arn";
import { markup, type Markup } from "./markup";
import { policySections } from "./policies";
import { uploadSection } from "./uploads";

/** What each enforcement demands of an upload, and its price. */
const ENFORCEMENTS: Record<string, string> = {
  EffectiveKey:
    "The key that S3 will use must be the bucket's own, whether the upload names it or the bucket's default supplies it.",
  RequireHeaders:
    "As EffectiveKey, and each upload must name the algorithm and the key itself. Whoever relies on the bucket's default is refused.",
  DeclaredKeyOnly:
    "Only what an upload names is judged. One that names nothing always passes, even after somebody has changed the bucket's default.",
  DefaultOnly:
    "The policy says nothing about encryption. An upload that names another key or algorithm is stored under that.",
};

/** All about one bucket: what it promises, its policies, and what happens to each request. */
export function bucketSection(bucket: JudgedBucket, number: number): Markup {
  const { name, enforcement, bucketArn, keyArn } = bucket;
  const meaning = ENFORCEMENTS[enforcement];
  return markup`<section id="bucket-${number}" class="bucket" aria-labelledby="bucket-${number}-title">
<h2 id="bucket-${number}-title"><span class="kind">Bucket</span> ${name}</h2>
<dl class="facts">
<div><dt>Bucket</dt><dd>${arnCode(bucketArn)}</dd></div>
<div><dt>Key</dt><dd>${arnCode(keyArn)}</dd></div>
<div><dt>Enforcement</dt><dd><b>${enforcement}</b>${meaning ? markup`. ${meaning}` : ""}</dd></div>
</dl>
${policySections(bucket, number)}
${uploadSection(bucket, number)}
</section>
`;
}
