import { describe, expect, it } from "vitest";
import type { Span } from "#base/span.ts";
import { diagnoseAnalytic } from "#checks/diagnose.ts";
import { checks } from "#checks/index.ts";
import { compileSpl } from "#engine/compile/spl.ts";
import { type MemoryRecord, memoryBatches } from "#engine/memory-events.ts";
import { runInMemory } from "#engine/memory-run.ts";
import type { FieldInfo } from "#events/field-set.ts";
import type { Row } from "#events/row.ts";
import { isMulti, looksNumeric, toList } from "#events/value.ts";
import { splVocabulary } from "#languages/spl/dialect.ts";
import { DEFAULT_SETTINGS } from "#runtime/settings.ts";
import { analyseFlow } from "#semantics/spl/field-flow.ts";
import { parseSpl } from "#syntax/spl/parser.ts";
import { testEnvironment } from "#test/support/environment.ts";
import { analyse } from "../checks/support.ts";

const FIELDS = ["a", "b", "c", "n", "host", "EventCode"];
const VALUES = ["1", "2", "5", "1,x", "05", "5.0", "x", "X", "y", "x*", ""];
const environment = { ...testEnvironment, settings: { ...DEFAULT_SETTINGS, eventOrder: "input" as const } };
const PROOFS = checks.filter(({ id }) => id === "spl/contradictory-conditions");

