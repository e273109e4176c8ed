import { typeToken } from "../../names";
import type { ShownResource } from "../../view";
import { whatEachAwaits } from "../waits";
import { inLanes, type Arrow } from "./lanes";
import { markup, type Markup } from "./markup";

const ROW = 46;
const LANE = 26;
const HEADING = 44;
const MARGIN = 16;
const RADIUS = 11;
const BEND = 30;
/** Width of a character of the fixed-width fonts: three fifths of its size in those that are common. The tags are set in another one. */
const [NAME_CHARACTER, TYPE_CHARACTER, TAG_CHARACTER] = [7.9, 6.65, 6];
const LONGEST = 50;

interface Row {
  resource: ShownResource;
  number: number;
  y: number;
}

/** Resources next to each other that stand under the same parent. */
interface Group {
  parent: ShownResource | undefined;
  rows: Row[];
  top: number;
  bottom: number;
}

/** The resources from first to last as a picture: each below what it waits for, with arrows between them. */
export function pictureOf(resources: readonly ShownResource[]): Markup {
  const groups = groupsOf(resources);
  const rows = groups.flatMap((group) => group.rows);
  if (rows.length === 0) return markup``;
  const rowOf = new Map(rows.map(({ resource }, row) => [resource.urn, row]));
  const awaited = whatEachAwaits(resources);
  const awaits = rows.map(({ resource }) => awaited(resource).flatMap((urn) => rowOf.get(urn) ?? []));
  const { lanes, arrows } = inLanes(awaits);
  const x = (lane: number): number => MARGIN + RADIUS + 4 + lane * LANE;
  const textAt = x(Math.max(0, ...lanes, ...arrows.map(({ lane }) => lane))) + RADIUS + 14;
  const width = Math.ceil(Math.max(260, ...groups.map((group) => textAt + widthOf(group)))) + MARGIN;
  const height = (groups.at(-1)?.bottom ?? 0) + 1;
  const at = (row: number): [number, number] => [x(lanes[row] ?? 0), rows[row]?.y ?? 0];
  return markup`<svg class="picture" role="img" aria-labelledby="picture-title picture-text" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title id="picture-title">The order of creation</title>
<desc id="picture-text">${rows.map(({ resource, number }, row) => inWords(resource, number, awaits[row] ?? []))}</desc>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0.5 8 4 0 7.5z"/></marker></defs>
${groups.map((group) => panel(group, width))}
${arrows.map((arrow) => markup`<path class="arrow" marker-end="url(#tip)" d="${pathOf(arrow, at, x(arrow.lane))}"/>\n`)}
${rows.map((row, index) => station(row, at(index), textAt))}
</svg>`;
}

function groupsOf(resources: readonly ShownResource[]): Group[] {
  const byUrn = new Map(resources.map((one) => [one.urn, one]));
  const groups: Group[] = [];
  let y = 0;
  resources.forEach((resource) => {
    // A component is nothing that AWS makes: it is shown as the frame around its children.
    if (!resource.custom) return;
    const parent = byUrn.get(resource.parent ?? "");
    let group = groups.at(-1);
    if (!group || group.parent !== parent) {
      const top = group ? group.bottom + 12 : 1;
      group = { parent, rows: [], top, bottom: top };
      groups.push(group);
      y = top + (parent ? HEADING : 8);
    }
    const number = groups.reduce((count, { rows }) => count + rows.length, 1);
    group.rows.push({ resource, number, y: y + ROW / 2 });
    y += ROW;
    group.bottom = y + 8;
  });
  return groups;
}

function panel({ parent, top, bottom }: Group, width: number): Markup {
  const frame = markup`<rect class="frame" x="1" y="${top}" width="${width - 2}" height="${bottom - top}" rx="10"/>`;
  if (!parent) return frame;
  return markup`${frame}<text class="heading" x="${MARGIN}" y="${top + 26}">${shortened(parent.name)} <tspan class="type">${shortened(typeToken(parent.type))}</tspan></text>\n`;
}

function station({ resource, number, y }: Row, [x]: [number, number], textAt: number): Markup {
  const name = shortened(resource.name);
  let tagAt = textAt + name.length * NAME_CHARACTER + 10;
  const tags = tagsOf(resource).map((tag) => {
    const [at, width] = [tagAt, tag.length * TAG_CHARACTER + 14];
    tagAt += width + 5;
    return markup`<rect class="tag" x="${at}" y="${y - 18}" width="${width}" height="17" rx="8.5"/><text class="tag-text" x="${at + width / 2}" y="${y - 5.5}">${tag}</text>`;
  });
  return markup`<circle class="dot ${serviceOf(resource)}" cx="${x}" cy="${y}" r="${RADIUS}"/><text class="number" x="${x}" y="${y + 4}">${number}</text><text class="name" x="${textAt}" y="${y - 4}">${name}</text>${tags}<text class="type" x="${textAt}" y="${y + 13}">${shortened(typeToken(resource.type))}</text>\n`;
}

/** Down its lane, with a bend at the start and the end where that is another lane than the dot's. */
function pathOf({ from, to }: Arrow, at: (row: number) => [number, number], x: number): string {
  const [[startX, startY], [endX, endY]] = [at(from), at(to)];
  const [top, bottom] = [startY + RADIUS, endY - RADIUS - 2];
  const out = startX === x ? "" : ` C${startX} ${top + BEND / 2} ${x} ${top + BEND / 2} ${x} ${top + BEND}`;
  const into =
    endX === x
      ? ` L${endX} ${bottom}`
      : ` L${x} ${bottom - BEND} C${x} ${bottom - BEND / 2} ${endX} ${bottom - BEND / 2} ${endX} ${bottom}`;
  return `M${startX} ${top}${out}${into}`;
}

function inWords({ name, type }: ShownResource, number: number, awaits: readonly number[]): string {
  const after = awaits.length === 0 ? "" : `, after ${awaits.map((row) => row + 1).join(" and ")}`;
  return `${number}: ${name}, ${typeToken(type)}${after}. `;
}

/** What keeps it from being deleted, by Pulumi's names. */
export function tagsOf({ protect, retainOnDelete }: ShownResource): string[] {
  return [...(protect ? ["protect"] : []), ...(retainOnDelete ? ["retainOnDelete"] : [])];
}

function serviceOf({ type }: ShownResource): string {
  return /^aws:(kms|s3)\//.exec(type)?.[1] ?? "other";
}

function widthOf({ rows, parent }: Group): number {
  const widths = rows.map(({ resource }) => {
    const tags = tagsOf(resource).map((tag) => tag.length * TAG_CHARACTER + 19);
    const first = shortened(resource.name).length * NAME_CHARACTER + 5 + tags.reduce((a, b) => a + b, 0);
    return Math.max(first, shortened(typeToken(resource.type)).length * TYPE_CHARACTER);
  });
  const heading = parent ? (shortened(parent.name).length + 1 + typeToken(parent.type).length) * 7 - 40 : 0;
  return Math.max(heading, ...widths);
}

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
