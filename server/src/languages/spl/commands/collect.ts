import { defineCommand, noOp } from "../define.ts";
import { option } from "../parts.ts";

export const collect = defineCommand({
  name: "collect",
  type: "dataset processing",
  summary: "Writes the rows into a summary index.",
  grammar: {
    index: option("index", "string", "The index to write to."),
    addinfo: option("addinfo", "bool", "Add facts about the search."),
    addtime: option("addtime", "bool", "Add the time to the text.", "true"),
    file: option("file", "string", "The file to write."),
    spool: option("spool", "bool", "Hand the file over for indexing.", "true"),
    marker: option("marker", "string", "A text added to each event."),
    outputFormat: option("output_format", ["raw", "hec"], "The form of the text.", "raw"),
    testmode: option("testmode", "bool", "Write nothing.", "false"),
    runInPreview: option("run_in_preview", "bool", "Write in previews too.", "false"),
    host: option("host", "string", "The host of the written events."),
    source: option("source", "string", "The source of the written events."),
    sourcetype: option("sourcetype", "string", "The source type of the written events.", "stash"),
    uselb: option("uselb", "bool", "Spread over indexers."),
  },
  flow: (_args, before) => before,
  plan: noOp("writing to an index needs a Splunk server"),
  rowWise: true,
  orderInsensitive: true,
  examples: [{ spl: "collect index=summary", in: [{ a: "1" }], out: [{ a: "1" }] }],
});
