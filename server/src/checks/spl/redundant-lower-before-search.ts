import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import type { Stage } from "#syntax/spl/ast.ts";
import { type CheckContext, defineCheck } from "../define.ts";
import { bare } from "../support/assignments.ts";
import { ownNodes, stagesAfter } from "../support/stages.ts";

export const redundantLowerBeforeSearch = defineCheck({
  id: "spl/redundant-lower-before-search",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "A field is put into lower or upper case and then only `search` compares it.",
  why: "`search` ignores case, so the change does nothing but cost time and lose the original spelling.",
  on: "assignment",
  check(node, ctx) {
    const value = bare(node.value);
    const { target } = node;
    if (value.kind !== "call" || (value.name !== "lower" && value.name !== "upper") || target.kind !== "field") return;
    const [arg] = value.args;
    if (arg?.kind !== "field-expr" || arg.name !== target.name) return;
    if (!onlySearched(target.name, ctx)) return;
    ctx
      .report(value.span, `Only search compares ${target.name} later, and search ignores case.`)
      .fix(`Leave ${target.name} as it is`, replace(value.span, ctx.slice(arg.span)));
  },
  examples: {
    good: [
      'index=x | eval a=lower(a) | where a="b"',
      'index=x | eval a=lower(a) | search a="b" | join a [ search index=y ]',
      "index=x | eval a=lower(a) | stats count by a",
    ],
    bad: [
      {
        spl: 'index=x | eval a=«lower(a)» | search a="*b*" | stats count by a',
        fixed: 'index=x | eval a=a | search a="*b*" | stats count by a',
      },
    ],
  },
});

/** Whether later stages compare the field in `search` and use its case nowhere else. */
function onlySearched(name: string, ctx: CheckContext): boolean {
  let searched = false;
  for (const stage of stagesAfter(ctx.pipeline, ctx.stage)) {
    if (usesCase(stage, name)) return false;
    searched ||= comparesInSearch(stage, name);
    if (stage.status !== "known") return false;
  }
  return searched;
}

const KEYED: ReadonlySet<string> = new Set([
  "join",
  "lookup",
  "dedup",
  "transaction",
  "rex",
  "regex",
  "replace",
  "streamstats",
]);

function usesCase(stage: Stage, name: string): boolean {
  const nodes = ownNodes(stage);
  if (KEYED.has(stage.command) && nodes.some((node) => node.kind === "field" && node.name === name)) return true;
  return nodes.some((node) => {
    const comparison = comparisonOf(node);
    if (comparison?.language === "eval" && comparison.field === name) return true;
    return node.kind === "call" && node.args.some((arg) => arg.kind === "field-expr" && arg.name === name);
  });
}

function comparesInSearch(stage: Stage, name: string): boolean {
  return stage.command === "search" && ownNodes(stage).some((node) => comparisonOf(node)?.field === name);
}
