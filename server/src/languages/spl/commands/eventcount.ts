import { madeField, onlyFields } from "#events/field-set.ts";
import { Row } from "#events/row.ts";
import { toText } from "#events/value.ts";
import { inBatches } from "#runtime/collect.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { indexFilter } from "../index-filter.ts";
import { option } from "../parts.ts";
import { optionBool, optionText } from "../read-option.ts";

export const eventcount = defineCommand({
  name: "eventcount",
  type: "generating",
  summary: "Counts the events of the indexes.",
  details: "Counts the events of the samples; one number, or with summarize=false one for each index.",
  grammar: {
    index: option("index", "string", "Only this index; `*` is a wildcard."),
    summarize: option("summarize", "bool", "One number for all indexes.", "true"),
    reportSize: option("report_size", "bool", "Also the size; not given here.", "false"),
    listVix: option("list_vix", "bool", "Virtual indexes too; no effect here.", "true"),
    listFederated: option("list_federated_remote", "bool", "Federated indexes too; no effect here.", "false"),
  },
  flow: ({ summarize }, before, ctx) => {
    const info = madeField({ kind: "command", span: ctx.stage.span, from: [] });
    const names = optionBool(summarize, true) ? ["count"] : ["count", "index"];
    return onlyFields(
      before,
      names.map((name) => [name, info] as const),
      byStage(ctx.stage),
    );
  },
  plan: ({ index, summarize }) => {
    const counts = indexFilter(optionText(index));
    const together = optionBool(summarize, true);
    return async function* (_input, run) {
      const found = new Map<string, number>();
      for await (const batch of run.events()) {
        for (const row of batch) {
          if (!counts(row)) continue;
          const name = toText(row.get("index")) ?? "main";
          found.set(name, (found.get(name) ?? 0) + 1);
        }
      }
      const total = [...found.values()].reduce((sum, each) => sum + each, 0);
      const rows = together
        ? [Row.of({ count: total })]
        : [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => Row.of({ count, index: name }));
      yield* inBatches(rows, run);
    };
  },
  examples: [
    { spl: "eventcount", in: [{ index: "a" }, { index: "b" }], out: [{ count: "2" }] },
    { spl: "eventcount summarize=f index=a", in: [{ index: "a" }, { index: "b" }], out: [{ count: "1", index: "a" }] },
  ],
});
