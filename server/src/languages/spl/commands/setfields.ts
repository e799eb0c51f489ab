import { madeField, withFields } from "#events/field-set.ts";
import { changeRows } from "#runtime/streaming.ts";
import type { Literal } from "#syntax/spl/ast.ts";
import { defineCommand } from "../define.ts";
import { rest } from "../parts.ts";
import { refuse } from "../refuse.ts";

/** `name=value` or `name="value"` pairs. */
function pairs(words: readonly Literal[] | undefined): readonly (readonly [string, string])[] {
  return (words ?? []).flatMap(({ text }) => {
    const found = /^([^=]+)=(?:"(.*)"|(.*))$/s.exec(text.trim());
    return found === null ? [] : [[found[1] ?? "", found[2] ?? found[3] ?? ""] as const];
  });
}

export const setfields = defineCommand({
  name: "setfields",
  type: "distributable streaming",
  summary: "Sets fields to constant texts.",
  grammar: { assignments: rest('`field="value"`, separated by commas.') },
  flow: ({ assignments }, before, ctx) => {
    const provenance = { kind: "command" as const, span: ctx.stage.span, from: [] };
    return withFields(
      before,
      pairs(assignments).map(([name, value]) => {
        const domain = { kind: "set" as const, values: [value], ignoreCase: false };
        return [name, madeField(provenance, { type: "string", domain })] as const;
      }),
    );
  },
  plan: ({ assignments }, ctx) => {
    const given = pairs(assignments);
    if (given.length === 0) return refuse("E-REQUIRED", ctx.stage.span, 'setfields needs at least one field="value".');
    return changeRows(() => (row) => {
      for (const [name, value] of given) row.set(name, value);
    });
  },
  orderInsensitive: true,
  examples: [{ spl: 'setfields a="x y", b=2', in: [{ a: "1" }], out: [{ a: "x y", b: "2" }] }],
});
