import { insert } from "#base/text-edit.ts";
import type { SortItem, Stage } from "#syntax/spl/ast.ts";
import { defineCheck } from "../define.ts";

export const transactionOrder = defineCheck({
  id: "spl/transaction-order",
  severity: "error",
  grade: "likely",
  preset: "essential",
  summary: "transaction gets rows that are not in descending order of time.",
  why: "transaction needs the newest row first, as events come. Behind a command that loses that order Splunk refuses the search.",
  on: "stage",
  check(stage, ctx) {
    if (stage.command !== "transaction" || stage.nameSpan === undefined || stage.pipe === undefined) return;
    const before = ctx.pipeline.stages.slice(0, ctx.pipeline.stages.indexOf(stage));
    const last = before.findLast((one) => one.status !== "known" || LOSES.has(one.command) || one.command === "sort");
    if (last === undefined || last.status !== "known") return;
    if (last.command === "sort" ? !sortsOtherwise(last) : !LOSES.has(last.command)) return;
    ctx
      .report(stage.nameSpan, `${last.command} loses the order of time that transaction needs.`)
      .fact(`${last.command} stands here.`, last.nameSpan)
      .fix("Sort by time before", insert(stage.pipe.start, "| sort 0 -_time "));
  },
  examples: {
    good: [
      "index=x | transaction host maxspan=5m",
      "index=x | stats count by _time, host | sort 0 -_time | transaction host maxspan=5m",
      "index=x | sort 0 - _time | transaction host maxspan=5m",
      "index=x | sort 0 _time d | transaction host maxspan=5m",
    ],
    bad: [
      {
        spl: "index=x | sort 0 host | «transaction» host maxspan=5m",
        fixed: "index=x | sort 0 host | sort 0 -_time | transaction host maxspan=5m",
      },
      {
        spl: "index=x | sort 0 _time | «transaction» host maxspan=5m",
        fixed: "index=x | sort 0 _time | sort 0 -_time | transaction host maxspan=5m",
      },
      {
        spl: "index=x | stats count by _time, host | «transaction» host maxspan=5m",
        fixed: "index=x | stats count by _time, host | sort 0 -_time | transaction host maxspan=5m",
      },
    ],
  },
});

/** Whether a sort does not put the newest row first. */
function sortsOtherwise(sort: Stage): boolean {
  const items = sort.args.items;
  const [first] = Array.isArray(items) ? (items as readonly SortItem[]) : [];
  if (first === undefined || first.field.kind !== "field") return false;
  const turned = sort.args.descending !== undefined;
  return first.field.name !== "_time" || first.descending === turned;
}

const LOSES: ReadonlySet<string> = new Set([
  "stats",
  "append",
  "join",
  "chart",
  "timechart",
  "tstats",
  "top",
  "rare",
  "reverse",
  "tail",
]);
