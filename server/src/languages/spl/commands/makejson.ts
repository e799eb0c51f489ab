import { fieldSelector } from "#events/field-pattern.ts";
import { madeField, withField } from "#events/field-set.ts";
import { type Json, printJson } from "#events/json-text.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { jsonOf } from "../json-fields.ts";
import { fields, option } from "../parts.ts";
import { fieldNames, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

export const makejson = defineCommand({
  name: "makejson",
  type: "distributable streaming",
  summary: "Builds a JSON object from fields.",
  details: "Numbers, true, false and JSON text are written as such, other values as texts.",
  grammar: {
    output: option("output", "field", "The field for the object."),
    fields: fields("read", "The fields to write; `*` is a wildcard.", { wildcard: true }),
  },
  flow: ({ output }, before, ctx) => {
    const name = optionText(output);
    const info = madeField({ kind: "command", span: ctx.stage.span, from: [] }, { type: "string" });
    return name === undefined ? before : withField(before, name, info);
  },
  plan: ({ output, fields: refs }, ctx) => {
    const target = optionText(output);
    if (target === undefined)
      return refuse("E-REQUIRED", ctx.stage.span, "makejson needs output=: the field for the object.");
    const names = fieldNames(refs);
    const selects = names.length === 0 ? (name: string) => !name.startsWith("_") : fieldSelector(names);
    return changeRows(() => (row) => {
      const object = new Map<string, Json>();
      for (const name of row.names().filter(selects)) {
        const json = jsonOf(row.get(name), "auto");
        if (json !== undefined) object.set(name, json);
      }
      row.set(target, printJson(object));
    });
  },
  orderInsensitive: true,
  examples: [{ spl: "makejson a b output=j | table j", in: [{ a: "1", b: "x" }], out: [{ j: '{"a":1,"b":"x"}' }] }],
});
