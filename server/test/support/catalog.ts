import { readFileSync } from "node:fs";
import { type Catalog, createCatalog } from "#catalog/catalog.ts";

/** The built-in catalog over the committed data; each subject is read and indexed at its first use, once a test file. */
export const testCatalog: Catalog = createCatalog({
  load: (subject): unknown =>
    JSON.parse(readFileSync(new URL(`../../src/catalog/data/${subject}.json`, import.meta.url), "utf8")),
});
