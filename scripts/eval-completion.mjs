#!/usr/bin/env node
// `npm run eval:completion [-- --misses KIND]`: takes every name out of public searches and asks completion for it.
// The first 300 searches are those that ranking was made with, the next 300 were kept apart from it.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { ensureInstalled } from "./ensure.mjs";
import { searchDocuments } from "./evaluate/corpus.mjs";
import { measure, rows } from "./evaluate/measure-completion.mjs";
import { load } from "./generate/load.mjs";
import { at } from "./project.mjs";

const { values } = parseArgs({
  options: {
    misses: { type: "string" },
    mode: { type: "string" },
    half: { type: "string" },
    write: { type: "boolean", default: false },
    sample: { type: "string", default: "300" },
  },
});
const SAMPLE = Number(values.sample);

await ensureInstalled();
const product = await load("scripts/evaluate/measured.ts");
const environment = product.nodeEnvironment({ settings: product.DEFAULT_SETTINGS, folders: [], revision: 0 });
const documents = await searchDocuments(product);
const halves = {
  seen: documents.slice(0, SAMPLE),
  "held out": documents.slice(300, 300 + SAMPLE),
};
const report = [];
for (const [half, chosen] of Object.entries(halves)) {
  if (values.half !== undefined && values.half !== half) continue;
  for (const mode of ["taken out", "being typed"]) {
    if (values.mode !== undefined && values.mode !== mode) continue;
    const results = measure(chosen, { product, environment, mode });
    const table = rows(results);
    report.push({ half, mode, searches: chosen.length, table });
    console.log(`\n${half}, ${mode}: ${chosen.length} searches`);
    console.table(table);
    if (values.misses === undefined || mode !== "taken out") continue;
    for (const miss of results.filter(({ kind, rank }) => kind === values.misses && !(rank < 5)).slice(0, 400))
      console.log(`${miss.rank}\t${miss.answers[0]}\t${miss.first.join(" ")}\t…${miss.around}`);
  }
}
if (values.write) {
  const { completionPage } = await import("./evaluate/completion-page.mjs");
  await writeFile(at("docs/evaluation/completion.md"), completionPage(report));
}
