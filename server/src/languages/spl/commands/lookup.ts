import { type FieldInfo, madeField, withFields } from "#events/field-set.ts";
import type { Row } from "#events/row.ts";
import { strptime } from "#events/strptime.ts";
import { timeZone } from "#events/time-zone.ts";
import { fromList, toList, toNumber, type Value } from "#events/value.ts";
import type { RunContext } from "#runtime/run-context.ts";
import { recordSources } from "#runtime/sources.ts";
import { changeRows } from "#runtime/streaming.ts";
import type { FlowContext, LookupTable } from "#semantics/dialect.ts";
import type { LookupField } from "#syntax/spl/ast.ts";
import { defineCommand } from "../define.ts";
import { LookupMatch, type TableRow } from "../lookup-match.ts";
import { option, word } from "../parts.ts";
import { optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

/** A column of the table and the field of the row that it goes with. */
interface Pair {
  readonly column: string;
  readonly field: string;
}

function pairsOf(nodes: readonly LookupField[] | undefined): readonly Pair[] {
  return (nodes ?? []).map(({ column, field }) => ({ column: column.name, field: field.name }));
}

/** The output pairs: those written, or every other column. */
function outputsOf(written: readonly Pair[], keys: readonly Pair[], columns: readonly string[]): readonly Pair[] {
  if (written.length > 0) return written;
  const used = new Set(keys.map((key) => key.column));
  return columns.filter((column) => !used.has(column)).map((column) => ({ column, field: column }));
}

/** Combinations of the values of the key fields; none when one is null. */
function keyTexts(row: Row, keys: readonly Pair[]): readonly (readonly string[])[] {
  let texts: readonly (readonly string[])[] = [[]];
  for (const { field } of keys) {
    const values = toList(row.get(field));
    texts = texts.flatMap((text) => values.map((value) => [...text, value]));
  }
  return texts;
}

/** The values that a column has in the found rows; empty cells count as absent. */
function found(rows: readonly TableRow[], column: string, fallback: string | undefined): Value {
  const cells = rows.map((row) => row[column] ?? "").filter((cell) => cell !== "");
  if (cells.length === 0 && rows.length === 0 && fallback !== undefined) return fallback;
  return fromList(cells);
}

/** Finds the rows for the texts of the keys; in a table that is bound to time, those near the row's time. */
function finder(
  table: LookupTable,
  match: LookupMatch,
  timeField: string,
  run: RunContext,
): (row: Row, texts: readonly string[]) => readonly TableRow[] {
  const { time } = table;
  if (time === undefined) return (_row, texts) => match.find(texts);
  const zone = timeZone(run.settings.timeZone);
  const times = new Map<TableRow, number | null>();
  const timeOf = (cells: TableRow): number | null => {
    let known = times.get(cells);
    if (known === undefined) {
      known = strptime(cells[time.field] ?? "", time.format, zone, run.now);
      times.set(cells, known);
    }
    return known;
  };
  return (row, texts) => {
    const own = toNumber(row.get(timeField));
    return own === null ? [] : match.findAt(texts, own, timeOf);
  };
}

function applyMatch(
  table: LookupTable,
  keys: readonly Pair[],
  outputs: readonly Pair[],
  over: { readonly onlyNew: boolean; readonly timeField: string },
  run: RunContext,
): (row: Row) => boolean {
  const { onlyNew, timeField } = over;
  const match = new LookupMatch(
    table,
    keys.map((key) => key.column),
  );
  const find = finder(table, match, timeField, run);
  const fallback = table.minMatches > 0 ? table.defaultMatch : undefined;
  return (row) => {
    if (onlyNew && outputs.some(({ field }) => row.get(field) !== null)) return false;
    const texts = keyTexts(row, keys);
    if (texts.length === 0) return false;
    const [only] = texts;
    const rows =
      texts.length === 1 && only !== undefined ? find(row, only) : texts.flatMap((text) => [...find(row, text)]);
    if (rows.length === 0 && fallback === undefined) return false;
    for (const { column, field } of outputs) row.set(field, found(rows, column, fallback));
    return true;
  };
}

function outputFlow(outputs: readonly Pair[], keys: readonly Pair[], ctx: FlowContext) {
  const from = keys.map((key) => key.field);
  const provenance = { kind: "lookup" as const, span: ctx.stage.span, from };
  return outputs.map(({ field }): readonly [string, FieldInfo] => [
    field,
    madeField(provenance, { presence: "maybe", multivalue: "maybe" }),
  ]);
}

export const lookup = defineCommand({
  name: "lookup",
  type: "distributable streaming",
  summary: "Adds fields from the rows of a lookup table that match the row.",
  details:
    "All lookup fields must match, exactly and with case unless the table's definition says otherwise. Several matching rows " +
    "give multivalues. `OUTPUT` replaces the row's fields, `OUTPUTNEW` leaves a row alone that has one of them already; without " +
    "either every other column is output. In a table that is bound to time only rows near the event count. Without a match nothing changes.",
  grammar: {
    local: option("local", "bool", "Run on the search head only; no effect here.", "false"),
    update: option("update", "bool", "Read the table anew for real-time searches; no effect here.", "false"),
    eventTimeField: option("event_time_field", "field", "Field that holds the time, for lookups bound to time."),
    table: word("name", "The lookup table.", { required: true }),
    keys: { kind: "lookup-fields", required: true, doc: "`column AS field`: what must match." },
    output: {
      kind: "lookup-fields",
      keywords: ["output"],
      doc: "`column AS field`: what is added, replacing present values.",
    },
    outputnew: {
      kind: "lookup-fields",
      keywords: ["outputnew"],
      doc: "`column AS field`: what is added to rows that have none of it.",
    },
  },
  flow: ({ table, keys, output, outputnew }, before, ctx) => {
    const name = table?.text ?? "";
    const matched = pairsOf(keys);
    const written = pairsOf(output ?? outputnew);
    const columns = ctx.lookupColumns(name);
    const outputs = outputsOf(written, matched, columns ?? []);
    const made = outputFlow(outputs, matched, ctx);
    const after = withFields(
      before,
      made.map(([field, info]) => {
        const present = ctx.field(before, field);
        return [field, present.presence === "definite" ? { ...info, presence: "definite" as const } : info] as const;
      }),
    );
    return written.length === 0 && columns === undefined ? { ...after, open: true } : after;
  },
  plan: ({ table: named, keys: keyNodes, output, outputnew, eventTimeField }, ctx) => {
    if (output !== undefined && outputnew?.[0] !== undefined) {
      return refuse("E-ARG", outputnew[0].span, "A lookup has OUTPUT or OUTPUTNEW, not both: write two lookups.");
    }
    if (named === undefined) return refuse("E-LKTABLE", ctx.stage.span, "lookup needs the name of a table.");
    const keys = pairsOf(keyNodes);
    if (keys.length === 0) return refuse("E-LKCONS", ctx.stage.span, "lookup needs at least one field to match.");
    const written = pairsOf(output ?? outputnew);
    const table = ctx.lookup(named.text);
    if (table === undefined) {
      return changeRows((run) => {
        run.problem({
          code: "E-LKTABLE",
          severity: "warning",
          message: `${ctx.lookupAbsence(named.text) ?? `The lookup table '${named.text}' is not in the workspace.`} No row matches it in this run.`,
          span: named.span,
        });
        return () => {};
      });
    }
    const missing = [...(keyNodes ?? []), ...(output ?? outputnew ?? [])].find(
      ({ column }) => !table.columns.includes(column.name),
    );
    if (missing !== undefined) {
      const message = `Cannot find the source field '${missing.column.name}' in the lookup table '${table.name}'.`;
      return refuse("E-LKFIELD", missing.column.span, message);
    }
    const outputs = outputsOf(written, keys, table.columns);
    const from = keys.map((key) => key.field);
    const over = { onlyNew: outputnew !== undefined, timeField: optionText(eventTimeField) ?? "_time" };
    return changeRows((run) => {
      const apply = applyMatch(table, keys, outputs, over, run);
      return (row) => {
        if (apply(row) && run.trace !== undefined) for (const { field } of outputs) recordSources(row, field, from);
      };
    });
  },
  orderInsensitive: true,
  examples: [
    {
      spl: "lookup t k OUTPUT v",
      in: [{ k: "a" }, { k: "b" }, { k: "c" }, { k: "A" }],
      lookups: {
        t: [
          { k: "a", v: "1" },
          { k: "b", v: "2" },
          { k: "b", v: "3" },
        ],
      },
      out: [{ k: "a", v: "1" }, { k: "b", v: ["2", "3"] }, { k: "c" }, { k: "A" }],
    },
    {
      spl: "lookup t k OUTPUTNEW v",
      in: [{ k: "a", v: "old" }],
      lookups: { t: [{ k: "a", v: "1" }] },
      out: [{ k: "a", v: "old" }],
    },
    {
      spl: "lookup t k AS h OUTPUT v AS w",
      in: [{ h: "a" }],
      lookups: { t: [{ k: "a", v: "1" }] },
      out: [{ h: "a", w: "1" }],
    },
  ],
});
