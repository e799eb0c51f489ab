import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const scrub = defineCommand({
  name: "scrub",
  type: "distributable streaming",
  summary: "Makes texts anonymous.",
  grammar: {
    publicTerms: option("public-terms", "string", "A file of words to keep."),
    privateTerms: option("private-terms", "string", "A file of words to replace."),
    nameTerms: option("name-terms", "string", "A file of names."),
    dictionary: option("dictionary", "string", "A file of all words."),
    timeconfig: option("timeconfig", "string", "A file on times."),
    namespace: option("namespace", "string", "The app with the files."),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("its word lists are kept by a Splunk server"),
  examples: [],
});
