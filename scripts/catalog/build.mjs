#!/usr/bin/env node
// Converts raw catalogs to the product's data:
//   node scripts/catalog/build.mjs [RAW_DIR] [--check]
// RAW_DIR holds the raw JSON files; without it, `catalog` below $RULEHOUND_SHARED or ../shared. --check writes nothing
// and fails when the committed data differs from what would be written. Nothing is fetched.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { attack } from "./attack.mjs";
import { corrected } from "./corrected.mjs";
import { enums } from "./enums.mjs";
import { fields } from "./fields.mjs";
import { stringify } from "./format.mjs";
import { HEADERS } from "./headers.mjs";
import { rpcInterfaces } from "./rpc-interfaces.mjs";
import { sources } from "./sources.mjs";
import { splBuiltins } from "./spl-builtins.mjs";
import { dataModels, lookups, macros } from "./splunk-facts.mjs";
import { windowsEvents } from "./windows-events.mjs";

const SUBJECTS = {
  "windows-events": windowsEvents,
  sources,
  fields,
  "data-models": dataModels,
  macros,
  lookups,
  attack,
  "rpc-interfaces": rpcInterfaces,
  enums,
  "spl-builtins": splBuiltins,
};

const RAW_FILES = ["windows-events", "splunk-fields", "sigma-taxonomy", "attack", "rpc-interfaces", "spl-builtins"];

const root = fileURLToPath(new URL("../..", import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean", default: false } },
});
const rawDir = positionals[0] ?? path.join(process.env.RULEHOUND_SHARED ?? path.join(root, "..", "shared"), "catalog");
if (!existsSync(rawDir)) {
  console.error(`No raw catalogs at ${rawDir}. Give their folder as an argument.`);
  process.exit(2);
}

const read = Object.fromEntries(
  RAW_FILES.map((name) => [name, JSON.parse(readFileSync(path.join(rawDir, `${name}.json`), "utf8"))]),
);
const raw = corrected(read);
const outDir = path.join(root, "server/src/catalog/data");
mkdirSync(outDir, { recursive: true });
let total = 0;
let stale = 0;
for (const [subject, convert] of Object.entries(SUBJECTS)) {
  const header = { subject, ...HEADERS[subject], generator: "scripts/catalog/build.mjs" };
  const text = stringify({ header, ...convert(raw) });
  const file = path.join(outDir, `${subject}.json`);
  total += Buffer.byteLength(text);
  if (!options.check) writeFileSync(file, text);
  else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    stale += 1;
    console.error(`${subject}.json is not current`);
  }
  console.log(`${subject}.json ${Buffer.byteLength(text).toLocaleString("en")} bytes`);
}
console.log(`total ${total.toLocaleString("en")} bytes`);
process.exit(stale > 0 ? 1 : 0);
