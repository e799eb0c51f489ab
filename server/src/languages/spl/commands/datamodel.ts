import { onlyFields } from "#events/field-set.ts";
import { unknownFields } from "#events/field-set-merge.ts";
import { isRefusal } from "#semantics/dialect.ts";
import type { DatasetRef, Literal } from "#syntax/spl/ast.ts";
import { byStage } from "../by-stage.ts";
import { datasetFlow, datasetView, eventsOf, modelFields, newestFirst } from "../dataset-rows.ts";
import { defineCommand } from "../define.ts";
import { option, word } from "../parts.ts";
import { FieldPrefix, prefixedRow } from "../prefixed-row.ts";
import { refuse } from "../refuse.ts";

/** The dataset that the words name: `Model Dataset`, or `Model.Dataset`. */
function reference(model: Literal | undefined, dataset: Literal | undefined): DatasetRef | undefined {
  if (model === undefined) return undefined;
  const [name = "", inner] = model.text.split(".");
  const span = { start: model.span.start, end: (dataset ?? model).span.end };
  return { kind: "dataset", span, type: "datamodel", name, dataset: inner ?? dataset?.text };
}

export const datamodel = defineCommand({
  name: "datamodel",
  type: "generating",
  summary: "Reads the events of a data model's dataset.",
  details:
    "`datamodel Model Dataset search` gives the events with prefixed names (`Dataset.field`), `flat` with plain ones. Showing " +
    "the definition of a model (no mode) needs a Splunk server.",
  grammar: {
    strictFields: option("strict_fields", "bool", "Only fields that the model defines; no effect here.", "true"),
    oldSummaries: option("allow_old_summaries", "bool", "Use summaries of an older model; no effect here.", "false"),
    summariesonly: option("summariesonly", "bool", "Read summaries only; no effect here.", "false"),
    model: word("name", "The data model.", { required: true }),
    dataset: word("name", "The dataset."),
    mode: word(["search", "flat", "acceleration_search"], "How to give the events."),
  },
  flow: ({ model, dataset, mode }, before, ctx) => {
    const ref = reference(model, dataset);
    if (ref === undefined || mode === undefined) return unknownFields(before);
    if (mode.text.toLowerCase() === "flat") return datasetFlow(ref, before, ctx);
    const fields = ctx.datasetFields(ref.name, ref.dataset);
    if (fields === undefined) return unknownFields(before);
    const named = modelFields(fields, `${ref.dataset ?? ref.name}.`, { kind: "event", span: ref.span, from: [] });
    return onlyFields(before, named, byStage(ctx.stage), { hasRaw: true, order: "time-desc" });
  },
  plan: ({ model, dataset, mode }, ctx) => {
    const ref = reference(model, dataset);
    if (ref === undefined || mode === undefined) {
      return refuse(
        "unsupported-command",
        ctx.stage.span,
        "Only the search and flat modes of datamodel run here: add `search` or `flat`.",
      );
    }
    const view = datasetView(ref, ctx);
    if (isRefusal(view)) return view;
    if (mode.text.toLowerCase() === "flat") return (_input, run) => newestFirst(eventsOf(view, run), run);
    return async function* (_input, run) {
      const prefix = new FieldPrefix(view);
      for await (const batch of newestFirst(eventsOf(view, run), run)) {
        yield batch.map((row) => prefixedRow(row, prefix, view.dataset));
      }
    };
  },
  examples: [],
});
