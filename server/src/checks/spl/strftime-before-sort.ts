import { comparisonOf } from "#semantics/spl/comparison.ts";
import type { Assignment, Conversion, Stage } from "#syntax/spl/ast.ts";
import { defineCheck } from "../define.ts";
import { ownNodes, stagesAfter } from "../support/stages.ts";

export const strftimeBeforeSort = defineCheck({
  id: "spl/strftime-before-sort",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "A time that was made into text is sorted or compared later.",
  why: "strftime() gives text. Texts sort by characters, so days before years go wrong, and a comparison with an epoch time never fits. Sort on `_time` first, format last.",
  on: ["assignment", "conversion"],
  check(node, ctx) {
    const name = formatted(node);
    if (name === undefined) return;
    for (const stage of stagesAfter(ctx.pipeline, ctx.stage)) {
      const use = useAsTime(stage, name);
      if (use === undefined) continue;
      ctx.report(node.span, `${name} is text from here on, and is ${use} later.`).fact("Here.", stage.span);
      return;
    }
  },
  examples: {
    good: [
      'index=x | eval h=strftime(_time,"%H") | where h>=20 OR h<6',
      'index=x | sort 0 -_time | eval t=strftime(_time,"%d.%m.%Y")',
      'index=x | eval t=strftime(_time,"%Y-%m-%d %H:%M:%S") | sort 0 t',
    ],
    bad: [
      { spl: 'index=x | eval «t=strftime(_time,"%d.%m.%Y")» | sort 0 t' },
      { spl: "index=x | convert «ctime(t)» | where t>1000" },
    ],
  },
});

function formatted(node: Assignment | Conversion): string | undefined {
  if (node.kind === "conversion") {
    if (node.name !== "ctime" || node.field.kind !== "field") return undefined;
    return (node.as ?? node.field).name;
  }
  const { target, value } = node;
  if (target.kind !== "field" || value.kind !== "call" || value.name !== "strftime") return undefined;
  const format = value.args[1];
  // Year first, then month and day, sorts as time does; one number (the hour, the day) is sorted and compared as a number.
  if (format?.kind === "string" && /^%([YF]|[CGHISUVdegjklmsuwy]$|M$)/.test(format.value)) return undefined;
  return target.name;
}

function useAsTime(stage: Stage, name: string): string | undefined {
  const nodes = ownNodes(stage);
  if (stage.command === "sort" && nodes.some((one) => one.kind === "field" && one.name === name)) return "sorted";
  const compared = nodes.some((one) => {
    const comparison = comparisonOf(one);
    return comparison?.op === "range" && comparison.field === name;
  });
  return compared ? "compared" : undefined;
}
