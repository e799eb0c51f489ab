import { defineCheck } from "../define.ts";

const VARIES: ReadonlySet<string> = new Set(["full-path", "base-name", "command-line", "account", "qualified-account"]);

export const lookupCase = defineCheck({
  id: "spl/lookup-case",
  severity: "information",
  grade: "likely",
  preset: "recommended",
  summary: "A lookup matches a name or path with regard to case.",
  why: "A lookup compares exactly unless its definition says `case_sensitive_match = false`. Windows names come in any spelling; `lower()` before, and a table in lower case, make them meet.",
  on: "lookup-field",
  check(node, ctx) {
    if (ctx.stage.command !== "lookup" || node.field.access === "write") return;
    const name = ctx.stage.parts.find((part) => part.kind === "literal");
    if (name?.kind !== "literal") return;
    const own =
      ctx.analytic.environment.lookups(name.text)?.caseSensitive ?? ctx.catalog.lookups.get(name.text)?.caseSensitive;
    if (own !== true) return;
    const info = ctx.field(node.field.name);
    if (info.casing !== "as-is" || info.content === undefined || !VARIES.has(info.content)) return;
    ctx.report(node.span, `${node.field.name} comes in any spelling, and ${name.text} matches with regard to case.`);
  },
  examples: {
    good: [
      "index=x | lookup no_such_table process_name",
      "index=x | lookup attacker_tools attacker_tool_names AS other",
    ],
    bad: [{ spl: "index=x | lookup attacker_tools «attacker_tool_names AS process_name» OUTPUT description" }],
  },
});
