import { insert } from "#base/text-edit.ts";
import { defineCheck } from "../define.ts";
import { searchName } from "../support/fixes.ts";

export const mvexpandDropsNull = defineCheck({
  id: "spl/mvexpand-drops-null",
  severity: "warning",
  grade: "likely",
  preset: "recommended",
  summary: "mvexpand loses the rows in which the field is null.",
  why: "A row without the field gives no row at all. `fillnull` before keeps it.",
  on: "field",
  check(node, ctx) {
    if (ctx.stage.command !== "mvexpand" || ctx.stage.pipe === undefined) return;
    const info = ctx.field(node.name);
    const made =
      info.provenance.kind === "rex" || info.provenance.kind === "lookup" || info.presenceByKind !== undefined;
    if (info.presence === "definite" || (info.presence === "maybe" && !made)) return;
    ctx
      .report(node.span, `Rows without ${node.name} vanish at mvexpand.`)
      .fix(`Fill ${node.name} before`, insert(ctx.stage.pipe.start, `| fillnull value="-" ${searchName(node.name)} `));
  },
  examples: {
    good: ["index=x | mvexpand a", 'index=x | rex "(?<n>a)" | fillnull value="-" n | mvexpand n'],
    bad: [
      {
        spl: 'index=x | rex max_match=0 "(?<n>a)" | mvexpand «n»',
        fixed: 'index=x | rex max_match=0 "(?<n>a)" | fillnull value="-" n | mvexpand n',
      },
    ],
  },
});
