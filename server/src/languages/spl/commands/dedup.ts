import { type FieldSet, withFields } from "#events/field-set.ts";
import type { Row } from "#events/row.ts";
import { isMulti, toText, type Value } from "#events/value.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import type { Operator } from "#runtime/operator.ts";
import { sortRows } from "#runtime/ordering.ts";
import { expandRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { absentIn, atLine, namesText, valuesText } from "../loss.ts";
import { fields, option, word } from "../parts.ts";
import { fieldNames, optionBool } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { sortKeys } from "../sort-keys.ts";

/** A multivalue is compared as a whole list; a length keeps it apart from a text with the same characters. */
function keyPart(value: Value): string {
  if (isMulti(value)) return `${value.length}\u0001${value.map((one) => `${one.length}:${one}`).join("")}`;
  return toText(value) ?? "";
}

/** Whether a row brings something new: counts how often each combination has been seen. */
class Seen {
  readonly #counts = new Map<string, number>();
  #last: string | null = null;
  #run = 0;

  /** How often the combination of a row came before it, in the whole input or in a row; null when a field is null. */
  before(row: Row, names: readonly string[], consecutive: boolean): number | null {
    const key = this.#key(row, names);
    if (key === null) return null;
    if (consecutive) {
      this.#run = key === this.#last ? this.#run + 1 : 0;
      this.#last = key;
      return this.#run;
    }
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return count;
  }

  #key(row: Row, names: readonly string[]): string | null {
    if (names.length === 1) {
      const value = row.get(names[0] ?? "");
      return value === null ? null : keyPart(value);
    }
    let key = "";
    for (const name of names) {
      const value = row.get(name);
      if (value === null) return null;
      const part = keyPart(value);
      key += `${part.length}:${part}`;
    }
    return key;
  }
}

export const dedup = defineCommand({
  name: "dedup",
  type: "centralized streaming",
  summary: "Keeps the first rows for each combination of field values.",
  details:
    "The first in incoming order, or after `sortby`. Rows in which one of the fields is null are dropped unless keepempty=t. " +
    "Values are compared with case; a multivalue as a whole list.",
  grammar: {
    count: word("int", "How many rows to keep for each combination."),
    keepevents: option("keepevents", "bool", "Keep every row but remove the fields from the repeated ones.", "false"),
    keepempty: option("keepempty", "bool", "Keep rows in which a field is null.", "false"),
    consecutive: option("consecutive", "bool", "Drop only repetitions that follow each other.", "false"),
    fields: fields("read", "The fields whose combination counts.", { required: true }),
    sortby: { kind: "sort-items", keywords: ["sortby"], doc: "Order in which rows are looked at." },
  },
  flow: ({ fields: refs = [], keepevents, keepempty, sortby }, before, ctx): FieldSet => {
    const ordered: FieldSet = sortby === undefined ? before : { ...before, order: "sorted" };
    if (optionBool(keepempty, false) && !optionBool(keepevents, false)) return ordered;
    const presence = optionBool(keepevents, false) ? "maybe" : "definite";
    return withFields(
      ordered,
      refs.map((ref) => {
        const { presenceByKind: _unused, ...info } = ctx.field(before, ref.name);
        return [ref.name, { ...info, presence }] as const;
      }),
    );
  },
  plan: (args, ctx) => {
    const names = fieldNames(args.fields);
    if (names.length === 0) {
      return refuse("E-DEDUPNONE", ctx.stage.span, "At least one field must be given as an argument.");
    }
    const twice = (args.fields ?? []).find((ref, index) => names.indexOf(ref.name) !== index);
    if (twice !== undefined) {
      const message = `The field '${twice.name}' is specified multiple times. It should only be specified once.`;
      return refuse("E-FIELDTWICE", twice.span, message);
    }
    const count = args.count === undefined ? 1 : Number(args.count.text);
    if (!(count >= 1)) {
      const at = args.count?.span ?? ctx.stage.span;
      return refuse("E-DEDUPN", at, "The limit option is invalid. It must be >= 1.");
    }
    const keepEvents = optionBool(args.keepevents, false);
    const keepEmpty = optionBool(args.keepempty, false);
    const consecutive = optionBool(args.consecutive, false);
    const pass: Operator = expandRows(() => {
      const seen = new Seen();
      return (row, into) => {
        const before = seen.before(row, names, consecutive);
        if (before === null) {
          if (keepEmpty) into.push(row);
        } else if (before < count) into.push(row);
        else if (keepEvents) {
          for (const name of names) row.set(name, null);
          into.push(row);
        }
      };
    });
    const keys = sortKeys(args.sortby);
    if (keys.length === 0) return pass;
    return async function* (input, run) {
      yield* pass(inBatches(sortRows(await collect(input, run), keys), run), run);
    };
  },
  loss:
    ({ fields: refs, count }) =>
    async ({ row, passed }) => {
      const names = fieldNames(refs);
      const absent = absentIn(row, names);
      if (absent.length > 0) return `dedup drops a row without ${namesText(absent, "or")}; keepempty=t keeps it.`;
      const own = names.map((name) => keyPart(row.get(name)));
      const kept = await passed((other) =>
        names.every((name, index) => other.has(name) && keyPart(other.get(name)) === own[index]),
      );
      if (kept === undefined) return null;
      const most = count === undefined ? "one row" : `${count.text} rows`;
      return `dedup keeps ${most} with ${valuesText(row, names)}, and another came first${atLine(kept)}.`;
    },
  examples: [
    {
      spl: "dedup h",
      in: [{ h: "a", n: "1" }, { h: "a", n: "2" }, { n: "3" }, { h: "b", n: "4" }],
      out: [
        { h: "a", n: "1" },
        { h: "b", n: "4" },
      ],
    },
    {
      spl: "dedup h keepempty=t",
      in: [{ h: "a", n: "1" }, { h: "a", n: "2" }, { n: "3" }, { h: "b", n: "4" }],
      out: [{ h: "a", n: "1" }, { n: "3" }, { h: "b", n: "4" }],
    },
    {
      spl: "dedup consecutive=t h",
      in: [{ h: "a" }, { h: "a" }, { h: "b" }, { h: "a" }],
      out: [{ h: "a" }, { h: "b" }, { h: "a" }],
    },
    {
      spl: "dedup h sortby -n",
      in: [
        { h: "a", n: "1" },
        { h: "a", n: "2" },
        { h: "b", n: "4" },
      ],
      out: [
        { h: "b", n: "4" },
        { h: "a", n: "2" },
      ],
    },
    {
      spl: "dedup h keepevents=t",
      in: [
        { h: "a", n: "1" },
        { h: "a", n: "2" },
      ],
      out: [{ h: "a", n: "1" }, { n: "2" }],
    },
  ],
});
