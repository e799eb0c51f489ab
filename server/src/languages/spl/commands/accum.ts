import { madeField, withField } from "#events/field-set.ts";
import { perhapsWritten } from "#events/field-set-merge.ts";
import { toNumber } from "#events/value.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { asField, field } from "../parts.ts";
import { refuse } from "../refuse.ts";

export const accum = defineCommand({
  name: "accum",
  type: "centralized streaming",
  summary: "Keeps a running sum of a field.",
  details: "Rows in which the field is no number are left alone.",
  grammar: {
    field: field("read", "The field to sum up.", { required: true }),
    as: asField("A field for the sum; the field itself otherwise."),
  },
  flow: ({ field: ref, as }, before, ctx) => {
    if (ref === undefined) return before;
    const { presence: there, type } = ctx.field(before, ref.name);
    const presence = type === "number" || as === undefined ? there : "maybe";
    const provenance = { kind: "command" as const, span: ctx.stage.span, from: [ref.name] };
    const made = madeField(provenance, { presence, type: as === undefined && type !== "number" ? "any" : "number" });
    const name = as?.name ?? ref.name;
    return withField(before, name, presence === "definite" ? made : perhapsWritten(ctx.field(before, name), made));
  },
  plan: ({ field: ref, as }, ctx) => {
    if (ref === undefined) return refuse("E-FIELDSNONE", ctx.stage.span, "accum needs the name of a field.");
    const target = as?.name ?? ref.name;
    return changeRows(() => {
      let sum = 0;
      return (row) => {
        const value = toNumber(row.get(ref.name));
        if (value === null) return;
        sum += value;
        row.set(target, sum);
      };
    });
  },
  examples: [
    {
      spl: "accum n as t",
      in: [{ n: "1" }, { n: "x" }, { n: "2" }],
      out: [{ n: "1", t: "1" }, { n: "x" }, { n: "2", t: "3" }],
    },
  ],
});
