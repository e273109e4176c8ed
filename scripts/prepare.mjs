// Runs after an install in a checkout. Whoever develops builds with `npm run build`. Pulumi, which installs a plugin from
// git without development dependencies, has no bundler, and needs the dist/ that package.json's main names all the same.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

if (!existsSync("dist/index.js") && !existsSync("node_modules/tsdown")) await transpile();

async function transpile() {
  const { default: ts } = await import("typescript");
  const { compilerOptions } = ts.parseConfigFileTextToJson("", readFileSync("tsconfig.json", "utf8")).config;
  const options = { ...compilerOptions, target: "ES2022", module: "CommonJS", moduleResolution: "Node10" };
  for (const file of ["components", "policy"].flatMap(sourcesIn)) {
    const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), {
      compilerOptions: options,
      fileName: file,
    });
    const target = join("dist", file.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  writeFileSync("dist/index.js", 'module.exports = require("./components");\n');
}

function sourcesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return entries.filter((name) => name.endsWith(".ts")).map((name) => join(folder, name));
}
