import { openFields } from "#events/field-set.ts";
import { defineCommand, notSupported } from "../define.ts";
import { option } from "../parts.ts";

export const folderize = defineCommand({
  name: "folderize",
  type: "transforming",
  summary: "Puts values into a tree of folders.",
  grammar: {
    attr: option("attr", "field", "The field."),
    sep: option("sep", "string", "What stands between folders.", "::"),
    size: option("size", "field", "The field with the size.", "totalCount"),
    minfolders: option("minfolders", "int", "The least number of folders.", "2"),
    maxfolders: option("maxfolders", "int", "The greatest number of folders.", "20"),
  },
  flow: (_args, before) => openFields(before),
  plan: notSupported("the choice of folders is not modelled here"),
  examples: [],
});
