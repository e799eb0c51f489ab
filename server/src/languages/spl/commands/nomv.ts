import { withField } from "#events/field-set.ts";
import { toText } from "#events/value.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { field } from "../parts.ts";
import { refuse } from "../refuse.ts";

export const nomv = defineCommand({
  name: "nomv",
  type: "distributable streaming",
  summary: "Joins the values of a field with line breaks into one.",
  grammar: { field: field("write", "The field.", { required: true }) },
  flow: ({ field: ref }, before, ctx) => {
    if (ref === undefined) return before;
    const info = ctx.field(before, ref.name);
    if (info.multivalue === "never") return before;
    const { content: _parts, ...rest } = info;
    return withField(before, ref.name, { ...rest, type: "any", multivalue: "never", domain: { kind: "any" } });
  },
  plan: ({ field: ref }, ctx) => {
    if (ref === undefined) return refuse("E-FIELDSNONE", ctx.stage.span, "nomv needs the name of a field.");
    const { name } = ref;
    return changeRows(() => (row) => row.set(name, toText(row.get(name))));
  },
  orderInsensitive: true,
  examples: [{ spl: "nomv x", in: [{ x: ["a", "b"] }], out: [{ x: "a\nb" }] }],
});