/** Random searches of a seed, with rows for them to run on. */
class Author {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(count: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    const more = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((more ^ (more >>> 14)) >>> 0) % count;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  get field(): string {
    return this.pick(FIELDS);
  }

  get quoted(): string {
    return `"${this.pick(VALUES)}"`;
  }

  row(): MemoryRecord {
    const row: Record<string, string | string[]> = { _time: String(1000 + this.below(50)), _raw: "x" };
    for (const name of FIELDS) {
      if (name === "host" || name === "EventCode") row[name] = this.pick(["1", "2", "x"]);
      else if (this.below(4) > 0)
        row[name] = this.below(4) > 0 ? this.pick(VALUES) : [this.pick(VALUES), this.pick(VALUES)];
    }
    return row;
  }

  search(depth = 0): string {
    const field = this.field;
    return this.pick([
      () => `${field}${this.pick(["=", "!=", "="])}${this.quoted}`,
      () => `${field}${this.pick(["<", ">="])}${this.pick(["1", "5"])}`,
      () => `${field} IN (${this.quoted}, ${this.quoted})`,
      () => (depth > 1 ? `${field}=*` : `(${this.search(depth + 1)} OR ${this.search(depth + 1)})`),
      () => (depth > 1 ? `${field}=*` : `NOT ${this.search(depth + 1)}`),
    ])();
  }

  where(depth = 0): string {
    const field = this.field;
    return this.pick([
      () => `${field}${this.pick(["=", "!="])}${this.quoted}`,
      () => `lower(${field})=${this.quoted}`,
      () => `${this.pick(["isnull", "isnotnull"])}(${field})`,
      () => (depth > 1 ? `${field}>2` : `(${this.where(depth + 1)} AND ${this.where(depth + 1)})`),
      () => (depth > 1 ? `${field}>2` : `NOT (${this.where(depth + 1)} OR ${this.where(depth + 1)})`),
    ])();
  }

  value(depth = 0): string {
    const field = this.field;
    const inner = () => (depth > 1 ? field : this.value(depth + 1));
    return this.pick([
      () => this.quoted,
      () => field,
      () => `upper(${field})`,
      () => `if(${this.where(1)}, ${inner()}, ${inner()})`,
      () => `coalesce(${field}, ${inner()})`,
      () => `mvappend(${field}, ${inner()})`,
      () => `tonumber(${field})`,
      () => "null()",
    ])();
  }

  stage(nested = false): string {
    const [one, two, three] = [this.field, this.field, this.field];
    const inner = () => `search ${this.search()} | ${this.stage(true)}`;
    const plain = [
      `rename ${one} as ${two}`,
      `fields ${this.pick(["", "- "])}${one} ${two}`,
      `table ${one} ${two} ${three}`,
      `stats count as n values(${one}) as v by ${two}`,
      `stats values(*) as * by ${one}`,
      `eventstats ${this.pick(["values", "max", "first", "count"])}(${one}) as ${two} by ${three}`,
      `streamstats ${this.pick(["values", "last", "count", "sum"])}(${one}) as ${two}`,
      `fillnull value="zz" ${one}`,
      `dedup ${one}`,
      `mvexpand ${one}`,
      `makemv delim="," ${one}`,
      `rex field=${one} "(?<${two}>[a-z0-9])"`,
      `replace "1" with "2" in ${one}`,
      `strcat ${one} "-" ${two} ${three}`,
      `addcoltotals labelfield=${one} ${two}`,
      `addtotals ${this.pick(["col=t ", ""])}fieldname=${one}`,
      `top ${this.pick(["", "useother=t limit=1 "])}${one}`,
      `convert num(${one}) as ${two}`,
      `delta n as ${one}`,
      `untable ${one} ${two} ${three}`,
      `eval ${one}=${this.value()}`,
      `search ${this.search()}`,
      `where ${this.where()}`,
    ];
    if (nested || this.below(4) > 0) return this.pick(plain);
    return this.pick([
      () => `append [${inner()}]`,
      () => `appendpipe [${this.stage(true)}]`,
      () => `appendcols ${this.pick(["", "override=t "])}[${inner()}]`,
      () => `join type=${this.pick(["inner", "left"])} ${one} [${inner()}]`,
    ])();
  }
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

async function run(spl: string, events: readonly MemoryRecord[]): Promise<readonly Row[] | undefined> {
  const search = compileSpl(spl, environment);
  if (search.problems.some(({ severity }) => severity === "error")) return undefined;
  const { settings } = environment;
  return (await runInMemory(search, { events: memoryBatches(events), settings, now: 2000 })).rows;
}

/** What a field's info says that is not so in a row. */
function untrue(info: FieldInfo, row: Row, name: string): string | undefined {
  const value = row.get(name);
  if (value === null) return info.presence === "definite" ? "always there" : undefined;
  const texts = toList(value);
  if (info.presence === "absent") return "absent";
  if (isMulti(value) && info.multivalue === "never") return "single";
  if (info.type === "number" && !texts.every(looksNumeric)) return "a number";
  if (info.casing === "lower" && texts.some((text) => text !== text.toLowerCase())) return "in lower case";
  if (info.casing === "upper" && texts.some((text) => text !== text.toUpperCase())) return "in upper case";
  return undefined;
}

describe.each([1, 2, 3, 4])("random searches of seed %i", (seed) => {
  it("are followed truly: fields are as said, and no row passes what never holds", async () => {
    const author = new Author(seed * 7919);
    for (let round = 0; round < 150; round++) {
      const stages = [`index=main ${author.search()}`, ...Array.from({ length: 4 }, () => author.stage())];
      const spl = stages.join(" | ");
      const events = Array.from({ length: 10 }, () => author.row());
      const { tree } = parseSpl(spl, splVocabulary);
      const flow = analyseFlow(tree, environment);
      const found = diagnoseAnalytic(analyse(spl), PROOFS);
      for (const [index, stage] of tree.stages.entries()) {
        const rows = await run(stages.slice(0, index + 1).join(" | "), events);
        if (rows === undefined) break;
        const wrong = rows.flatMap((row) =>
          [...FIELDS, "v"].flatMap((name) => untrue(flow.field(flow.after(stage), name), row, name) ?? []),
        );
        expect(wrong, spl).toEqual([]);
        if (!/^(search|where) /.test(stages[index] ?? "")) continue;
        for (const { span } of found.filter((one) => isWithin(one.span, stage.span))) {
          const clause = `${stage.command} ${spl.slice(span.start, span.end)}`;
          const kept = await run([...stages.slice(0, index + 1), clause].join(" | "), events);
          expect(kept, `${clause} in ${spl}`).toEqual([]);
        }
      }
    }
  });
});
