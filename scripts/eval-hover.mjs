#!/usr/bin/env node
// `npm run eval:hover [-- --write] [-- --misses KIND]`: asks a hover at every event id, field, UUID, technique, command,
// function and aggregation of public rules and compares what it says with the raw catalogs, not with the product's data.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureInstalled } from "./ensure.mjs";
import { ruleDocuments, rulesFolder } from "./evaluate/corpus.mjs";
import { rawFacts } from "./evaluate/hover-facts.mjs";
import { hoverPage, tally } from "./evaluate/hover-page.mjs";
import { hoverPlaces } from "./evaluate/hover-places.mjs";
import { judge } from "./evaluate/judge-hover.mjs";
import { load } from "./generate/load.mjs";
import { at } from "./project.mjs";

const { values } = parseArgs({ options: { misses: { type: "string" }, write: { type: "boolean", default: false } } });

await ensureInstalled();
const product = await load("scripts/evaluate/measured.ts");
const environment = product.nodeEnvironment({ settings: product.DEFAULT_SETTINGS, folders: [], revision: 0 });
const raw = (name) => readFile(path.join(rulesFolder(), "../../catalog", `${name}.json`), "utf8").then(JSON.parse);
const names = ["windows-events", "splunk-fields", "sigma-taxonomy", "attack", "rpc-interfaces", "spl-builtins"];
const facts = rawFacts(Object.fromEntries(await Promise.all(names.map(async (name) => [name, await raw(name)]))));

const results = [];
const documents = await ruleDocuments(product);
for (const { name, uri, text } of documents) {
  const analysis = product.analyseDocument(product.createDocument(uri, 0, text), environment);
  for (const place of hoverPlaces(analysis, product, facts)) {
    const started = performance.now();
    const found = product.hover(analysis, place.offset);
    const took = performance.now() - started;
    results.push({ ...place, file: name, took, ...judge(place, found?.contents, facts) });
  }
}
console.log(`${documents.length} files`);
console.table(tally(results));
for (const one of results.filter(({ kind, verdict }) => kind === values.misses && verdict !== "right").slice(0, 400))
  console.log([one.verdict, one.name, one.why, one.file].join("\t"));
if (values.write) await writeFile(at("docs/evaluation/hover.md"), hoverPage(results, documents.length));
