import { madeField, withField } from "#events/field-set.ts";
import { perhapsWritten } from "#events/field-set-merge.ts";
import { toNumber } from "#events/value.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { asField, field, option } from "../parts.ts";
import { optionNumber } from "../read-option.ts";
import { refuse } from "../refuse.ts";

export const delta = defineCommand({
  name: "delta",
  type: "centralized streaming",
  summary: "Gives the difference of a field to an earlier row.",
  details: "The first rows, and rows where one of the two is no number, get none.",
  grammar: {
    rows: option("p", "int", "How many rows back.", "1"),
    field: field("read", "The field.", { required: true }),
    as: asField("A field for the difference; `delta(field)` otherwise."),
  },
  flow: ({ field: ref, as }, before, ctx) => {
    if (ref === undefined) return before;
    const provenance = { kind: "command" as const, span: ctx.stage.span, from: [ref.name] };
    const info = madeField(provenance, { presence: "maybe", type: "number" });
    const name = as?.name ?? `delta(${ref.name})`;
    return withField(before, name, perhapsWritten(ctx.field(before, name), info));
  },
  plan: ({ field: ref, as, rows }, ctx) => {
    if (ref === undefined) return refuse("E-FIELDSNONE", ctx.stage.span, "delta needs the name of a field.");
    const target = as?.name ?? `delta(${ref.name})`;
    const back = Math.max(1, optionNumber(rows, 1));
    return changeRows(() => {
      const earlier: (number | null)[] = [];
      return (row) => {
        const value = toNumber(row.get(ref.name));
        const other = earlier.length >= back ? (earlier.shift() ?? null) : null;
        earlier.push(value);
        if (value !== null && other !== null) row.set(target, value - other);
      };
    });
  },
  examples: [
    {
      spl: "delta n as d",
      in: [{ n: "1" }, { n: "2" }, { n: "5" }],
      out: [{ n: "1" }, { n: "2", d: "1" }, { n: "5", d: "3" }],
    },
    { spl: "delta n", in: [{ n: "1" }, { n: "4" }], out: [{ n: "1" }, { n: "4", "delta(n)": "3" }] },
  ],
});
