import { madeField, withFields } from "#events/field-set.ts";
import { addToLineage, emptyLineage, type Lineage } from "#events/lineage.ts";
import type { Row } from "#events/row.ts";
import { toText } from "#events/value.ts";
import { wholeSet } from "#runtime/collect.ts";
import { defineCommand } from "../define.ts";
import { option } from "../parts.ts";
import { optionBool, optionText } from "../read-option.ts";

export const cluster = defineCommand({
  name: "cluster",
  type: "dataset processing",
  summary: "Groups events with the same text.",
  details:
    "Splunk groups events that are similar; here only events whose text is identical make a group, and the run says so. One row a " +
    "group with its number, and with showcount=t its size; labelonly=t keeps all rows.",
  grammar: {
    threshold: option("t", "number", "How similar events must be; only identical ones are found here.", "0.8"),
    delims: option("delims", "string", "Where texts are cut into terms; no effect here."),
    showcount: option("showcount", "bool", "Give the size of the group.", "false"),
    countfield: option("countfield", "field", "The field for the size.", "cluster_count"),
    labelfield: option("labelfield", "field", "The field for the number of the group.", "cluster_label"),
    field: option("field", "field", "The field that is compared.", "_raw"),
    labelonly: option("labelonly", "bool", "Keep all rows and number them.", "false"),
    match: option(
      "match",
      ["termlist", "termset", "ngramset"],
      "How similarity is measured; no effect here.",
      "termlist",
    ),
  },
  flow: ({ showcount, countfield, labelfield, labelonly }, before, ctx) => {
    const info = madeField({ kind: "command", span: ctx.stage.span, from: [] }, { type: "number" });
    const counted = optionBool(showcount, false) || !optionBool(labelonly, false);
    const names = [optionText(labelfield) ?? "cluster_label"];
    if (counted) names.push(optionText(countfield) ?? "cluster_count");
    return withFields(
      before,
      names.map((name) => [name, info] as const),
    );
  },
  plan: (args, ctx) => {
    const from = optionText(args.field) ?? "_raw";
    const label = optionText(args.labelfield) ?? "cluster_label";
    const counter = optionText(args.countfield) ?? "cluster_count";
    const keepsAll = optionBool(args.labelonly, false);
    const counted = optionBool(args.showcount, false) || !keepsAll;
    const { stage } = ctx;
    return wholeSet((rows, run) => {
      run.problem({
        code: "cluster-exact",
        severity: "warning",
        message: "Only events with identical text are grouped here; Splunk also groups similar ones.",
        span: stage.span,
      });
      const groups = new Map<
        string,
        { readonly first: Row; readonly number: number; count: number; readonly lineage: Lineage }
      >();
      for (const row of rows) {
        const text = toText(row.get(from)) ?? "";
        const group = groups.get(text) ?? { first: row, number: groups.size + 1, count: 0, lineage: emptyLineage() };
        groups.set(text, group);
        group.count += 1;
        addToLineage(group.lineage, row);
      }
      const kept = keepsAll ? rows : [...groups.values()].map(({ first }) => first);
      for (const row of kept) {
        const group = groups.get(toText(row.get(from)) ?? "");
        if (group === undefined) continue;
        row.set(label, group.number);
        if (counted) row.set(counter, group.count);
        if (!keepsAll) row.lineage = group.lineage;
      }
      return kept;
    });
  },
  examples: [
    {
      spl: "cluster showcount=t | table _raw cluster_label cluster_count",
      in: [{ _raw: "x" }, { _raw: "y" }, { _raw: "x" }],
      out: [
        { _raw: "x", cluster_label: "1", cluster_count: "2" },
        { _raw: "y", cluster_label: "2", cluster_count: "1" },
      ],
    },
  ],
});
