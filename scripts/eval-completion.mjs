#!/usr/bin/env node
// `npm run eval:completion`: takes every name out of public searches and asks completion for it. The counts by which completions are
// ordered are made anew without the searches asked about. `--part known` asks about others than those kept apart, `--misses KIND`
// lists what was not among the first five, `--write` renews docs/evaluation/completion.md.
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { tablesOf, usesOf } from "./catalog/count-use.mjs";
import { ensureInstalled } from "./ensure.mjs";
import { KEPT_APART, searchDocuments } from "./evaluate/corpus.mjs";
import { measure, missesBy, rows } from "./evaluate/measure-completion.mjs";
import { environmentWith } from "./evaluate/product.mjs";
import { siblingsOf } from "./evaluate/siblings.mjs";
import { load } from "./generate/load.mjs";
import { at } from "./project.mjs";

const { values } = parseArgs({
  options: {
    part: { type: "string", default: "kept apart" },
    mode: { type: "string" },
    misses: { type: "string" },
    write: { type: "boolean", default: false },
  },
});

await ensureInstalled();
const product = await load("scripts/evaluate/measured.ts");
const documents = await searchDocuments(product);
const isAsked = values.part === "kept apart" ? KEPT_APART : (index) => index < 300;
const asked = documents.filter((_, index) => isAsked(index));
const counted = documents.filter((_, index) => !isAsked(index));
const { weights } = JSON.parse(await readFile(at("server/src/catalog/data/usage.json"), "utf8"));
const environment = environmentWith(product, { ...tablesOf(usesOf(counted, product)), weights });
const siblings = siblingsOf(asked, counted);

const report = [];
for (const mode of ["taken out", "being typed"]) {
  if (values.mode !== undefined && values.mode !== mode) continue;
  const results = measure(asked, { product, environment, mode });
  const misses = missesBy(results, ["field", "function", "event-id"]);
  print({ title: values.part, mode, searches: asked.length, table: rows(results), misses });
  if (mode !== "taken out") continue;
  const strange = new Set(asked.filter((document) => !siblings.has(document)).map(({ uri }) => uri));
  print({
    title: "without siblings",
    mode,
    searches: strange.size,
    table: rows(results.filter(({ uri }) => strange.has(uri))),
  });
  for (const { kind, rank, answers, first, around } of results)
    if (kind === values.misses && !(rank < 5)) console.log(`${rank}\t${answers[0]}\t${first.join(" ")}\t…${around}`);
}
if (values.write) {
  const { completionPage } = await import("./evaluate/completion-page.mjs");
  await writeFile(at("docs/evaluation/completion.md"), completionPage(report));
}

function print(part) {
  report.push(part);
  console.log(`\n${part.title}, ${part.mode}: ${part.searches} searches`);
  console.table(part.table);
}
