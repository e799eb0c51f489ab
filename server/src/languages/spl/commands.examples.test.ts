import { describe, expect, test } from "vitest";
import { compileSpl } from "#engine/compile/spl.ts";
import { memoryBatches } from "#engine/memory-events.ts";
import { runInMemory } from "#engine/memory-run.ts";
import type { Row } from "#events/row.ts";
import { isMulti, toText } from "#events/value.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import type { CommandDefinition, CommandExample, ExampleRow } from "#semantics/dialect.ts";
import type { Environment } from "#semantics/environment.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { lookupOf } from "#test/support/lookup.ts";
import { commands } from "./commands.index.ts";

function environmentFor(example: CommandExample): Environment {
  const tables = new Map(Object.entries(example.lookups ?? {}).map(([name, rows]) => [name, lookupOf(name, rows)]));
  const settings = { ...DEFAULT_SETTINGS, eventOrder: "input" as const };
  return { ...testEnvironment, settings, lookups: (name) => tables.get(name) };
}

function fieldsOf(row: Row): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    [...row.entries()].map(([name, value]) => [name, isMulti(value) ? value : (toText(value) ?? "")]),
  );
}

function expected(row: ExampleRow): Record<string, string | readonly string[]> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === "number" ? String(value) : value]),
  );
}

async function rowsOf(definition: CommandDefinition, example: CommandExample): Promise<readonly Row[]> {
  const environment = environmentFor(example);
  const first = definition.generating && example.spl.startsWith(definition.name);
  const appends = /append=t/.test(example.spl);
  const text = first && !appends ? `| ${example.spl}` : `search * | ${example.spl}`;
  const search = compileSpl(text, environment);
  expect(search.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const events = memoryBatches(example.in ?? []);
  const result = await runInMemory(search, { events, settings: environment.settings, now: 1_700_000_000 });
  expect(result.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return result.rows;
}

describe.each(commands.map((definition) => [definition.name, definition] as const))("%s", (_name, definition) => {
  test.each(definition.examples.map((example) => [example.spl, example] as const))("%s", async (_spl, example) => {
    const rows = await rowsOf(definition, example);
    expect(rows.map(fieldsOf)).toEqual(example.out.map(expected));
  });

  test("is described", () => {
    expect(definition.summary).toMatch(/^[A-Z`].*[.:)`]$/);
    for (const part of Object.values(definition.grammar)) expect(part.doc).toMatch(/\S/);
    if (definition.plan.kind === "run") {
      const needsServer = ["datamodel", "savedsearch"].includes(definition.name);
      expect(definition.examples.length, "executed examples").toBeGreaterThan(needsServer ? -1 : 0);
    }
  });
});
