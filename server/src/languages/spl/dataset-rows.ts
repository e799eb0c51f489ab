import type { Batch } from "#events/batch.ts";
import { type FieldInfo, type FieldSet, madeField, onlyFields, UNKNOWN_FIELD } from "#events/field-set.ts";
import { unknownFields } from "#events/field-set-merge.ts";
import type { Row } from "#events/row.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import { sortRows } from "#runtime/ordering.ts";
import type { RunContext } from "#runtime/run-context.ts";
import type { DatasetView, FlowContext, PlanContext, Refusal } from "#semantics/dialect.ts";
import type { DatasetRef } from "#syntax/spl/ast.ts";
import { byStage } from "./by-stage.ts";
import { refuse } from "./refuse.ts";
import { tableRows } from "./table-rows.ts";

/** Rows in the order of events: newest first, unless the run keeps the sample's order. */
export async function* newestFirst(input: AsyncIterable<Batch>, run: RunContext): AsyncGenerator<Batch> {
  if (run.settings.eventOrder === "input") {
    yield* input;
    return;
  }
  const rows = await collect(input, run);
  yield* inBatches(sortRows(rows, [{ field: "_time", descending: true, mode: "num" }]), run);
}

/** The events that belong to a dataset, as its rows with unprefixed names, in the order of the samples. */
export async function* eventsOf(view: DatasetView, run: RunContext): AsyncGenerator<Batch> {
  if (view.note !== undefined) run.problem({ code: "dataset-unmapped", severity: "warning", message: view.note });
  for await (const batch of run.events()) {
    const rows: Row[] = [];
    for (const event of batch) {
      const row = view.map(event);
      if (row !== null) rows.push(row);
    }
    if (rows.length > 0) yield rows;
  }
}

/** The view of a data model's dataset, or that there is none. */
export function datasetView(ref: DatasetRef, ctx: PlanContext): DatasetView | Refusal {
  const view = ctx.dataset(ref);
  if (view !== undefined) return view;
  const name = ref.dataset === undefined ? ref.name : `${ref.name}.${ref.dataset}`;
  return refuse("E-DMNONE", ref.span, `Data model '${name}' was not found, or no events of it are known here.`);
}

/** How the rows of a dataset are read: a data model's, a lookup's, or a saved search's. */
export function datasetRows(ref: DatasetRef, ctx: PlanContext): ((run: RunContext) => AsyncIterable<Batch>) | Refusal {
  switch (ref.type) {
    case "datamodel": {
      const view = datasetView(ref, ctx);
      return "refused" in view ? view : (run) => newestFirst(eventsOf(view, run), run);
    }
    case "inputlookup": {
      const table = ctx.lookup(ref.name);
      if (table === undefined) {
        return refuse("E-LKTABLE", ref.span, `The lookup table '${ref.name}' does not exist or is not available.`);
      }
      return (run) => inBatches(tableRows(table), run);
    }
    case "savedsearch": {
      const text = ctx.savedSearch(ref.name);
      if (text === undefined) {
        return refuse("unsupported-command", ref.span, `The saved search '${ref.name}' is not in the workspace.`);
      }
      const search = ctx.pipeline(ctx.parsePipeline(text));
      return (run) => search.run(run);
    }
    default:
      return refuse(
        "unsupported-command",
        ref.span,
        `'${ref.name}' is kept on a Splunk server (${ref.type}); it cannot be read here.`,
      );
  }
}

/** The fields of a dataset's rows. */
export function datasetFlow(ref: DatasetRef, before: FieldSet, ctx: FlowContext): FieldSet {
  const names = ref.type === "inputlookup" ? ctx.lookupColumns(ref.name) : undefined;
  const provenance = { kind: ref.type === "inputlookup" ? "lookup" : "event", span: ref.span, from: [] } as const;
  if (names !== undefined) {
    const columns = names.map((name) => [name, madeField(provenance, { presence: "maybe" })] as const);
    return onlyFields(before, columns, byStage(ctx.stage), { order: "unknown" });
  }
  const fields = ref.type === "datamodel" ? ctx.datasetFields(ref.name, ref.dataset) : undefined;
  if (fields === undefined) return unknownFields(before);
  return onlyFields(before, modelFields(fields, "", provenance), byStage(ctx.stage), {
    hasRaw: true,
    order: "time-desc",
  });
}

/** A data model's fields with a prefix, and the fields that every event has. */
export function modelFields(
  fields: readonly string[],
  prefix: string,
  provenance: FieldInfo["provenance"],
): readonly (readonly [string, FieldInfo])[] {
  const always = ["_time", "index", "source", "sourcetype", "host"].map(
    (name) => [name, madeField({ kind: "default", from: [] })] as const,
  );
  const raw = ["_raw", { ...UNKNOWN_FIELD, presence: "definite" }] as const;
  const named = fields.map((name) => [prefix + name, { ...UNKNOWN_FIELD, provenance }] as const);
  return [...always, raw, ...named];
}
