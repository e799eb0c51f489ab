import { compareText } from "#events/compare.ts";
import { onlyFields } from "#events/field-set.ts";
import { addToLineage, emptyLineage, type Lineage, mergeLineage } from "#events/lineage.ts";
import { Row } from "#events/row.ts";
import { toText } from "#events/value.ts";
import { wholeSet } from "#runtime/collect.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { field, option } from "../parts.ts";
import { optionBool, optionNumber, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

/** How often values occur together, and each alone. */
interface Counts {
  readonly cells: Map<string, Map<string, number>>;
  readonly rows: Map<string, number>;
  readonly columns: Map<string, number>;
  readonly lineages: Map<string, Lineage>;
  total: number;
}

function count(rows: readonly Row[], first: string, second: string): Counts {
  const counts: Counts = { cells: new Map(), rows: new Map(), columns: new Map(), lineages: new Map(), total: 0 };
  for (const row of rows) {
    const a = toText(row.get(first));
    const b = toText(row.get(second));
    if (a === null || b === null) continue;
    const cells = counts.cells.get(a) ?? new Map<string, number>();
    counts.cells.set(a, cells.set(b, (cells.get(b) ?? 0) + 1));
    counts.rows.set(a, (counts.rows.get(a) ?? 0) + 1);
    counts.columns.set(b, (counts.columns.get(b) ?? 0) + 1);
    const lineage = counts.lineages.get(a) ?? emptyLineage();
    counts.lineages.set(a, lineage);
    addToLineage(lineage, row);
    counts.total += 1;
  }
  return counts;
}

/** The most frequent values that together cover a share of all, at most so many. */
function leading(counts: ReadonlyMap<string, number>, most: number, cover: number, total: number): readonly string[] {
  const kept: string[] = [];
  let covered = 0;
  for (const [value, amount] of [...counts].sort(([a, x], [b, y]) => y - x || compareText(a, b))) {
    if (kept.length >= most || covered >= cover * total) break;
    kept.push(value);
    covered += amount;
  }
  return kept;
}

export const contingency = defineCommand({
  name: "contingency",
  aliases: ["counttable", "ctable"],
  type: "transforming",
  summary: "Counts how often the values of two fields occur together.",
  details: "One row for each value of the first field, one column for each of the second, with totals.",
  grammar: {
    maxrows: option("maxrows", "int", "How many rows at most.", "1000"),
    maxcols: option("maxcols", "int", "How many columns at most.", "20"),
    mincolcover: option("mincolcover", "number", "Share of all events that the columns must cover.", "1.0"),
    minrowcover: option("minrowcover", "number", "Share of all events that the rows must cover.", "1.0"),
    usetotal: option("usetotal", "bool", "Add totals.", "true"),
    totalstr: option("totalstr", "string", "Name of the totals.", "TOTAL"),
    first: field("read", "The field that makes the rows.", { required: true }),
    second: field("read", "The field that makes the columns.", { required: true }),
  },
  flow: ({ first }, before, ctx) => {
    const kept = first === undefined ? [] : [[first.name, ctx.field(before, first.name)] as const];
    return onlyFields(before, kept, byStage(ctx.stage), { open: true, order: "sorted" });
  },
  plan: (args, ctx) => {
    const { first, second } = args;
    if (first === undefined || second === undefined) {
      return refuse("E-REQUIRED", ctx.stage.span, "contingency needs two fields.");
    }
    const total = optionText(args.totalstr) ?? "TOTAL";
    const totals = optionBool(args.usetotal, true);
    return wholeSet((input) => {
      const counts = count(input, first.name, second.name);
      const rowCover = optionNumber(args.minrowcover, 1);
      const columnCover = optionNumber(args.mincolcover, 1);
      const rows = leading(counts.rows, optionNumber(args.maxrows, 1000), rowCover, counts.total);
      const columns = leading(counts.columns, optionNumber(args.maxcols, 20), columnCover, counts.total);
      const all = emptyLineage();
      const made = rows.map((value) => {
        const row = Row.of({ [first.name]: value });
        for (const column of columns) row.set(column, counts.cells.get(value)?.get(column) ?? 0);
        if (totals) row.set(total, counts.rows.get(value) ?? 0);
        row.lineage = counts.lineages.get(value) ?? null;
        if (row.lineage !== null) mergeLineage(all, row.lineage);
        return row;
      });
      if (!totals || made.length === 0) return made;
      const last = Row.of({ [first.name]: total });
      for (const column of columns) last.set(column, counts.columns.get(column) ?? 0);
      last.set(total, counts.total);
      last.lineage = all;
      return [...made, last];
    });
  },
  orderInsensitive: true,
  examples: [
    {
      spl: "contingency a b",
      in: [
        { a: "x", b: "p" },
        { a: "x", b: "q" },
        { a: "y", b: "p" },
      ],
      out: [
        { a: "x", p: "1", q: "1", TOTAL: "2" },
        { a: "y", p: "1", q: "0", TOTAL: "1" },
        { a: "TOTAL", p: "2", q: "1", TOTAL: "3" },
      ],
    },
  ],
});
