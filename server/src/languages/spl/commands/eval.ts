import { type FieldSet, openFields, withField } from "#events/field-set.ts";
import type { Row } from "#events/row.ts";
import { toText, type Value } from "#events/value.ts";
import { recordSources } from "#runtime/sources.ts";
import { changeRows } from "#runtime/streaming.ts";
import type { TemplatePart } from "#syntax/spl/ast.ts";
import { expressionFields } from "#syntax/spl/expression-fields.ts";
import { defineCommand } from "../define.ts";

/** The destination that a template names in a row; null when one of its fields is absent. */
function targetName(parts: readonly TemplatePart[], row: Row): string | null {
  let name = "";
  for (const part of parts) {
    const text = "field" in part ? toText(row.get(part.field)) : part.text;
    if (text === null) return null;
    name += text;
  }
  return name;
}

export const evalCommand = defineCommand({
  name: "eval",
  type: "distributable streaming",
  summary: "Computes fields from expressions.",
  details:
    "Assignments run from left to right; a later one sees an earlier one. A null result removes the field from the row. " +
    "`{field}` on the left is replaced by that field's value in the row; when it is absent nothing is assigned. A boolean " +
    "cannot be assigned: wrap it in `if()`.",
  grammar: { assignments: { kind: "assignments", required: true, doc: "`field = expression`, separated by commas." } },
  flow: ({ assignments = [] }, before, ctx) => {
    let now: FieldSet = before;
    for (const { target, value } of assignments) {
      if (target.kind === "missing") continue;
      now = target.template === undefined ? withField(now, target.name, ctx.infer(value, now)) : openFields(now);
    }
    return now;
  },
  plan: ({ assignments = [] }, ctx) => {
    const steps = assignments.flatMap(({ target, value }) =>
      target.kind === "missing"
        ? []
        : [
            {
              name: target.name,
              template: target.template,
              value: ctx.expression(value),
              from: expressionFields(value),
            },
          ],
    );
    return changeRows(async (run) => {
      const explains = run.trace !== undefined;
      const ready: ((row: Row) => void)[] = [];
      for (const step of steps) {
        const { name, template, from } = step;
        const value = await step.value(run);
        ready.push((row) => {
          const target = template === undefined ? name : targetName(template, row);
          if (target === null) return;
          row.set(target, stored(value(row)));
          if (explains) recordSources(row, target, from);
        });
      }
      const [only] = ready;
      if (ready.length === 1 && only !== undefined) return only;
      return (row) => {
        for (const assign of ready) assign(row);
      };
    });
  },
  orderInsensitive: true,
  examples: [
    { spl: "eval a=1, b=a+1", in: [{}], out: [{ a: "1", b: "2" }] },
    { spl: 'eval y=x."a"', in: [{ x: "5" }], out: [{ x: "5", y: "5a" }] },
    { spl: "eval {k}=v", in: [{ k: "color", v: "red" }], out: [{ k: "color", v: "red", color: "red" }] },
    { spl: "eval a=null()", in: [{ a: "1" }], out: [{}], doc: "Null removes the field." },
    { spl: "eval c=a/b", in: [{ a: "7", b: "0" }], out: [{ a: "7", b: "0" }], doc: "Division by zero gives null." },
    { spl: 'eval s=h+":"+p', in: [{ h: "web", p: "443" }], out: [{ h: "web", p: "443", s: "web:443" }] },
  ],
});

/** Booleans are never stored: a dynamic one (coalesce of a comparison) becomes its text. */
function stored(value: Value): Value {
  return typeof value === "boolean" ? toText(value) : value;
}
