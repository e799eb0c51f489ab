import { madeField, withField } from "#events/field-set.ts";
import { toText } from "#events/value.ts";
import { recordSources } from "#runtime/sources.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { fields, option } from "../parts.ts";
import { optionBool } from "../read-option.ts";
import { refuse } from "../refuse.ts";

export const strcat = defineCommand({
  name: "strcat",
  type: "distributable streaming",
  summary: "Joins fields and quoted texts into a field.",
  details: "The last argument is the field to write. An absent field counts as empty unless allrequired=t.",
  grammar: {
    allrequired: option("allrequired", "bool", "Write only when all fields are there.", "false"),
    parts: fields("read", "Fields and texts in double quotes, and at last the field to write.", { required: true }),
  },
  flow: ({ parts = [], allrequired }, before, ctx) => {
    const target = parts.at(-1);
    if (target === undefined || parts.length < 2) return before;
    const from = parts
      .slice(0, -1)
      .filter((part) => part.quote !== "double")
      .map((part) => part.name);
    const presence = optionBool(allrequired, false) ? "maybe" : "definite";
    return withField(
      before,
      target.name,
      madeField({ kind: "command", span: ctx.stage.span, from }, { presence, type: "string" }),
    );
  },
  plan: ({ parts = [], allrequired }, ctx) => {
    const target = parts.at(-1);
    if (target === undefined || parts.length < 2) {
      return refuse("E-REQUIRED", ctx.stage.span, "strcat needs at least one source and the field to write.");
    }
    const sources = parts.slice(0, -1);
    const from = sources.filter((part) => part.quote !== "double").map((part) => part.name);
    const all = optionBool(allrequired, false);
    return changeRows((run) => (row) => {
      if (all && from.some((name) => row.get(name) === null)) return;
      let text = "";
      for (const part of sources) text += part.quote === "double" ? part.name : (toText(row.get(part.name)) ?? "");
      row.set(target.name, text);
      if (run.trace !== undefined) recordSources(row, target.name, from);
    });
  },
  orderInsensitive: true,
  examples: [
    { spl: 'strcat a "-" b c', in: [{ a: "x" }], out: [{ a: "x", c: "x-" }] },
    { spl: 'strcat allrequired=t a "-" b c', in: [{ a: "x" }], out: [{ a: "x" }] },
  ],
});
