import { insert } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";
import { datasetFacts, datasetOf, modelReads } from "../support/tstats.ts";

export const tstatsFieldPrefix = defineCheck({
  id: "spl/tstats-field-prefix",
  severity: "error",
  grade: "likely",
  preset: "essential",
  summary: "tstats reads a field of a data model without the dataset's name before it.",
  why: "In a data model fields are named by their dataset: `Processes.dest`. A bare name is no field of the model, so nothing is found.",
  on: "stage",
  check(stage, ctx) {
    const ref = datasetOf(stage);
    if (ref === undefined) return;
    const facts = datasetFacts(ref, ctx);
    const prefix = ref.dataset ?? facts[0]?.dataset;
    if (prefix === undefined || facts.length === 0) return;
    for (const field of modelReads(stage)) {
      if (field.name.includes(".") || !facts.some((fact) => fact.fields.some(({ name }) => name === field.name)))
        continue;
      if (!ctx.analytic.isWritten(field.span)) continue;
      ctx
        .report(field.span, `${field.name} is no field of the data model; ${prefix}.${field.name} is.`)
        .fix(`Change to ${prefix}.${field.name}`, insert(field.span.start, `${prefix}.`), true);
    }
  },
  examples: {
    good: [
      "| tstats count from datamodel=Endpoint.Processes where Processes.user=a by Processes.dest",
      "| tstats count where index=x by host",
    ],
    bad: [
      {
        spl: "| tstats count from datamodel=Endpoint.Processes by «process_name»",
        fixed: "| tstats count from datamodel=Endpoint.Processes by Processes.process_name",
      },
    ],
  },
});
