import { defineCheck } from "../define.ts";

export const renameWildcardMismatch = defineCheck({
  id: "spl/rename-wildcard-mismatch",
  severity: "error",
  grade: "proved",
  preset: "essential",
  summary: "The two names of rename have different numbers of wildcards.",
  why: "What each `*` stands for is carried over, so both names need the same number; Splunk refuses others.",
  on: "rename-pair",
  check(node, ctx) {
    const { from, to } = node;
    if (to.kind !== "field") return;
    const count = (name: string) => name.split("*").length - 1;
    if (count(from.name) === count(to.name)) return;
    ctx.report(node.span, `Wildcard mismatch: '${from.name}' as '${to.name}'.`);
  },
  examples: { good: ["index=x | rename a.* AS *"], bad: [{ spl: "index=x | rename «a.* AS b»" }] },
});
