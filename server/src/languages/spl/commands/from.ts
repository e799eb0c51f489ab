import { isRefusal } from "#semantics/dialect.ts";
import { datasetFlow, datasetRows } from "../dataset-rows.ts";
import { defineCommand } from "../define.ts";
import { refuse } from "../refuse.ts";

export const from = defineCommand({
  name: "from",
  type: "generating",
  summary: "Reads a dataset: of a data model, a lookup, or a saved search.",
  details: "`datamodel:Model.Dataset` gives the dataset's rows with unprefixed field names.",
  grammar: {
    dataset: { kind: "dataset", required: true, doc: "`datamodel:Web.Web`, `inputlookup:name`, `savedsearch:name`." },
  },
  flow: ({ dataset }, before, ctx) => (dataset === undefined ? before : datasetFlow(dataset, before, ctx)),
  plan: ({ dataset }, ctx) => {
    if (dataset === undefined) return refuse("E-DMNONE", ctx.stage.span, "from needs the name of a dataset.");
    const read = datasetRows(dataset, ctx);
    return isRefusal(read) ? read : (_input, run) => read(run);
  },
  examples: [{ spl: "from inputlookup:t", lookups: { t: [{ k: "a" }] }, out: [{ k: "a" }] }],
});
