import { comparisonOf } from "#semantics/spl/comparison.ts";
import { defineCheck } from "../define.ts";

/** Words that ordinary activity is full of. */
const COMMON: ReadonlySet<string> = new Set([
  "create",
  "exec",
  "net",
  "network",
  "process",
  "cmd",
  "user",
  "file",
  "service",
  "run",
  "start",
  "system",
  "windows",
  "admin",
  "login",
  "error",
  "data",
  "test",
]);

export const broadPattern = defineCheck({
  id: "spl/broad-pattern",
  severity: "information",
  grade: "hint",
  preset: "recommended",
  summary: "A pattern looks for one very common word anywhere in a value.",
  why: "`*process*` is in nearly every path and command line of a Windows host, so the pattern selects ordinary activity. Ask for the longer text that the technique leaves.",
  on: ["search-compare", "search-in", "binary", "call"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison === undefined || comparison.negated || (comparison.op !== "search" && comparison.op !== "like"))
      return;
    // What is taken out may well be ordinary.
    if (ctx.ancestors.some((one) => one.kind === "search-not" || (one.kind === "unary" && one.op === "NOT"))) return;
    for (const { text, span } of comparison.values) {
      const word = /^[*%]+([a-z]+)[*%]+$/i.exec(text)?.[1];
      if (word === undefined || !COMMON.has(word.toLowerCase())) continue;
      ctx.report(span, `"${word}" is a word of ordinary activity; ${text} selects far more than is meant.`);
    }
  },
  examples: {
    good: [
      'index=x CommandLine="*wmic*" NOT message IN ("*create*", "*error*")',
      'index=x | where NOT like(a,"%test%")',
      'index=x CommandLine="*process call create*"',
      'index=x CommandLine="*wmic*"',
      'index=x | where like(a,"%cmd")',
    ],
    bad: [
      { spl: 'index=x CommandLine IN («"*network*"», "*win32_process*")' },
      { spl: 'index=x | where CommandLine LIKE «"%exec%"»' },
    ],
  },
});
