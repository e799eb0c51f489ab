import { closest } from "#base/closest.ts";
import { replace } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";
import { datasetFacts, datasetOf, modelReads } from "../support/tstats.ts";

export const tstatsUnknownField = defineCheck({
  id: "spl/tstats-unknown-field",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "tstats reads a field that its data model does not have.",
  why: "A data model has the fields of its definition only. Another name is null in every row, and rows with a null BY field are lost.",
  on: "stage",
  check(stage, ctx) {
    const ref = datasetOf(stage);
    if (ref?.dataset === undefined) return;
    const [fact] = datasetFacts(ref, ctx);
    if (fact === undefined || fact.fields.length < 3) return;
    const names = fact.fields.map(({ name }) => name);
    for (const field of modelReads(stage)) {
      const [prefix, ...rest] = field.name.split(".");
      const name = rest.join(".");
      if (prefix !== ref.dataset || name === "" || names.includes(name) || !ctx.analytic.isWritten(field.span))
        continue;
      // Installations add fields to a model; only a near miss of one that it has is surely meant as that.
      const near = closest(name, names);
      if (near === undefined) continue;
      ctx
        .report(field.span, `${ref.name}.${ref.dataset} has no field ${name}; it has ${near}.`)
        .fix(`Change to ${prefix}.${near}`, replace(field.span, `${prefix}.${near}`));
    }
  },
  examples: {
    good: [
      "| tstats count from datamodel=Endpoint.Processes by Processes.process_name",
      "| tstats count from datamodel=Endpoint.Processes by Processes.my_own_thing",
    ],
    bad: [
      {
        spl: "| tstats count from datamodel=Endpoint.Processes by «Processes.proces_name»",
        fixed: "| tstats count from datamodel=Endpoint.Processes by Processes.process_name",
      },
    ],
  },
});
