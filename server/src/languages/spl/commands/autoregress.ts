import { madeField, withFields } from "#events/field-set.ts";
import { perhapsWritten } from "#events/field-set-merge.ts";
import type { Value } from "#events/value.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { asField, field, option } from "../parts.ts";
import { optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

/** The distances of `p=2` or `p=1-5`; null when the text is neither. */
function distances(text: string): readonly number[] | null {
  const found = /^(\d+)(?:-(\d+))?$/.exec(text.replace(/\s/g, ""));
  if (found === null) return null;
  const first = Number(found[1]);
  const last = Number(found[2] ?? first);
  if (first < 1 || last < first || last - first > 1000) return null;
  return Array.from({ length: last - first + 1 }, (_each, index) => first + index);
}

export const autoregress = defineCommand({
  name: "autoregress",
  type: "centralized streaming",
  summary: "Copies values of earlier rows into the row.",
  details:
    "`p=2` takes the value two rows before, `p=1-3` those one, two and three rows before. New fields are named `field_p1` and so on.",
  grammar: {
    rows: option("p", "string", "How many rows back: a number or a range.", "1"),
    field: field("read", "The field.", { required: true }),
    as: asField("A field for the value, when only one row is asked for."),
  },
  flow: ({ field: ref, as, rows }, before, ctx) => {
    if (ref === undefined) return before;
    const provenance = { kind: "command" as const, span: ctx.stage.span, from: [ref.name] };
    const info = madeField(provenance, { presence: "maybe", multivalue: "maybe" });
    const back = distances(optionText(rows) ?? "1") ?? [];
    return withFields(
      before,
      back
        .map((p) => (as !== undefined && back.length === 1 ? as.name : `${ref.name}_p${p}`))
        .map((name) => [name, perhapsWritten(ctx.field(before, name), info)] as const),
    );
  },
  plan: ({ field: ref, as, rows }, ctx) => {
    if (ref === undefined) return refuse("E-FIELDSNONE", ctx.stage.span, "autoregress needs the name of a field.");
    const text = optionText(rows) ?? "1";
    const back = distances(text);
    if (back === null) {
      const message = `Invalid option value. Expecting a number or a range such as 1-5 for option 'p'. Instead got '${text}'.`;
      return refuse("E-OPTVAL", rows?.value.span ?? ctx.stage.span, message);
    }
    if (as !== undefined && back.length > 1) {
      const message = `A field after AS can hold one value, and p=${text} asks for ${back.length}; without AS they are named ${ref.name}_p${back[0] ?? 1} and so on.`;
      return refuse("E-OPTVAL", as.span, message);
    }
    const names = back.map((p) => (as !== undefined && back.length === 1 ? as.name : `${ref.name}_p${p}`));
    const longest = Math.max(...back);
    return changeRows(() => {
      const earlier: Value[] = [];
      return (row) => {
        const value = row.get(ref.name);
        back.forEach((p, index) => {
          const other = earlier.at(-p);
          if (other !== undefined && other !== null) row.set(names[index] ?? "", other);
        });
        earlier.push(value);
        if (earlier.length > longest) earlier.shift();
      };
    });
  },
  examples: [
    {
      spl: "autoregress n",
      in: [{ n: "1" }, { n: "2" }, { n: "5" }],
      out: [{ n: "1" }, { n: "2", n_p1: "1" }, { n: "5", n_p1: "2" }],
    },
    {
      spl: "autoregress n p=1-2",
      in: [{ n: "1" }, { n: "2" }, { n: "5" }],
      out: [{ n: "1" }, { n: "2", n_p1: "1" }, { n: "5", n_p1: "2", n_p2: "1" }],
    },
  ],
});
