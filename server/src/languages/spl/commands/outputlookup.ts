import { defineCommand, noOp } from "../define.ts";
import { option, word } from "../parts.ts";

export const outputlookup = defineCommand({
  name: "outputlookup",
  type: "dataset processing",
  summary: "Writes the rows into a lookup table.",
  grammar: {
    append: option("append", "bool", "Add to the table.", "false"),
    createEmpty: option("create_empty", "bool", "Make the table even without rows.", "true"),
    overrideIfEmpty: option("override_if_empty", "bool", "Empty the table when there are no rows.", "true"),
    max: option("max", "int", "How many rows to write."),
    keyField: option("key_field", "field", "The field that tells rows of a KV store apart."),
    allowUpdates: option("allow_updates", "bool", "Change existing rows of a KV store.", "true"),
    createinapp: option("createinapp", "bool", "Make the file in the present app.", "true"),
    createContext: option("create_context", ["app", "user", "system"], "Where the file is made."),
    outputFormat: option("output_format", ["splunk_sv_csv", "splunk_mv_csv"], "The form of the file."),
    table: word("name", "The lookup table or file.", { required: true }),
  },
  flow: (_args, before) => before,
  plan: noOp("lookup tables of the workspace are not changed by a run"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "outputlookup t.csv", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
