import { defineCommand, noOp } from "../define.ts";
import { option, rest } from "../parts.ts";

export const dump = defineCommand({
  name: "dump",
  type: "dataset processing",
  summary: "Writes the rows into files for export.",
  grammar: {
    basename: option("basename", "string", "The beginning of the file names."),
    rollsize: option("rollsize", "int", "The size at which a new file is begun."),
    compress: option("compress", "int", "How strongly files are packed."),
    format: option("format", ["raw", "csv", "tsv", "json", "xml"], "The form of the files.", "raw"),
    fields: rest("The fields to write."),
  },
  flow: (_args, before) => before,
  plan: noOp("no file is written from here"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "dump basename=x", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
