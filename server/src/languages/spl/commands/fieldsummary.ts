import { fieldSelector } from "#events/field-pattern.ts";
import { madeField, onlyFields } from "#events/field-set.ts";
import { Row } from "#events/row.ts";
import { looksNumeric, toList } from "#events/value.ts";
import { wholeSet } from "#runtime/collect.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { fields, option } from "../parts.ts";
import { fieldNames, optionNumber } from "../read-option.ts";

/** What is counted of one field. */
class Summary {
  readonly counts = new Map<string, number>();
  count = 0;
  numbers: number[] = [];

  add(text: string): void {
    this.count += 1;
    this.counts.set(text, (this.counts.get(text) ?? 0) + 1);
    if (looksNumeric(text)) this.numbers.push(Number(text));
  }

  row(name: string, maxValues: number): Row {
    const { numbers } = this;
    const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
    const squares = numbers.reduce((sum, each) => sum + (each - mean) ** 2, 0);
    const values = [...this.counts]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, maxValues)
      .map(([value, count]) => ({ value, count }));
    const numeric = numbers.length > 0;
    return Row.of({
      field: name,
      count: this.count,
      distinct_count: this.counts.size,
      is_exact: 1,
      max: numeric ? numbers.reduce((a, b) => Math.max(a, b)) : null,
      mean: numeric ? mean : null,
      min: numeric ? numbers.reduce((a, b) => Math.min(a, b)) : null,
      numeric_count: numbers.length,
      stdev: numeric ? (numbers.length > 1 ? Math.sqrt(squares / (numbers.length - 1)) : 0) : null,
      values: JSON.stringify(values),
    });
  }
}

export const fieldsummary = defineCommand({
  name: "fieldsummary",
  type: "transforming",
  summary: "One row of summary statistics for each field.",
  details: "count, distinct_count, max, mean, min, numeric_count, stdev, and the most frequent values as JSON.",
  grammar: {
    maxvals: option("maxvals", "int", "How many values to list.", "100"),
    fields: fields("read", "The fields; `*` is a wildcard.", { wildcard: true }),
  },
  flow: (_args, before, ctx) => {
    const info = madeField({ kind: "aggregation", span: ctx.stage.span, from: [] });
    const always = ["field", "count", "distinct_count", "is_exact", "numeric_count", "values"];
    const perhaps = ["max", "mean", "min", "stdev"];
    const made = [
      ...always.map((name) => [name, info] as const),
      ...perhaps.map((name) => [name, { ...info, presence: "maybe" as const }] as const),
    ];
    return onlyFields(before, made, byStage(ctx.stage), { order: "sorted" });
  },
  plan: ({ maxvals, fields: refs }) => {
    const names = fieldNames(refs);
    const selects = names.length === 0 ? (name: string) => !name.startsWith("_") : fieldSelector(names);
    const most = optionNumber(maxvals, 100);
    return wholeSet((rows) => {
      const summaries = new Map<string, Summary>();
      for (const row of rows) {
        for (const name of row.names()) {
          if (!selects(name)) continue;
          const summary = summaries.get(name) ?? new Summary();
          summaries.set(name, summary);
          for (const text of toList(row.get(name))) summary.add(text);
        }
      }
      return [...summaries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, summary]) => summary.row(name, most));
    });
  },
  orderInsensitive: true,
  examples: [
    {
      spl: "fieldsummary n | table field count distinct_count max min mean",
      in: [{ n: "1" }, { n: "3" }, { n: "3" }, { m: "x" }],
      out: [{ field: "n", count: "3", distinct_count: "2", max: "3", min: "1", mean: "2.3333333333333335" }],
    },
  ],
});
