import { unknownFields } from "#events/field-set-merge.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option, rest } from "../parts.ts";

export const searchtxn = defineCommand({
  name: "searchtxn",
  type: "generating",
  summary: "Finds transactions of a type.",
  grammar: {
    maxTerms: option("max_terms", "int", "How many terms to search for.", "1000"),
    useDisjunct: option("use_disjunct", "bool", "Join terms by OR.", "true"),
    eventsonly: option("eventsonly", "bool", "Give the events only.", "false"),
    arguments: rest("The transaction type and a search."),
  },
  flow: (_args, before) => unknownFields(before),
  plan: notSupported("transaction types are defined on a Splunk server; use transaction"),
  examples: [],
});
