import { compareText } from "#events/compare.ts";
import { emptyLineage, type Lineage, mergeLineage } from "#events/lineage.ts";
import { Row } from "#events/row.ts";
import { isMulti, looksNumeric, toNumber, toText, type Value } from "#events/value.ts";
import { binned } from "#runtime/binning.ts";
import type { Group, GroupKey } from "#runtime/grouping.ts";
import type { Expression } from "#runtime/predicate.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { CompiledAggregationPlan } from "#semantics/dialect.ts";
import { AggregateRows } from "./aggregate-rows.ts";
import { CELL, type ChartAxis, type ChartShape, type ColumnChoice } from "./chart-shape.ts";

/** A chart as cells, before it becomes rows. */
export interface Chart {
  /** The values of the row field, in order. */
  readonly rows: readonly string[];
  /** Names of the columns, in order. */
  readonly columns: readonly string[];
  cell(row: string, column: string): Value;
  lineage(row: string): Lineage;
  /** What a cell without any row holds. */
  empty(column: string): Value;
}

function axisValue(axis: ChartAxis, rows: readonly Row[], run: RunContext): Expression {
  const { name } = axis.field;
  const binning = axis.bins?.binning(rows, run);
  return binning === undefined ? (row) => row.get(name) : (row) => binned(row.get(name), binning);
}

/** The order of a row field's values: numbers, ranges and dates by size, others as text. */
function compareLabels(a: string, b: string): number {
  const x = labelNumber(a);
  const y = labelNumber(b);
  return x !== null && y !== null && x !== y ? x - y : compareText(a, b);
}

function labelNumber(label: string): number | null {
  if (looksNumeric(label)) return Number(label);
  const range = /^(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)$/.exec(label);
  return range === null ? null : Number(range[1]);
}

/** The columns of a split that stay. */
async function chosenColumns(
  rows: readonly Row[],
  rowKey: GroupKey,
  splitKey: GroupKey,
  shape: ChartShape,
  run: RunContext,
): Promise<ReadonlySet<string>> {
  const { columns, plans } = shape;
  const ranked = await scores(rows, rowKey, splitKey, columns, plans, run);
  const order = [...ranked].sort(([a, x], [b, y]) => (columns.fromBottom ? x - y : y - x) || compareText(a, b));
  const { bound, most, inverted } = columns;
  const inside = (score: number, place: number) => {
    if (bound !== undefined) return bound.op === ">" ? score > bound.value : score < bound.value;
    return most === undefined || place < most;
  };
  return new Set(order.filter(([, score], place) => inside(score, place) !== inverted).map(([value]) => value));
}

async function scores(
  rows: readonly Row[],
  rowKey: GroupKey,
  splitKey: GroupKey,
  columns: ColumnChoice,
  plans: ChartShape["plans"],
  run: RunContext,
): Promise<ReadonlyMap<string, number>> {
  const totals = new Map<string, number>();
  if ((columns.score !== undefined && !columns.ofCells) || plans.length > 1) {
    const score = columns.score === undefined ? [] : [columns.score];
    const overall = await AggregateRows.start({ by: [splitKey], plans: score }, run);
    await overall.take(rows);
    for (const group of overall.grouping.groups) {
      const value = columns.score === undefined ? group.lineage.count : toNumber(overall.grouping.result(group, 0));
      totals.set(group.key[0] ?? "", value ?? 0);
    }
    return totals;
  }
  const cells = await AggregateRows.start({ by: [rowKey, splitKey], plans }, run);
  await cells.take(rows);
  if (columns.score !== undefined) return cellScores(cells, columns.score, run);
  for (const group of cells.grouping.groups) {
    const value = group.key[1] ?? "";
    totals.set(value, (totals.get(value) ?? 0) + (toNumber(cells.grouping.result(group, 0)) ?? 0));
  }
  return totals;
}

/** The scores of columns by an aggregation over their cells. */
async function cellScores(
  { grouping }: AggregateRows,
  score: CompiledAggregationPlan,
  run: RunContext,
): Promise<ReadonlyMap<string, number>> {
  const values = grouping.groups.map((group) => {
    const row = new Row(null);
    row.set(COLUMN, group.key[1] ?? "");
    row.set(CELL, grouping.result(group, 0));
    return row;
  });
  const over = await AggregateRows.start(
    { by: [{ name: COLUMN, value: (row) => row.get(COLUMN) }], plans: [score] },
    run,
  );
  await over.take(values);
  return new Map(
    over.grouping.groups.map((group) => [group.key[0] ?? "", toNumber(over.grouping.result(group, 0)) ?? 0] as const),
  );
}

/** The column of rows that no column shows: their row of the chart is there all the same. */
const LEFT_OUT = "\u0000left out";
const COLUMN = "\u0000column";

