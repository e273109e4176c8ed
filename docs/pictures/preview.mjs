// Draws docs/pictures/preview.svg from what `preview` of the dev stack really prints: the resources, the policies, and
// the first uploads. Usage: npm run picture
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const args = ["--require", "tsx/cjs", "cli/main.ts", "preview", "--stack", "dev"];
const { status, stdout, stderr } = spawnSync(process.execPath, args, {
  cwd: root,
  encoding: "utf8",
  env: { ...process.env, NO_COLOR: "1" },
});
if (status !== 0) throw new Error(stderr);

const all = stdout.trimEnd().split("\n");
const uploads = all.findIndex((line) => line.includes("what happens to each kind of request"));
const lines = [...all.slice(0, uploads + 22), "    …", "", all.at(-1)];

const [CHARACTER, LINE, PADDING] = [7.8, 18, 18];
const width = Math.max(...lines.map((line) => line.length)) * CHARACTER + 2 * PADDING;
const height = lines.length * LINE + 2 * PADDING;
const colour = (line) =>
  /^ ?✓/.test(line) ? "#7ee787" : /^ ?✗/.test(line) ? "#ff7b72" : /^\S/.test(line) ? "#ffffff" : "#c9d1d9";
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
const text = lines.map(
  (line, index) =>
    `<text x="${PADDING}" y="${PADDING + (index + 0.8) * LINE}" fill="${colour(line)}">${escape(line)}</text>`,
);

writeFileSync(
  new URL("preview.svg", import.meta.url),
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(width)} ${height}" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13" xml:space="preserve">
<title>Output of npm run preview</title>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
${text.join("\n")}
</svg>
`,
);
