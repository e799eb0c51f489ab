import { openFields } from "#events/field-set.ts";
import { isJsonObject, jsonValues } from "#events/json-path.ts";
import { parseJson } from "#events/json-text.ts";
import { toText } from "#events/value.ts";
import { recordSources } from "#runtime/sources.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { field, option } from "../parts.ts";
import { optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

export const fromjson = defineCommand({
  name: "fromjson",
  type: "distributable streaming",
  summary: "Makes fields of the members of a JSON object.",
  details: "Arrays become multivalues, objects stay JSON text. What is no JSON object changes nothing.",
  grammar: {
    prefix: option("prefix", "string", "What the new fields' names begin with."),
    field: field("read", "The field with the JSON text.", { required: true }),
  },
  flow: (_args, before) => openFields(before),
  plan: ({ field: ref, prefix }, ctx) => {
    if (ref === undefined) return refuse("E-FIELDSNONE", ctx.stage.span, "fromjson needs the name of a field.");
    const before = optionText(prefix) ?? "";
    return changeRows((run) => {
      const nullText = run.settings.jsonNullText === "text" ? "null" : null;
      return (row) => {
        const json = parseJson(toText(row.get(ref.name)) ?? "");
        if (json === undefined || !isJsonObject(json)) return;
        for (const [key, value] of json) {
          row.set(before + key, jsonValues(Array.isArray(value) ? value : [value], nullText));
          if (run.trace !== undefined) recordSources(row, before + key, [ref.name]);
        }
      };
    });
  },
  orderInsensitive: true,
  examples: [
    {
      spl: "fromjson j | fields - j",
      in: [{ j: '{"a":1,"b":["x","y"],"c":{"d":2}}' }],
      out: [{ a: "1", b: ["x", "y"], c: '{"d":2}' }],
    },
    { spl: "fromjson j prefix=p_ | fields - j", in: [{ j: '{"a":"1"}' }], out: [{ p_a: "1" }] },
  ],
});
