import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { byFields, option } from "../parts.ts";

export const anomalies = defineCommand({
  name: "anomalies",
  type: "dataset processing",
  summary: "Scores how unexpected each event is.",
  grammar: {
    threshold: option("threshold", "number", "The score from which an event counts.", "0.01"),
    labelonly: option("labelonly", "bool", "Keep all events and add the score.", "false"),
    normalize: option("normalize", "bool", "Treat numbers alike.", "true"),
    maxvals: option(["maxvals", "maxvalues"], "number", "How many earlier events to compare with.", "100"),
    field: option("field", "field", "The field to look at.", "_raw"),
    denylist: option("denylist", "string", "A file of events to leave out."),
    denylistthreshold: option("denylistthreshold", "number", "How similar events must be to be left out."),
    by: byFields("Fields that groups are made by."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("the score of unexpectedness is not computed here"),
  examples: [],
});
