// Writes src/api/schema.gen.ts from the API's document; with --check it only compares.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const source = new URL("../../docs/openapi.yaml", import.meta.url);
const target = fileURLToPath(new URL("../src/api/schema.gen.ts", import.meta.url));
const text = `// Generated from docs/openapi.yaml by \`npm run types\`.\n\n${astToString(await openapiTS(source, { alphabetize: true, defaultNonNullable: true }))}`;

if (!process.argv.includes("--check")) {
  writeFileSync(target, text);
} else if (!existsSync(target) || readFileSync(target, "utf8") !== text) {
  console.error("src/api/schema.gen.ts is behind docs/openapi.yaml. Run npm run types.");
  process.exit(1);
}
