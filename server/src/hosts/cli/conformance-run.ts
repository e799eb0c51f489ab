import { SYSMON } from "#engine/cim/dataset-rule.ts";
import { datasets } from "#engine/cim/datasets.ts";
import { compileSpl } from "#engine/compile/spl.ts";
import { type HiddenFields, type MemoryRecord, memoryBatches } from "#engine/memory-events.ts";
import { runInMemory } from "#engine/memory-run.ts";
import { jsonLines } from "#engine/readers/json-lines.ts";
import type { Reader } from "#engine/readers/reader.ts";
import { windowsXml } from "#engine/readers/windows-xml.ts";
import { bytesSource } from "#engine/sources.ts";
import { derive } from "#engine/windows/derivation.ts";
import { securityFields } from "#engine/windows/security-fields.ts";
import { sysmonFields } from "#engine/windows/sysmon-fields.ts";
import { systemFields } from "#engine/windows/system-fields.ts";
import type { Batch } from "#events/batch.ts";
import type { SampleEvent } from "#events/event.ts";
import { Row } from "#events/row.ts";
import { toList, toText } from "#events/value.ts";
import { splDialect } from "#languages/spl/dialect.ts";
import { keyValuePairs } from "#runtime/key-values.ts";
import { DEFAULT_SETTINGS, type Settings } from "#runtime/settings.ts";
import type { LookupTable } from "#semantics/dialect.ts";
import type { Environment } from "#semantics/environment.ts";
import { createEnvironment } from "#semantics/workspace/create-environment.ts";
import { NO_NAMES } from "#semantics/workspace/name-index.ts";
import { nodeCatalog } from "../node/environment.ts";
import type { ConformanceCase, ExpectedRow } from "./conformance-case.ts";

/** What became of a case. `why` says what differs, or what cannot be run. */
export interface Verdict {
  readonly verdict: "passed" | "failed" | "refused";
  readonly why?: string;
}

/** Runs one case and compares. */
export async function runCase(one: ConformanceCase): Promise<Verdict> {
  const environment = environmentOf(one);
  const search = compileSpl(one.spl, environment);
  const errors = search.problems.filter(({ severity }) => severity === "error");
  const { error, rows: wanted } = one.expect;
  if (error !== undefined && search.problems.some(({ code }) => code === error)) return { verdict: "passed" };
  if (!search.runnable) {
    const why = errors.map(({ code, message }) => `${code}: ${message}`).join(" ");
    const refused = errors.every(({ code }) => code.startsWith("unsupported-") || code === "E-REGEXUNSUP");
    return { verdict: refused ? "refused" : "failed", why: why === "" ? "there is nothing to run" : why };
  }
  const events = await eventsOf(one, environment.settings);
  const { rows, problems } = await runInMemory(search, { events, settings: environment.settings, now: one.now });
  const said = problems
    .filter(({ severity }) => severity === "error")
    .map(({ code, message }) => `${code}: ${message}`);
  if (error !== undefined) {
    return problems.some(({ code }) => code === error)
      ? { verdict: "passed" }
      : { verdict: "failed", why: `expected the error ${error}; the search ran and gave ${rows.length} rows` };
  }
  const difference = compare(rows, wanted ?? [], one.expect.order ?? "exact", one.expect.mode ?? "exact");
  if (difference === undefined) return { verdict: "passed" };
  return { verdict: "failed", why: [difference, ...said].join("; ") };
}

function environmentOf(one: ConformanceCase): Environment {
  const catalog = nodeCatalog();
  const settings: Settings = { ...DEFAULT_SETTINGS, eventOrder: "input", timeZone: one.tz };
  const base = createEnvironment({
    dialect: splDialect,
    catalog,
    settings,
    names: NO_NAMES,
    datasets: datasets(catalog),
    revision: 0,
  });
  const tables = new Map(Object.entries(one.lookups).map(([name, rows]) => [name, tableOf(name, rows)] as const));
  return {
    ...base,
    macros(name, arity) {
      const own = one.macros[`${name}(${arity})`] ?? (arity === 0 ? one.macros[name] : undefined);
      if (own === undefined) return base.macros(name, arity);
      return {
        name,
        arguments: own.args ?? [],
        definition: own.definition,
        isEval: own.iseval ?? false,
        ...(own.validation === undefined ? {} : { validation: own.validation }),
        ...(own.errormsg === undefined ? {} : { errorMessage: own.errormsg }),
      };
    },
    macroArities: (name) => [...new Set([...aritiesIn(one, name), ...base.macroArities(name)])],
    lookups: (name) => tables.get(name) ?? base.lookups(name),
  };
}

