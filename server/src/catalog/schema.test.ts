import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { testCatalog as catalog } from "#test/support/catalog.ts";
import { CATALOG_SUBJECTS, type CatalogSubject } from "./catalog.ts";
import type { CatalogData } from "./schema.ts";
import { validate } from "./schema.ts";

function data<S extends CatalogSubject>(subject: S): CatalogData[S] {
  return JSON.parse(readFileSync(new URL(`./data/${subject}.json`, import.meta.url), "utf8")) as CatalogData[S];
}

/** Expects keys in strictly rising order: sorted and unique. */
function expectRising<T>(rows: readonly T[], compare: (a: T, b: T) => number) {
  const wrong = rows.filter((row, i) => i > 0 && compare(rows[i - 1] as T, row) >= 0);
  expect(wrong.slice(0, 3)).toEqual([]);
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byFirst = (a: readonly [string, ...unknown[]], b: readonly [string, ...unknown[]]) => byText(a[0], b[0]);
const byEvent = (a: readonly [string, number, ...unknown[]], b: readonly [string, number, ...unknown[]]) =>
  byText(a[0], b[0]) || a[1] - b[1];

describe("committed data", () => {
  for (const subject of CATALOG_SUBJECTS) {
    it(`${subject}.json has the shape that the product expects`, () => {
      expect(validate(subject, data(subject)).slice(0, 5)).toEqual([]);
    });

    it(`${subject}.json says where it comes from`, () => {
      const { header } = data(subject);
      expect(header).toMatchObject({
        subject,
        generator: `scripts/catalog/${subject === "usage" ? "usage" : "build"}.mjs`,
      });
      expect(header.source.length).toBeGreaterThan(0);
      expect(header.retrieved).toMatch(/^\d{4}-\d{2}$/);
      expect(header.licence).not.toBe("");
    });
  }

  it("is small", () => {
    const sizes = CATALOG_SUBJECTS.map((subject) => JSON.stringify(data(subject)).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_900_000);
  });

  it("is sorted, each key once", () => {
    const windows = data("windows-events");
    expectRising(windows.channels, byFirst);
    expectRising(windows.providers, byFirst);
    expectRising(windows.names, byText);
    expectRising(windows.events, (a, b) => a[0] - b[0] || a[2] - b[2] || a[1] - b[1]);
    expectRising(data("sources").dataSources, byFirst);
    expectRising(data("sources").words, byText);
    const fields = data("fields");
    expectRising(fields.docs, byFirst);
    for (const rows of [fields.classic, fields.xmlToClassic, fields.aliases])
      expectRising<readonly [string, number, ...unknown[]]>(rows, byEvent);
    expectRising(data("data-models").models, byFirst);
    expectRising(data("macros").macros, (a, b) => byText(a[0], b[0]) || a[4].length - b[4].length);
    expectRising(data("lookups").lookups, byFirst);
    const attack = data("attack");
    for (const rows of [attack.techniques, attack.groups, attack.software, attack.dataComponents, attack.strategies])
      expectRising<readonly [string, ...unknown[]]>(rows, byFirst);
    expectRising(data("rpc-interfaces").interfaces, byFirst);
    expectRising(data("enums").tables, byFirst);
    expectRising(data("spl-builtins").commands, byFirst);
  });

  it("names only tables of values that exist", () => {
    const tables = new Set(catalog.enums.tables().map((t) => t.name));
    const named = [
      ...data("windows-events").facts.map(([, table]) => table),
      ...data("fields").docs.map(([, , , table]) => table),
      ...data("fields").headerFields.map(([, , , , more]) => more?.enum),
    ];
    expect(named.filter((table) => typeof table === "string" && !tables.has(table))).toEqual([]);
  });

  it("decodes every event, and no event has a field twice", () => {
    for (const event of catalog.windows.all()) {
      const names = event.fields.map((f) => f.name);
      expect(new Set(names).size, `${event.channel} ${event.id}: ${names}`).toBe(names.length);
      expect(catalog.windows.eventsWithId(event.channel, event.id)).toContain(event);
    }
    expect(catalog.windows.all().length).toBeGreaterThan(1900);
  });

  it("has parents for all datasets and live ends for all revocations", () => {
    for (const { datasets } of catalog.dataModels.models()) {
      const names = new Set(datasets.map((d) => d.dataset));
      expect(datasets.filter((d) => d.parent !== undefined && !names.has(d.parent))).toEqual([]);
    }
    for (const t of catalog.attack.techniques()) {
      expect(t.tactics.filter((name) => catalog.attack.tactic(name)?.shortname !== name)).toEqual([]);
      if (t.parent !== undefined) expect(catalog.attack.technique(t.parent), t.id).toBeDefined();
    }
  });

  it("has opnums of each interface in rising order", () => {
    for (const rpc of catalog.rpc.all()) expectRising(rpc.methods, (a, b) => a.opnum - b.opnum);
  });
});
