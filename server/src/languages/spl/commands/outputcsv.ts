import { defineCommand, noOp } from "../define.ts";
import { option, word } from "../parts.ts";

export const outputcsv = defineCommand({
  name: "outputcsv",
  type: "dataset processing",
  summary: "Writes the rows into a CSV file on the search head.",
  grammar: {
    append: option("append", "bool", "Add to the file.", "false"),
    createEmpty: option("create_empty", "bool", "Make the file even without rows.", "false"),
    overrideIfEmpty: option("override_if_empty", "bool", "Empty the file when there are no rows.", "true"),
    dispatch: option("dispatch", "bool", "Write into the folder of the job.", "false"),
    usexml: option("usexml", "bool", "Write XML.", "false"),
    singlefile: option("singlefile", "bool", "One file.", "true"),
    file: word("name", "The file."),
  },
  flow: (_args, before) => before,
  plan: noOp("no file is written from here"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "outputcsv t.csv", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
