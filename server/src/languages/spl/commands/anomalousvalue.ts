import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { fields, option } from "../parts.ts";

export const anomalousvalue = defineCommand({
  name: "anomalousvalue",
  type: "dataset processing",
  summary: "Finds rare or extreme values.",
  grammar: {
    action: option("action", ["filter", "annotate", "summary"], "What to do with them.", "filter"),
    pthresh: option("pthresh", "number", "The probability below which a value counts.", "0.01"),
    minsupcount: option("minsupcount", "int", "The least number of events with a field.", "100"),
    minsupfreq: option("minsupfreq", "number", "The least share of events with a field."),
    maxanofreq: option("maxanofreq", "number", "The greatest share of such values."),
    minnormfreq: option("minnormfreq", "number", "The least share of usual values."),
    fields: fields("read", "The fields."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("the probabilities of values are not computed here"),
  examples: [],
});
