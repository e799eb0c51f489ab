import type { Batch } from "#events/batch.ts";
import { type FieldPattern, fieldPattern, fillPattern } from "#events/field-pattern.ts";
import type { Row } from "#events/row.ts";
import { type Aggregate, compareKeys, type Group, Grouping, type GroupKey } from "#runtime/grouping.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { CompiledAggregationPlan } from "#semantics/dialect.ts";

/** A column of the output that is still a pattern: `sum(*delay)`. */
interface OpenColumn {
  readonly place: number;
  readonly pattern: FieldPattern;
  readonly outputPattern: string;
  readonly of: (field: string) => CompiledAggregationPlan;
}

/** How to group rows. */
export interface GroupingShape {
  readonly by: readonly GroupKey[];
  readonly plans: readonly CompiledAggregationPlan[];
  /** Each value of a multivalue BY field counts once a row. */
  readonly distinctValues?: boolean;
  /** Changes a ready aggregate by the place of its aggregation: allnum and the like. */
  readonly adapt?: (aggregate: Aggregate, place: number) => Aggregate;
}

/**
 * The aggregations of a stage at work. Arguments with wildcards become columns as fields that fit them appear; fields of
 * the BY clause do not count among them.
 */
export class AggregateRows {
  readonly grouping: Grouping;
  readonly #run: RunContext;
  readonly #shape: GroupingShape;
  readonly #open: readonly OpenColumn[];
  /** For each column of the grouping, the place of its aggregation. */
  readonly #places: number[];
  readonly #seen = new Set<string>();

  private constructor(
    shape: GroupingShape,
    ready: readonly { place: number; aggregate: Aggregate }[],
    open: readonly OpenColumn[],
    run: RunContext,
  ) {
    this.#run = run;
    this.#shape = shape;
    this.#open = open;
    this.#places = ready.map(({ place }) => place);
    const columns = ready.map(({ aggregate }) => aggregate);
    const distinctValues = shape.distinctValues ?? false;
    this.grouping = new Grouping(shape.by, columns, run, { distinctValues });
    for (const { name } of shape.by) this.#seen.add(name);
  }

  static async start(shape: GroupingShape, run: RunContext): Promise<AggregateRows> {
    const ready: { place: number; aggregate: Aggregate }[] = [];
    const open: OpenColumn[] = [];
    for (const [place, plan] of shape.plans.entries()) {
      if (plan.wildcard !== undefined) {
        const { pattern, outputPattern, of } = plan.wildcard;
        open.push({ place, pattern: fieldPattern(pattern), outputPattern, of });
        continue;
      }
      ready.push({ place, aggregate: adapted(await plan.prepare(run), place, shape) });
    }
    return new AggregateRows(shape, ready, open, run);
  }

  /** Takes rows up; the result tells each row's group when `into` is given (the first, for multivalue BY fields). */
  async take(batch: Batch, into?: (Group | null)[]): Promise<void> {
    if (this.#open.length > 0) await this.#discover(batch);
    const { grouping } = this;
    if (into === undefined) for (const row of batch) grouping.add(row);
    else for (const row of batch) into.push(grouping.add(row));
  }

  async #discover(batch: Batch): Promise<void> {
    for (const row of batch) {
      for (const name of row.names()) {
        if (this.#seen.has(name)) continue;
        this.#seen.add(name);
        for (const column of this.#open) {
          const parts = column.pattern.capture(name);
          if (parts === null) continue;
          const plan = column.of(name);
          const aggregate = adapted(await plan.prepare(this.#run), column.place, this.#shape);
          this.grouping.addColumn({ ...aggregate, output: fillPattern(column.outputPattern, parts) });
          this.#places.push(column.place);
        }
      }
    }
  }

  /** Indices of the columns in the order of the aggregations as written. */
  columnOrder(): readonly number[] {
    const order = this.#places.map((_place, index) => index);
    return this.#open.length === 0
      ? order
      : order.sort((a, b) => (this.#places[a] ?? 0) - (this.#places[b] ?? 0) || a - b);
  }

  /** The groups in the order of their output rows. */
  groups(): readonly Group[] {
    const { groups } = this.grouping;
    if (this.#run.settings.statsByOrder === "unsorted") return groups;
    const times = this.#shape.by.map(({ name }) => name === "_time");
    return groups.toSorted((a, b) => compareKeys(a.key, b.key, times));
  }

  /** One row for each group. */
  rows(): Row[] {
    const order = this.columnOrder();
    return this.groups().map((group) => this.grouping.row(group, order));
  }
}

function adapted(aggregate: Aggregate, place: number, shape: GroupingShape): Aggregate {
  return shape.adapt === undefined ? aggregate : shape.adapt(aggregate, place);
}
