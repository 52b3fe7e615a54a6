// Refreshes the browser code that is committed: `npm ci && node tools/vendor.mjs`. Running Samspor needs no Node.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const ROOT = dirname(import.meta.dirname);
const MODULES = join(ROOT, "node_modules");
const STATIC = join(ROOT, "src/samspor/ui/static/vendor");
const TESTS = join(ROOT, "tests/vendor");
const WEIGHTS = ["Regular", "Italic", "Medium", "SemiBold", "Bold"];

// Three of the greys of the neutral theme become custom properties, so that our theme is one short file.
const themed = (declarations) => declarations
  .replace(/((?:^|;)(?:background|background-color|border(?:-[a-z]+)*|fill):[^;]*?)#454545/g, "$1var(--theme-primary,#454545)")
  .replace(/((?:^|;)(?:background|background-color|border(?:-[a-z]+)*):[^;]*?)#1a1a1a/g, "$1var(--theme-primary-dark,#1a1a1a)")
  .replace(/(outline:[^;]*?)#454545/g, "$1var(--theme-focus,#454545)")
  .replace(/#004d99/g, "var(--theme-link,#004d99)");

// A file that a hashing static storage can not find stops the deployment: keep only what we ship.
const stylesheet = (css) => css
  .replace(/@font-face\{[^}]*\}/g, (face) => {
    const file = face.match(/url\((\.\.\/fonts\/[^)]*\/IBMPlexSans-(\w+)\.woff2)\)/);
    return file && WEIGHTS.includes(file[2])
      ? face.replace(/src:[^}]*/, `src:url(../fonts/IBMPlexSans-${file[2]}.woff2) format("woff2")`) : "";
  })
  .replace(/\.icon-[a-z-]+:not\(a\)\{background-image:url\([^)]*\)\}/g, "")
  .replace(/background-image:url\(\.\.\/img\/logo[^)]*\);?/g, "")
  .replace(/\/\*# sourceMappingURL=.*\*\//, "")
  .replace(/\{([^{}]*)\}/g, (_, declarations) => `{${themed(declarations)}}`);

const shipped = [];
function put(base, name, content) {
  const path = join(base, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  shipped.push([base, name, createHash("sha256").update(content).digest("hex")]);
}
const take = (base, name, from) => put(base, name, readFileSync(join(MODULES, from)));

function dkfds() {
  const css = stylesheet(readFileSync(join(MODULES, "dkfds/dist/css/dkfds.min.css"), "utf8"));
  put(STATIC, "dkfds/css/dkfds.min.css", css);
  for (const name of new Set([...css.matchAll(/url\("?\.\.\/([^")]+)"?\)/g)].map((hit) => hit[1])))
    if (name.startsWith("img/")) take(STATIC, `dkfds/${name}`, `dkfds/dist/${name}`);
  for (const weight of WEIGHTS)
    take(STATIC, `dkfds/fonts/IBMPlexSans-${weight}.woff2`,
      `dkfds/dist/fonts/IBMPlexSans/complete/woff2/IBMPlexSans-${weight}.woff2`);
  take(STATIC, "dkfds/fonts/LICENSE.txt", "dkfds/dist/fonts/IBMPlexSans/complete/woff2/license.txt");
  const sprite = readFileSync(join(MODULES, "dkfds/dist/img/all-svg-icons.svg"), "utf8");
  put(STATIC, "dkfds/img/icons.svg", sprite.replace(/<\?xml[^>]*>|<!DOCTYPE[^>]*>/g, ""));
  const js = readFileSync(join(MODULES, "dkfds/dist/js/dkfds.min.js"), "utf8");
  put(STATIC, "dkfds/js/dkfds.min.js", js.replace(/\/\/# sourceMappingURL=.*/, ""));
  take(STATIC, "dkfds/LICENSE.md", "dkfds/LICENSE.md");
}

function readme(base, packages) {
  const about = packages.map((name) => {
    const { version, license, homepage } = JSON.parse(readFileSync(join(MODULES, name, "package.json"), "utf8"));
    return `| ${name} | ${version} | ${license} | ${homepage ?? ""} |`;
  });
  const files = shipped.filter(([where]) => where === base).map(([, name, sum]) => `${sum}  ${name}`);
  writeFileSync(join(base, "README.md"), [
    "# Code of others, as it is shipped", "",
    "Written by `node tools/vendor.mjs`; never edited by hand. Changes made on the way in (the stylesheet's fonts,",
    "icons and theme colours) are in that script.", "",
    "| package | version | licence | home |", "| --- | --- | --- | --- |", ...about, "",
    "```", ...files.sort(), "```", ""].join("\n"));
}

if (!existsSync(MODULES)) throw new Error("Run `npm ci` first");
for (const base of [STATIC, TESTS]) rmSync(base, { recursive: true, force: true });
dkfds();
take(STATIC, "htmx/htmx.min.js", "htmx.org/dist/htmx.min.js");
take(STATIC, "htmx/LICENSE", "htmx.org/LICENSE");
readme(STATIC, ["dkfds", "htmx.org"]);
take(TESTS, "axe/axe.min.js", "axe-core/axe.min.js");
take(TESTS, "axe/LICENSE", "axe-core/LICENSE");
take(TESTS, "axe/LICENSE-3RD-PARTY.txt", "axe-core/LICENSE-3RD-PARTY.txt");
readme(TESTS, ["axe-core"]);