/** The column of a row: its split value, or the one for others or for rows without. */
function columnOf(split: Expression, kept: ReadonlySet<string>, choice: ColumnChoice): Expression {
  const place = (text: string): string => (kept.has(text) ? text : (choice.other ?? LEFT_OUT));
  return (row) => {
    const value = split(row);
    if (value === null) return choice.missing ?? LEFT_OUT;
    return isMulti(value) ? value.map(place) : place(toText(value) ?? "");
  };
}

/** Computes a chart over rows. */
export async function chartOf(rows: readonly Row[], shape: ChartShape, run: RunContext): Promise<Chart> {
  const rowKey = { name: shape.row.field.name, value: axisValue(shape.row, rows, run) };
  if (shape.split === undefined) return plainChart(rows, rowKey, shape, run);
  const split = axisValue(shape.split, rows, run);
  const splitKey = { name: "\u0000split", value: split };
  const kept = await chosenColumns(rows, rowKey, splitKey, shape, run);
  const column = { name: COLUMN, value: columnOf(split, kept, shape.columns) };
  const aggregate = await AggregateRows.start({ by: [rowKey, column], plans: shape.plans }, run);
  await aggregate.take(rows);
  const values = new Set(aggregate.grouping.groups.map((group) => group.key[1] ?? ""));
  values.delete(LEFT_OUT);
  const order = columnOrder(values, kept, shape.columns);
  const { grouping } = aggregate;
  const names = new Map<string, { readonly value: string; readonly index: number }>();
  for (const index of aggregate.columnOrder()) {
    const output = grouping.columns[index]?.output ?? "";
    for (const value of order) names.set(shape.columnName(output, value), { value, index });
  }
  const groups = new Map<string, Map<string, Group>>();
  for (const group of grouping.groups) {
    const [row = "", value = ""] = group.key;
    const cells = groups.get(row) ?? new Map<string, Group>();
    groups.set(row, cells.set(value, group));
  }
  const fresh = grouping.columns.map((each) => each.accumulator(run).result());
  return {
    rows: [...groups.keys()].sort(compareLabels),
    columns: [...names.keys()],
    cell: (row, name) => {
      const place = names.get(name);
      const group = place === undefined ? undefined : groups.get(row)?.get(place.value);
      if (place === undefined) return null;
      return group === undefined ? (fresh[place.index] ?? null) : grouping.result(group, place.index);
    },
    lineage: (row) => {
      const lineage = emptyLineage();
      for (const [value, group] of groups.get(row) ?? []) if (value !== LEFT_OUT) mergeLineage(lineage, group.lineage);
      return lineage;
    },
    empty: (name) => fresh[names.get(name)?.index ?? -1] ?? null,
  };
}

/** Split values as text, the columns for the others and for rows without a value at the end. */
function columnOrder(values: ReadonlySet<string>, kept: ReadonlySet<string>, choice: ColumnChoice): readonly string[] {
  const rank = (value: string) => (kept.has(value) ? 0 : value === choice.other ? 1 : 2);
  return [...values].sort((a, b) => rank(a) - rank(b) || compareText(a, b));
}

async function plainChart(rows: readonly Row[], rowKey: GroupKey, shape: ChartShape, run: RunContext): Promise<Chart> {
  const aggregate = await AggregateRows.start({ by: [rowKey], plans: shape.plans }, run);
  await aggregate.take(rows);
  const { grouping } = aggregate;
  const byRow = new Map(grouping.groups.map((group) => [group.key[0] ?? "", group] as const));
  const names = new Map(
    aggregate.columnOrder().map((index) => [grouping.columns[index]?.output ?? "", index] as const),
  );
  const fresh = grouping.columns.map((each) => each.accumulator(run).result());
  return {
    rows: [...byRow.keys()].sort(compareLabels),
    columns: [...names.keys()],
    cell: (row, name) => {
      const group = byRow.get(row);
      const index = names.get(name) ?? -1;
      return group === undefined ? (fresh[index] ?? null) : grouping.result(group, index);
    },
    lineage: (row) => byRow.get(row)?.lineage ?? emptyLineage(),
    empty: (name) => fresh[names.get(name) ?? -1] ?? null,
  };
}

/** The rows of a chart; `labels` when there are rows without any event, as on a continuous axis of time. */
export function chartRows(chart: Chart, field: string, labels: readonly string[] = chart.rows): Row[] {
  const known = new Set(chart.rows);
  return labels.map((label) => {
    const row = new Row(null);
    row.set(field, label);
    for (const column of chart.columns) {
      row.set(column, known.has(label) ? chart.cell(label, column) : chart.empty(column));
    }
    row.lineage = chart.lineage(label);
    return row;
  });
}
