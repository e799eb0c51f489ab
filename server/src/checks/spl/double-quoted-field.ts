import { replace } from "#base/text-edit.ts";
import { nameOrigins } from "#semantics/spl/name-origins.ts";
import type { EvalExpr, StringExpr } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { bare } from "../support/assignments.ts";

const COMPARES: ReadonlySet<string> = new Set(["=", "!=", "<", "<=", ">", ">=", "LIKE"]);
/** Text functions whose first argument is a field. */
const TEXT: ReadonlySet<string> = new Set([
  "match",
  "like",
  "lower",
  "upper",
  "len",
  "replace",
  "substr",
  "split",
  "trim",
  "isnull",
  "isnotnull",
]);

export const doubleQuotedField = defineCheck({
  id: "spl/double-quoted-field",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "The name of a field stands in double quotes where a field is meant.",
  why: 'Double quotes make a text in eval and where: `where "User Name"="x"` compares two texts. Single quotes make a field of a name with spaces or dots.',
  on: ["binary", "call"],
  check(node, ctx) {
    const subject = subjectOf(node);
    if (subject === undefined || !isFieldName(subject.value, ctx)) return;
    ctx
      .report(subject.span, `${ctx.slice(subject.span)} is a text; the field is '${subject.value}'.`)
      .fix("Use single quotes", replace(subject.span, `'${subject.value}'`));
  },
  examples: {
    good: ["index=x | where 'user.name'=\"x\"", 'index=x | where user="User"', 'index=x | eval a=lower("Text")'],
    bad: [
      {
        spl: 'index=x | rename a AS "User Name" | where «"User Name"»="x"',
        fixed: 'index=x | rename a AS "User Name" | where \'User Name\'="x"',
      },
      { spl: 'index=x | where match(«"CommandLine"»,"wmic")', fixed: "index=x | where match('CommandLine',\"wmic\")" },
    ],
  },
});

function subjectOf(node: Extract<EvalExpr, { kind: "binary" | "call" }>): StringExpr | undefined {
  if (node.kind === "call") {
    const [first] = node.args;
    return TEXT.has(node.name) && first?.kind === "string" ? first : undefined;
  }
  const left = bare(node.left);
  return COMPARES.has(node.op) && left.kind === "string" && bare(node.right).kind !== "field-expr" ? left : undefined;
}

/** A field made by the search, or a name of the catalog that is no ordinary word. */
function isFieldName(name: string, ctx: CheckContext): boolean {
  if (ctx.before().written.has(name)) return true;
  return /[a-z][A-Z]|_/.test(name) && nameOrigins(ctx.catalog).isKnown(name);
}
