import { fromList, toList } from "#events/value.ts";
import { decodeXml } from "#events/xml.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { option } from "../parts.ts";

export const xmlunescape = defineCommand({
  name: "xmlunescape",
  type: "distributable streaming",
  summary: "Replaces XML entities (`&lt;`, `&amp;` …) by their characters in all fields and `_raw`.",
  grammar: { maxinputs: option("maxinputs", "int", "How many rows to work on; no effect here.") },
  flow: (_args, before) => before,
  plan: () =>
    changeRows(() => (row) => {
      for (const name of row.names()) {
        if (name.startsWith("_") && name !== "_raw") continue;
        const values = toList(row.get(name));
        if (values.some((value) => value.includes("&"))) row.set(name, fromList(values.map(decodeXml)));
      }
    }),
  orderInsensitive: true,
  examples: [{ spl: "xmlunescape", in: [{ a: "1 &lt; 2 &amp; 3" }], out: [{ a: "1 < 2 & 3" }] }],
});
