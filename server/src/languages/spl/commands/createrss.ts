import { defineCommand, noOp } from "../define.ts";
import { option } from "../parts.ts";

export const createrss = defineCommand({
  name: "createrss",
  type: "dataset processing",
  summary: "Adds the rows to an RSS feed.",
  grammar: {
    path: option("path", "string", "The file of the feed."),
    name: option("name", "string", "Title of an item."),
    link: option("link", "string", "Address of an item."),
    descr: option("descr", "string", "Text of an item."),
    count: option("count", "int", "How many items are kept."),
  },
  flow: (_args, before) => before,
  plan: noOp("feeds are kept by a Splunk server"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "createrss count=5", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
