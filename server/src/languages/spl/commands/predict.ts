import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option, rest } from "../parts.ts";

export const predict = defineCommand({
  name: "predict",
  type: "transforming",
  summary: "Forecasts values of a time series.",
  grammar: {
    algorithm: option("algorithm", ["LL", "LLT", "LLP", "LLP5", "LLB", "BiLL"], "The model.", "LLP5"),
    futureTimespan: option("future_timespan", "int", "How many values to forecast.", "5"),
    holdback: option("holdback", "int", "How many values to leave out.", "0"),
    period: option("period", "int", "The length of a season."),
    correlate: option("correlate", "field", "A field to go by."),
    suppress: option("suppress", "field", "A field to leave out."),
    upper: option("upper", "int", "The percentage of the upper bound."),
    lower: option("lower", "int", "The percentage of the lower bound."),
    fields: rest("The fields, each with AS and upperN or lowerN."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("the forecasting models are not carried out here"),
  examples: [],
});
