import { COLOURS } from "./colours";

/** How the page looks: on a desktop, on a phone, in print; light and dark. */
export const STYLES = `
${COLOURS}
* { box-sizing: border-box; }
html { scroll-padding-top: 3rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto;
  max-width: 78rem;
  padding: 0 1.75rem 5rem;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.55 Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere;
}
code, pre, .picture .name, .picture .type, .deciders {
  font-family: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
}
code, pre { font-size: 0.8125rem; unicode-bidi: isolate; }
h1, h2, h3, h4, b, dd, li, td, th { unicode-bidi: isolate; }
h1 { margin: 0; font-size: 2.125rem; line-height: 1.2; letter-spacing: -0.02em; font-weight: 650; }
h2 { margin: 0 0 0.5rem; font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.015em; font-weight: 650; }
h3 { margin: 0 0 0.25rem; font-size: 1.0625rem; font-weight: 650; }
h4 { margin: 0 0 0.25rem; font-size: 0.9375rem; font-weight: 600; }
p { margin: 0 0 0.75rem; }
a { color: var(--accent); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
.skip { position: absolute; left: -100rem; padding: 0.5rem 1rem; background: var(--card); }
.skip:focus { left: 1rem; top: 1rem; z-index: 1; }
.kind { color: var(--muted); font-weight: 400; }
p.kind { margin: 0 0 0.25rem; font-size: 0.875rem; letter-spacing: 0.02em; }
.slash { color: var(--faint); font-weight: 300; }
.lead, .legend, .decided, .notes, .under { color: var(--muted); }
.lead { max-width: 46rem; text-wrap: pretty; }

header { padding: 3rem 0 2rem; }
header .lead { margin: 0.5rem 0 0; }
.bucket { border-top: 1px solid var(--line); padding-top: 2.5rem; }
.page { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: 3rem; }
main > section { margin-top: 3.5rem; }
main > section section { margin-top: 2.25rem; }
nav { position: sticky; top: 1.5rem; align-self: start; max-height: calc(100vh - 3rem); overflow: auto; font-size: 0.875rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li { margin: 0 0 0.5rem; }
nav ul ul { margin: 0.375rem 0 0; padding-left: 0.75rem; border-left: 1px solid var(--line); }
nav ul ul li { margin: 0 0 0.25rem; }
nav a { color: var(--muted); text-decoration: none; }
nav a:hover { color: var(--accent); text-decoration: underline; }
nav b { color: var(--ink); font-weight: 600; }

.verdict { margin: 0; padding: 1rem 1.25rem; border-radius: 10px; font-size: 1.0625rem; font-weight: 550; }
.verdict.good { background: var(--good-soft); color: var(--good); }
.verdict.bad { background: var(--bad-soft); color: var(--bad); }
.verdict.nothing { background: var(--code); }
.wrong { margin-top: 1rem; padding: 1rem 1.25rem; border: 1px solid var(--bad); border-radius: 10px; }
main > section.wrong { margin-top: 1rem; }
.wrong h2 { font-size: 1.0625rem; }
.wrong ul { margin: 0; padding-left: 1.25rem; }
.wrong ul ul { columns: 20rem 2; padding-left: 1rem; list-style: none; font-size: 0.875rem; }
.wrong > ul > li + li { margin-top: 0.5rem; }
.numbers { display: flex; flex-wrap: wrap; gap: 0.25rem 1.75rem; margin: 1rem 0 0; padding: 0; list-style: none; color: var(--muted); font-size: 0.9375rem; }
.numbers b { color: var(--ink); font-weight: 650; font-variant-numeric: tabular-nums; }

.card, .reading, .statement { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.card, .reading { padding: 1rem 1.25rem; }
.columns { display: grid; grid-template-columns: minmax(0, auto) minmax(17rem, 1fr); gap: 1.5rem; align-items: start; }
.columns .card { margin: 0 0 1.5rem; }
.columns p { font-size: 0.9375rem; color: var(--muted); }
.plain { margin: 0; padding: 0; list-style: none; }
.plain li { padding: 0.125rem 0; }
dl, dd { margin: 0; }
.outputs dt { font-size: 0.875rem; color: var(--muted); }
.outputs > div + div { margin-top: 0.5rem; }

figure { margin: 0; }
.columns .legend { margin: 0 0 1.5rem; }
.columns .legend p { margin: 0 0 0.375rem; font-size: 0.8125rem; }
.picture { display: block; max-width: 100%; height: auto; }
.picture .frame { fill: var(--card); stroke: var(--line); }
.picture .heading { font-size: 14px; font-weight: 650; fill: var(--ink); }
.picture .heading .type { font-weight: 400; }
.picture .arrow { fill: none; stroke: var(--faint); stroke-width: 1.5; }
.picture .tip { fill: var(--faint); }
.picture .dot, .swatch { fill: var(--other); background: var(--other); }
.picture .kms, .swatch.kms { fill: var(--kms); background: var(--kms); }
.picture .s3, .swatch.s3 { fill: var(--s3); background: var(--s3); }
.picture .number { font-size: 11px; font-weight: 650; text-anchor: middle; fill: var(--on-colour); }
.picture .name { font-size: 13px; font-weight: 600; fill: var(--ink); }
.picture .type { font-size: 11px; fill: var(--muted); }
.picture .tag { fill: var(--code); }
.picture .tag-text { font-size: 10.5px; text-anchor: middle; fill: var(--muted); }
.swatch { display: inline-block; width: 0.625rem; height: 0.625rem; border-radius: 50%; margin-left: 0.25rem; }
.swatch:first-child { margin-left: 0; }
details > summary { cursor: pointer; color: var(--accent); }
.all { margin-top: 1.5rem; }
.all > summary { font-size: 0.9375rem; }
.resources { padding-left: 1.5rem; }
.resources > li { margin: 0 0 1rem; padding-left: 0.25rem; }
.notes { font-size: 0.875rem; }

.json { margin: 0; white-space: pre-wrap; line-height: 1.5; }
.json .key { color: var(--accent); }
.line { display: block; padding-left: calc(var(--in) + 2ch); text-indent: calc(0ch - var(--in) - 2ch); }
.in0 { --in: 0ch; } .in1 { --in: 2ch; } .in2 { --in: 4ch; } .in3 { --in: 6ch; } .in4 { --in: 8ch; } .in5 { --in: 10ch; }
li > .json, th .json { margin-top: 0.375rem; padding: 0.625rem 0.75rem; background: var(--code); border-radius: 6px; font-weight: 400; }

.facts { display: grid; gap: 0.5rem; }
.facts > div { display: grid; align-items: baseline; grid-template-columns: 7rem minmax(0, 1fr); }
.facts dt { color: var(--muted); font-size: 0.9375rem; }
.statement { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); margin-top: 0.75rem; overflow: hidden; }
.statement .words { padding: 1rem 1.25rem; border-left: 4px solid var(--faint); }
.statement.deny .words { border-color: var(--deny); }
.statement.allow .words { border-color: var(--good); }
.statement .words p:last-child { margin: 0; }
.statement .json { padding: 1rem 1.25rem; background: var(--code); border-left: 1px solid var(--line); }
.decided { font-size: 0.875rem; }

.filters { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: end; margin: 1rem 0; padding: 0.875rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; font-size: 0.875rem; }
.filters[hidden] { display: none; }
.filters label { display: grid; gap: 0.25rem; color: var(--muted); }
.filters .check { display: flex; align-items: center; gap: 0.5rem; min-height: 2.25rem; color: var(--ink); }
.filters input, .filters select, .filters button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--control); border-radius: 6px; min-height: 2.25rem; padding: 0 0.625rem; max-width: 100%; }
.filters select { max-width: 13rem; }
.filters [type="checkbox"] { min-height: 0; width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--accent); }
.filters button { cursor: pointer; }
.filters .count { flex: 1 0 8rem; margin: 0; text-align: right; align-self: center; color: var(--muted); font-variant-numeric: tabular-nums; }

.requests { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 0.875rem; line-height: 1.45; }
.requests caption { padding: 0 0 0.5rem; text-align: left; color: var(--muted); }
.requests th, .requests td { padding: 0.625rem 1rem 0.625rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
.requests thead th { position: sticky; top: 0; padding-bottom: 0.375rem; border: 0; background: var(--paper); color: var(--muted); font-size: 0.8125rem; }
.requests tbody:first-of-type .group th { padding-top: 0.5rem; }
.requests thead th:nth-child(1) { width: 31%; } .requests thead th:nth-child(2) { width: 16%; } .requests thead th:nth-child(3) { width: 15%; }
.requests tbody th { font-weight: 500; }
.requests .group th { padding-top: 1.5rem; border: 0; font-size: 0.9375rem; font-weight: 650; }
.requests tr:target { background: var(--open-soft); }
.requests summary { color: inherit; padding-left: 1rem; text-indent: -1rem; }
.requests summary::marker { color: var(--accent); }
.requests .under { display: block; margin-top: 0.25rem; font-size: 0.8125rem; }
.requests .under.other { color: var(--open); font-weight: 600; }
.why { color: var(--muted); }
.why p { margin: 0 0 0.125rem; }
.deciders { font-size: 0.75rem; color: var(--ink); }
.complaint { margin: 0.25rem 0; color: var(--bad); font-weight: 600; }
.pill { display: inline-block; padding: 0 0.5rem; border-radius: 1rem; font-size: 0.8125rem; line-height: 1.5; white-space: nowrap; }
.pill.accepted { background: var(--good-soft); color: var(--good); }
.pill.refused { background: var(--deny-soft); color: var(--deny); }
.pill.open { background: var(--open-soft); color: var(--open); }

.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin: 1rem 0; }
.pair p:last-child { margin: 0; }
.questions dt { margin: 0.75rem 0 0.25rem; }
.questions dd { margin-left: 1.25rem; font-size: 0.9375rem; }
#about ul { padding-left: 1.25rem; max-width: 46rem; color: var(--muted); }

@media (max-width: 64rem) {
  .page { grid-template-columns: minmax(0, 1fr); gap: 2rem; }
  nav { position: static; max-height: none; }
  nav > ul, nav ul ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; padding: 0; border: 0; }
  nav > ul > li:has(ul) { flex-basis: 100%; }
  nav li, nav ul ul li { margin: 0; }
  nav ul ul { margin: 0.125rem 0 0.25rem; gap: 0 1rem; }
}
@media (max-width: 44rem) {
  body { padding: 0 1rem 3rem; }
  header { padding: 1.5rem 0 1rem; }
  h1 { font-size: 1.625rem; }
  .columns, .pair, .statement, .facts > div { grid-template-columns: minmax(0, 1fr); }
  .statement .json { border-left: 4px solid var(--line); }
  .filters label:not(.check) { flex: 1 1 9rem; }
  .filters input:not([type="checkbox"]), .filters select { width: 100%; max-width: none; }
  .filters .count { text-align: left; }
  .requests, .requests caption, .requests tbody, .requests tr, .requests td, .requests th { display: block; }
  .requests thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .requests tr { padding: 0.75rem 0; border-top: 1px solid var(--line); }
  .requests [hidden] { display: none; }
  .requests .group { padding: 1.25rem 0 0; border: 0; }
  .requests td, .requests tbody th { padding: 0.125rem 0; border: 0; }
  .requests .caller::before { content: "by "; color: var(--muted); }
}
@media print {
  @page { margin: 14mm; }
  html { font-size: 12px; }
  body { padding: 0; max-width: none; }
  header { padding: 0 0 0.5rem; }
  nav, .filters, .skip { display: none; }
  .page { display: block; }
  main > section { margin-top: 1.5rem; }
  .requests tbody[hidden] { display: table-row-group; }
  .requests tr[hidden] { display: table-row; }
  .statement, .requests tr, .reading, .card, figure { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
