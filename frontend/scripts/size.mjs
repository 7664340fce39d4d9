// Brotli size of what a browser must load first: the entry and its static imports, and,
// for someone signed in, the token part of Amplify. Fails above the budget.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const BUDGET_KB = 150;
const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const manifestPath = `${dist}.vite/manifest.json`;

if (!existsSync(manifestPath)) {
  if (process.argv.includes("--if-built")) process.exit(0);
  console.error("There is no build to measure. Run npm run build first.");
  process.exit(1);
}

const manifest = JSON.parse(readFileSync(manifestPath, "utf8"));
const kb = (file) => brotliCompressSync(readFileSync(dist + file)).length / 1000;

function closure(keys, seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    closure(manifest[key].imports ?? [], seen);
  }
  return seen;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const session = Object.keys(manifest).find((key) => manifest[key].name === "cognito-session");
if (!entry || !session)
  throw new Error("The build has no entry, or Amplify's session part is not split off.");

const measure = (keys) => {
  const files = [...closure(keys)]
    .map((key) => manifest[key].file)
    .filter((file) => file.endsWith(".js"));
  return files.reduce((sum, file) => sum + kb(file), 0);
};
const css = (manifest[entry].css ?? []).reduce((sum, file) => sum + kb(file), 0);
const signedOut = measure([entry]);
const signedIn = measure([entry, session]);

console.log(`first load, signed out: ${signedOut.toFixed(1)} kB of JavaScript (brotli)`);
console.log(`first load, signed in:  ${signedIn.toFixed(1)} kB of ${BUDGET_KB} kB`);
console.log(`styles: ${css.toFixed(1)} kB`);
if (signedIn > BUDGET_KB) {
  console.error("The first load is over its budget.");
  process.exit(1);
}
