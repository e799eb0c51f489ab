import type { Catalog } from "#catalog/catalog.ts";
import type { FieldInfo, FieldSet } from "#events/field-set.ts";
import type { Aggregation, EvalExpr, SearchExpr, Stage, Subsearch } from "#syntax/spl/ast.ts";

/** What a definition owes to static analysis: the fields after the stage. */
export interface FlowContext {
  readonly catalog: Catalog;
  readonly stage: Stage;
  /** The fields at the end of a subsearch that starts from the events (role argument/term), or from `before` (template). */
  subsearch(sub: Subsearch, before: FieldSet): FieldSet;
  /** What an eval expression gives, where `before` holds. */
  infer(expr: EvalExpr, before: FieldSet): FieldInfo;
  /** What an aggregation gives. */
  inferAggregation(aggregation: Aggregation, before: FieldSet): FieldInfo;
  /** What is known of a field, event kinds included. */
  field(before: FieldSet, name: string): FieldInfo;
  /** The names known at this point that match a pattern with `*`; `complete` when there can be no others. */
  matching(before: FieldSet, pattern: string): { readonly names: readonly string[]; readonly complete: boolean };
  /** The set refined by a condition that rows must meet: search expression or where expression. */
  refineBySearch(before: FieldSet, condition: SearchExpr): FieldSet;
  refineByWhere(before: FieldSet, condition: EvalExpr): FieldSet;
  /** The fields of a lookup table, if it is known. */
  lookupColumns(table: string): readonly string[] | undefined;
  /** The fields of a data model's dataset, unprefixed, if it is known. */
  datasetFields(model: string, dataset: string | undefined): readonly string[] | undefined;
}
