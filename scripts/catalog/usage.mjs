#!/usr/bin/env node
// Counts what authors of public searches write where: `node scripts/catalog/usage.mjs [--only N]`, with the public rules of
// scripts/evaluate/corpus.mjs. The 300 searches that the evaluation keeps apart are not counted; --only N counts those from N on.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { searchDocuments } from "../evaluate/corpus.mjs";
import { placesOf } from "../evaluate/places.mjs";
import { load } from "../generate/load.mjs";
import { at } from "../project.mjs";
import { byText, sortedDictionary, stringify } from "./format.mjs";

const { values } = parseArgs({ options: { only: { type: "string" } } });
/** A situation that was seen less often tells nothing. */
const LEAST = 2;

const product = await load("scripts/evaluate/measured.ts");
const environment = product.nodeEnvironment({ settings: product.DEFAULT_SETTINGS, folders: [], revision: 0 });
const documents = await searchDocuments(product);
const counted =
  values.only === undefined
    ? [...documents.slice(0, 300), ...documents.slice(600)]
    : documents.slice(Number(values.only));

const WRITTEN = {
  function: (name) => `${name}()`,
  aggregation: (name) => `${name}()`,
  // Each detection has a filter macro of its own name.
  macro: (name) => name.replace(/^.*_filter$/, "_filter"),
};
const situations = new Map();
for (const { uri, text } of counted) {
  const analysis = product.analyseDocument(product.createDocument(uri, 0, text), environment);
  for (const analytic of analysis.analytics)
    for (const place of placesOf(analytic, product)) count(uri, text, analytic.analytic.span.end, place);
}

/** Counts a name under the situations of a document that ends before it. */
function count(uri, text, end, { kind, span, name }) {
  const last = text[end - 1];
  const closing = (last === "'" || last === '"') && text[end] === "\n" ? last : "";
  const cut = text.slice(0, span.start) + closing + text.slice(end);
  const cursor = product.analyticCursor(
    product.analyseDocument(product.createDocument(uri, 1, cut), environment),
    span.start,
  );
  const context = cursor === undefined ? undefined : product.completionContext(cursor);
  if (context === undefined) return;
  const written = WRITTEN[kind]?.(name) ?? name;
  const behind = kind === "command" ? [product.shapeOf(text.slice(span.end, span.end + 80))] : [];
  for (const situation of [...product.situationsOf(context), ...behind]) {
    const names = situations.get(situation) ?? new Map();
    names.set(written, (names.get(written) ?? 0) + 1);
    situations.set(situation, names);
  }
}

const rows = [...situations]
  .map(([situation, names]) => [situation, [...names.values()].reduce((sum, n) => sum + n, 0), names])
  .filter(([, total]) => total >= LEAST)
  .sort(([a], [b]) => byText(a, b));
const dictionary = sortedDictionary(rows.flatMap(([, , names]) => [...names.keys()]));
const header = {
  subject: "usage",
  source: [
    "splunk/security_content, commit b13b314 (Apache-2.0; counts of use)",
    "mitre-attack/car, commit 1b922fe (Apache-2.0; counts of use)",
  ],
  retrieved: "2026-11",
  licence: "Facts compiled for Rulehound, Apache-2.0; licences of the sources in NOTICE",
  generator: "scripts/catalog/usage.mjs",
};
const text = stringify({
  header,
  names: dictionary.values,
  situations: rows.map(([situation, total, names]) => [
    situation,
    total,
    [...names].sort((a, b) => b[1] - a[1] || byText(a[0], b[0])).flatMap(([name, n]) => [dictionary.of(name), n]),
  ]),
});
await writeFile(at("server/src/catalog/data/usage.json"), text);
console.log(`${counted.length} searches, ${rows.length} situations, ${Buffer.byteLength(text)} bytes`);
