import { createHash } from "node:crypto";
import type { View } from "../../view";
import { bucketSection } from "./bucketSection";
import { hypothesesSection } from "./hypotheses";
import { Markup, markup } from "./markup";
import { resourceSection } from "./resources";
import { SCRIPT } from "./script";
import { STYLES } from "./styles";
import { verdictSection } from "./verdict";

/** A preview as one page that needs nothing else: no file, no network, no script to be read. The same view, the same bytes. */
export function pageText(view: View): string {
  const { project, stack, buckets } = view;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${project} / ${stack}: preview of encrypted-bucket</title>
<link rel="icon" href="data:,">
<style>${new Markup(STYLES)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<p class="kind">encrypted-bucket preview</p>
<h1>${project} <span class="slash">/</span> ${stack}</h1>
<p class="lead">What the program would create in AWS, and what would become of each kind of request. A dry run: nothing was created.</p>
</header>
<div class="page">
${contents(view)}
<main id="content" tabindex="-1">
${verdictSection(view)}
${resourceSection(view)}
${buckets.map((bucket, index) => bucketSection(bucket, index + 1))}
${buckets.length > 0 ? hypothesesSection(buckets) : ""}
${about()}
</main>
</div>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`.text;
}

/** Nothing is loaded and nothing runs but the style and the script of the page, known by their hashes. */
function contentSecurityPolicy(): string {
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'",
    `style-src ${hash(STYLES)}`,
    `script-src ${hash(SCRIPT)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function contents({ buckets }: View): Markup {
  return markup`<nav aria-label="On this page">
<ul>
<li><a href="#resources">What would be created</a></li>
${buckets.map(
  ({ name }, index) => markup`<li><a href="#bucket-${index + 1}">Bucket <b>${name}</b></a>
<ul>
<li><a href="#bucket-${index + 1}-bucket-policy">Bucket policy</a></li>
<li><a href="#bucket-${index + 1}-key-policy">Key policy</a></li>
<li><a href="#bucket-${index + 1}-requests">Requests</a></li>
</ul></li>
`,
)}${buckets.length > 0 ? markup`<li><a href="#hypotheses">What is not verified</a></li>` : ""}
<li><a href="#about">About this page</a></li>
</ul>
</nav>`;
}

function about(): Markup {
  return markup`<section id="about" aria-labelledby="about-title">
<h2 id="about-title">About this page</h2>
<ul>
<li>The program was run as a first deployment would run it, without AWS. Nothing was created.</li>
<li>Account, ids and ARNs that only AWS can give are invented, in the right form.</li>
<li>Results are those of a simulator of the rules that AWS documents for S3, KMS and IAM, not of AWS. The callers' own IAM policies are taken to allow everything, unless a request says otherwise.</li>
<li>Secrets of the program and its configuration show as <code>[secret]</code>.</li>
<li>The same program with the same configuration gives the same page, byte for byte.</li>
</ul>
</section>`;
}
