import { madeField, onlyFields } from "#events/field-set.ts";
import { expandRows } from "#runtime/streaming.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { field } from "../parts.ts";
import { refuse } from "../refuse.ts";

export const untable = defineCommand({
  name: "untable",
  type: "distributable streaming",
  summary: "Turns a table into rows of a key, a column's name and its value.",
  details: "One row for each field but the key, in order; absent values give none.",
  grammar: {
    key: field("read", "The field that stays.", { required: true }),
    label: field("write", "The field for the column's name.", { required: true }),
    value: field("write", "The field for the column's value.", { required: true }),
  },
  flow: ({ key, label, value }, before, ctx) => {
    const provenance = { kind: "command" as const, span: ctx.stage.span, from: [] };
    const kept = key === undefined ? [] : [[key.name, ctx.field(before, key.name)] as const];
    const made = [label, value].flatMap((ref) =>
      ref === undefined
        ? []
        : [[ref.name, madeField(provenance, { multivalue: ref === value ? "maybe" : "never" })] as const],
    );
    return onlyFields(before, [...kept, ...made], byStage(ctx.stage), { order: "unknown" });
  },
  plan: ({ key, label, value }, ctx) => {
    if (key === undefined || label === undefined || value === undefined) {
      return refuse("E-REQUIRED", ctx.stage.span, "untable needs three fields: key, name and value.");
    }
    return expandRows(() => (row, into) => {
      for (const name of row.names()) {
        if (name === key.name || name.startsWith("_")) continue;
        const made = row.pick([key.name]);
        made.set(label.name, name);
        made.set(value.name, row.get(name));
        into.push(made);
      }
    });
  },
  examples: [
    {
      spl: "untable h k v",
      in: [{ h: "w", g: "1", p: "2" }],
      out: [
        { h: "w", k: "g", v: "1" },
        { h: "w", k: "p", v: "2" },
      ],
    },
  ],
});