/** The numbers of arguments that a case defines a macro for. */
function aritiesIn({ macros }: ConformanceCase, name: string): readonly number[] {
  return Object.keys(macros).flatMap((key) => {
    const [own, arity = "0"] = key.replace(/\)$/, "").split("(");
    return own === name ? [Number(arity)] : [];
  });
}

function tableOf(name: string, rows: readonly Readonly<Record<string, string>>[]): LookupTable {
  return {
    name,
    columns: [...new Set(rows.flatMap((row) => Object.keys(row)))],
    rows,
    caseSensitive: true,
    matchTypes: new Map(),
    maxMatches: 1000,
    minMatches: 0,
    defaultMatch: undefined,
  };
}

/**
 * What the events of a case have without saying so: the index main, and for Windows events what the add-ons make of them, from which
 * data models are mapped.
 */
const hidden: HiddenFields = (name, own) => {
  if (name === "index") return "main";
  const channel = toText(own("Channel"));
  const id = toText(own("EventCode"));
  if (channel === null || id === null) return null;
  const made = (
    channel === SYSMON ? sysmonFields(id) : channel === "Security" ? securityFields(id) : systemFields(channel, id)
  ).get(name);
  return made === undefined ? null : derive(made, own);
};

/** The events of a case: as they stand, with pairs taken from `_raw`, or read from the texts by a reader. */
async function eventsOf(one: ConformanceCase, settings: Settings): Promise<() => AsyncIterable<Batch>> {
  if (one.extract === "json") return readWith(jsonLines, one.events, "\n", settings);
  if (one.extract === "xml") return readWith(windowsXml, one.events, "\n", settings);
  if (one.extract === undefined) return memoryBatches(one.events, hidden);
  const syntax = { pairdelim: undefined, kvdelim: undefined, limit: 100, maxchars: 10_240, cleanKeys: true };
  return memoryBatches(
    one.events.map((event) => {
      const pairs = keyValuePairs(String(event._raw ?? ""), syntax);
      return { ...Object.fromEntries(pairs.toReversed()), ...event };
    }),
    hidden,
  );
}

async function readWith(
  reader: Reader,
  events: readonly MemoryRecord[],
  separator: string,
  { windowsProfile, timeZone }: Settings,
): Promise<() => AsyncIterable<Batch>> {
  const text = events.map((event) => String(event._raw ?? "")).join(separator);
  const read: SampleEvent[] = [];
  const source = bytesSource("case", new TextEncoder().encode(`${text}\n`));
  const context = {
    sample: 0,
    windowsProfile,
    timeZone,
    defaults: { index: "main" },
    signal: new AbortController().signal,
    progress() {},
    problem() {},
  };
  for await (const batch of reader.read(source, context)) read.push(...batch);
  return async function* () {
    yield read.map((event) => Row.ofEvent(event));
  };
}

/** What differs; undefined when the rows are those expected. */
function compare(
  rows: readonly Row[],
  wanted: readonly ExpectedRow[],
  order: "exact" | "any",
  mode: "exact" | "subset",
): string | undefined {
  const texts = `got ${rows.map(printed).join(" ")}; expected ${wanted.map((row) => JSON.stringify(row)).join(" ")}`;
  if (rows.length !== wanted.length) return `${rows.length} rows instead of ${wanted.length}: ${texts}`;
  if (order === "exact") {
    return rows.every((row, index) => fits(row, wanted[index] ?? {}, mode)) ? undefined : texts;
  }
  const left = [...wanted];
  for (const row of rows) {
    const at = left.findIndex((each) => fits(row, each, mode));
    if (at < 0) return texts;
    left.splice(at, 1);
  }
  return undefined;
}

function fits(row: Row, wanted: ExpectedRow, mode: "exact" | "subset"): boolean {
  for (const [name, value] of Object.entries(wanted)) {
    const values = toList(row.get(name));
    const expected = typeof value === "string" ? [value] : value;
    if (values.length !== expected.length || values.some((text, index) => text !== expected[index])) return false;
  }
  if (mode === "subset") return true;
  return row.names().every((name) => Object.hasOwn(wanted, name) || name.startsWith("_"));
}

function printed(row: Row): string {
  const fields = [...row.entries()].map(([name, value]) => {
    const values = toList(value);
    return [name, values.length === 1 ? values[0] : values] as const;
  });
  return JSON.stringify(Object.fromEntries(fields));
}
