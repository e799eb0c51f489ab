import { openFields } from "#events/field-set.ts";
import { toText } from "#events/value.ts";
import { decodeXml } from "#events/xml.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { field, option } from "../parts.ts";

const ELEMENT = /<([A-Za-z_][\w:.-]*)(?:\s[^<>]*)?>([^<]*)<\/\1\s*>/g;

export const xmlkv = defineCommand({
  name: "xmlkv",
  type: "distributable streaming",
  summary: "Makes a field of every XML element that holds text only.",
  details: "Looks into `_raw` or the named field. Of repeated elements the last one counts. Attributes are not read.",
  grammar: {
    maxinputs: option("maxinputs", "int", "How many rows to work on; no effect here.", "50000"),
    field: field("read", "The field with the XML text; `_raw` otherwise."),
  },
  flow: (_args, before) => openFields(before),
  plan: ({ field: ref }) => {
    const from = ref?.name ?? "_raw";
    return changeRows(() => (row) => {
      const text = toText(row.get(from));
      if (text === null) return;
      for (const [, name = "", value = ""] of text.matchAll(ELEMENT)) {
        if (value !== "") row.set(name, decodeXml(value));
      }
    });
  },
  orderInsensitive: true,
  examples: [
    { spl: "xmlkv | fields - _raw", in: [{ _raw: "<r><foo>bar</foo><n>5</n></r>" }], out: [{ foo: "bar", n: "5" }] },
  ],
});
