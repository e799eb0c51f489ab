import { describe, expect, test } from "vitest";
import { compileSpl } from "#engine/compile/spl.ts";
import { memoryBatches } from "#engine/memory-events.ts";
import { runInMemory } from "#engine/memory-run.ts";
import type { FieldInfo } from "#events/field-set.ts";
import type { Row } from "#events/row.ts";
import { isMulti, looksNumeric, toList } from "#events/value.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import type { CommandExample } from "#semantics/dialect.ts";
import type { Environment } from "#semantics/environment.ts";
import { expandMacros } from "#semantics/spl/expand.ts";
import { analyseFlow } from "#semantics/spl/field-flow.ts";
import { parseSpl } from "#syntax/spl/parser.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { lookupOf } from "#test/support/lookup.ts";
import { commands } from "./commands.index.ts";
import { splVocabulary } from "./dialect.ts";

/** The rows of an example as a search that makes them, so that their fields are known exactly. */
function madeRows(rows: NonNullable<CommandExample["in"]>): string {
  const json = JSON.stringify(rows).replace(/["\\]/g, "\\$&");
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  const extra = ["_time", "_raw"].filter((name) => !used.has(name));
  return `| makeresults format=json data="${json}"${extra.length > 0 ? ` | fields - ${extra.join(" ")}` : ""}`;
}

function environmentFor(example: CommandExample): Environment {
  const tables = new Map(Object.entries(example.lookups ?? {}).map(([name, rows]) => [name, lookupOf(name, rows)]));
  const settings = { ...DEFAULT_SETTINGS, eventOrder: "input" as const };
  return { ...testEnvironment, settings, lookups: (name) => tables.get(name) };
}

/** What a field's info says that is not so in the rows. */
function untrue(name: string, info: FieldInfo, rows: readonly Row[]): string[] {
  const wrong: string[] = [];
  for (const row of rows) {
    const value = row.get(name);
    if (value === null && info.presence === "definite") wrong.push(`${name} is said to be there always`);
    if (value === null) continue;
    if (info.presence === "absent") wrong.push(`${name} is said to be absent`);
    if (isMulti(value) && info.multivalue === "never") wrong.push(`${name} is said to have one value`);
    if (!isMulti(value) && info.multivalue === "always") wrong.push(`${name} is said to have several values`);
    if (info.type === "number" && !toList(value).every(looksNumeric)) wrong.push(`${name} is said to be a number`);
    if (info.domain.kind === "set" && !info.domain.ignoreCase) {
      const { values } = info.domain;
      if (!toList(value).every((text) => values.includes(text))) wrong.push(`${name} is said to be one of ${values}`);
    }
  }
  return [...new Set(wrong)];
}

const examples = commands.flatMap((definition) =>
  definition.generating || definition.plan.kind !== "run"
    ? []
    : definition.examples.flatMap((example) =>
        (example.in ?? []).length > 0 ? [[example.spl, example] as const] : [],
      ),
);

describe("what the flow of a command says of fields holds in the rows of its examples", () => {
  test.each(examples)("%s", async (spl, example) => {
    const environment = environmentFor(example);
    const text = expandMacros(`${madeRows(example.in ?? [])} | ${spl}`, environment).text;
    const parsed = parseSpl(text, splVocabulary);
    const flow = analyseFlow(parsed.tree, environment);
    const end = flow.end(parsed.tree);
    const search = compileSpl(text, environment);
    expect(search.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    const events = memoryBatches(example.in ?? []);
    const { rows } = await runInMemory(search, { events, settings: environment.settings, now: 1_700_000_000 });
    const names = new Set([...end.written.keys(), ...rows.flatMap((row) => [...row.names()])]);
    const wrong = [...names].flatMap((name) => untrue(name, flow.field(end, name), rows));
    expect(wrong).toEqual([]);
  });
});
