import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const kvform = defineCommand({
  name: "kvform",
  type: "distributable streaming",
  summary: "Extracts fields with a form.",
  grammar: {
    form: option("form", "string", "The form."),
    field: option("field", "field", "The field that names the form.", "sourcetype"),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("forms are kept by a Splunk server"),
  examples: [],
});
