#!/usr/bin/env node
// Counts what authors of public searches write where, and weighs the clues of completion: `node scripts/catalog/usage.mjs`, with the
// public rules of scripts/evaluate/corpus.mjs. All of them are counted. The weights are fitted without the searches that the
// evaluation keeps apart; it counts anew without these too.
import { writeFile } from "node:fs/promises";
import { KEPT_APART, searchDocuments } from "../evaluate/corpus.mjs";
import { load } from "../generate/load.mjs";
import { at } from "../project.mjs";
import { tablesOf, usesOf } from "./count-use.mjs";
import { fitted, listsOf } from "./fit-weights.mjs";
import { stringify } from "./format.mjs";

const product = await load("scripts/evaluate/measured.ts");
const documents = await searchDocuments(product);
const uses = usesOf(documents, product);
/** So many searches are enough for a hundred weights. */
const FITTED = 300;
const known = documents.flatMap((document, i) => (KEPT_APART(i) ? [] : [{ document, uses: uses[i] }])).slice(0, FITTED);

// Each half is asked under the counts of the other: no search helps to find its own names.
const half = known.length >> 1;
const lists = [known.slice(0, half), known.slice(half)].flatMap((part, i, parts) =>
  listsOf(
    part.map(({ document }) => document),
    tablesOf(parts[1 - i].map((other) => other.uses)),
    product,
  ),
);
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
