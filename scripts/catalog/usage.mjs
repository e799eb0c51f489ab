#!/usr/bin/env node
// Counts what authors of public searches write where, and weighs the clues of completion: `node scripts/catalog/usage.mjs`, with the
// public rules of scripts/evaluate/corpus.mjs. All of them are counted. The weights are fitted without the searches that the
// evaluation keeps apart; it counts anew without these too.
import { writeFile } from "node:fs/promises";
import { KEPT_APART, searchDocuments } from "../evaluate/corpus.mjs";
import { familiesOf } from "../evaluate/siblings.mjs";
import { load } from "../generate/load.mjs";
import { at } from "../project.mjs";
import { tablesOf, usesOf } from "./count-use.mjs";
import { fitted, listsOf } from "./fit-weights.mjs";
import { stringify } from "./format.mjs";

const product = await load("scripts/evaluate/measured.ts");
const documents = await searchDocuments(product);
const uses = usesOf(documents, product);
const known = documents.filter((_, i) => !KEPT_APART(i));
const usesOfDocument = new Map(documents.map((document, i) => [document, uses[i]]));

/** Each part is asked under the counts of the others. */
const PARTS = 4;
/** A family of more searches is a template: it is in every part, and only so many of it are asked. */
const TEMPLATE = 20;
const FROM_TEMPLATE = 110;

// Siblings are in one part: no search is told by its copies.
const parts = Array.from({ length: PARTS }, () => ({ counted: [], asked: [] }));
for (const [index, family] of familiesOf(known).entries())
  for (const [i, document] of family.entries()) {
    const isTemplate = family.length > TEMPLATE;
    const { counted, asked } = parts[(isTemplate ? i : index) % PARTS];
    counted.push(document);
    if (!isTemplate || i < FROM_TEMPLATE) asked.push(document);
  }
const lists = parts.flatMap((part) => {
  const others = parts.filter((other) => other !== part).flatMap(({ counted }) => counted);
  return listsOf(part.asked, tablesOf(others.map((document) => usesOfDocument.get(document))), product);
});
const weights = fitted(lists);

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
const tables = tablesOf(uses);
const text = stringify({ header, ...tables, weights });
await writeFile(at("server/src/catalog/data/usage.json"), text);
console.log(
  `${documents.length} searches, ${tables.situations.length} situations, weights from ${lists.length} places, ${Buffer.byteLength(text)} bytes`,
);
