import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { FIELD_KINDS } from "#catalog/schema.ts";
import { nodeCatalogAssets } from "#hosts/node/assets.ts";

const scripts = fileURLToPath(new URL("../../../scripts/catalog", import.meta.url));
const folder = path.join(scripts, "data/field-facts");
const names = readdirSync(folder).map((file) => path.basename(file, ".json"));
const KEYS = ["names", "kind", "channels", "ids", "enum", "example", "doc"];

describe.each(names)("the hand-written facts of %s", (name) => {
  const file = JSON.parse(readFileSync(path.join(folder, `${name}.json`), "utf8"));

  it("say where they come from and for which channels they hold", () => {
    expect(Object.keys(file)).toEqual(["subject", "source", "channels", "facts"]);
    expect(file.source.length).toBeGreaterThan(0);
    expect(file.channels.length).toBeGreaterThan(0);
  });

  it("have known kinds and keys, and a sentence", () => {
    for (const fact of file.facts) {
      expect(KEYS, fact.doc).toEqual(expect.arrayContaining(Object.keys(fact)));
      if (fact.kind !== undefined) expect(FIELD_KINDS).toContain(fact.kind);
      expect(fact.doc, fact.names.join()).toMatch(/^\S.*\.$/);
    }
  });

  it("are each the fact of some event: none is hidden behind an earlier one", () => {
    const { facts } = nodeCatalogAssets().load("windows-events") as { facts: (string | null)[][] };
    const said = new Set(facts.map((row) => row[3]));
    expect(file.facts.map((fact: { doc: string }) => fact.doc).filter((doc: string) => !said.has(doc))).toEqual([]);
  });
});

it("every file of facts is read", () => {
  const reader = readFileSync(path.join(scripts, "field-facts.mjs"), "utf8");
  expect(names.filter((name) => !reader.includes(`"${name}"`))).toEqual([]);
});
