import { comparisonOf } from "#semantics/spl/comparison.ts";
import { defineCheck } from "../define.ts";

export const mvScalar = defineCheck({
  id: "spl/mv-scalar",
  severity: "information",
  grade: "likely",
  preset: "all",
  summary: "A list of values is compared or changed as if it were one value.",
  why: "`values()`, `list()` and `split()` give several values. What eval makes of several where it wants one is not documented; `mvfind()`, `mvcount()`, `mvjoin()` and `mvexpand` say what is meant.",
  on: ["binary", "call"],
  check(node, ctx) {
    // Within these the field stands for one of its values.
    if (ctx.ancestors.some((one) => one.kind === "call" && ONE_BY_ONE.has(one.name))) return;
    if (node.kind === "call") {
      const [first] = node.args;
      if (!SCALAR.has(node.name) || first?.kind !== "field-expr" || !isList(ctx.field(first.name).multivalue)) return;
      ctx.report(node.span, `${first.name} is a list of values, and ${node.name}() takes one.`);
      return;
    }
    const comparison = comparisonOf(node);
    if (comparison === undefined || comparison.op === "match" || !isList(ctx.field(comparison.field).multivalue))
      return;
    ctx.report(node.span, `${comparison.field} is a list of values and is compared as one.`);
  },
  examples: {
    good: [
      'index=x | eval a=split(b,",") | eval c=mvfilter(a="x" OR like(a,"y%")), d=mvmap(a, len(a))',
      "index=x | stats values(a) AS a | where mvcount(a)>1",
      'index=x | where a="b"',
    ],
    bad: [{ spl: 'index=x | eval b=split(a,",") | where «b="c"»' }],
  },
});

const ONE_BY_ONE: ReadonlySet<string> = new Set(["mvfilter", "mvmap"]);

const SCALAR: ReadonlySet<string> = new Set(["len", "replace", "substr", "round", "trim"]);

function isList(multivalue: "never" | "maybe" | "always"): boolean {
  return multivalue === "always";
}
