import type { FieldInfo } from "#events/field-set.ts";
import { besideFields } from "#events/field-set-merge.ts";
import { addToLineage, lineageOf } from "#events/lineage.ts";
import { wholeSet } from "#runtime/collect.ts";
import { defineCommand } from "../define.ts";
import { option, subsearches } from "../parts.ts";
import { optionBool, optionNumber } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { subsearchRows } from "../subsearch-rows.ts";

export const appendcols = defineCommand({
  name: "appendcols",
  type: "dataset processing",
  summary: "Adds the fields of a subsearch's rows to the present rows, first to first, second to second.",
  details:
    "Fields that a row has already stay unless override=t. Internal fields are not copied. Rows of the subsearch beyond the " +
    "present ones are added at the end.",
  grammar: {
    override: option("override", "bool", "Values of the subsearch replace present ones.", "false"),
    maxtime: option("maxtime", "int", "Seconds that the subsearch may take; no effect here.", "60"),
    maxout: option("maxout", "int", "How many rows of the subsearch to use.", "50000"),
    timeout: option("timeout", "int", "Seconds to wait for the subsearch; no effect here.", "60"),
    subsearch: subsearches("The search whose fields are added."),
  },
  flow: ({ subsearch, override }, before, ctx) => {
    const [sub] = subsearch ?? [];
    if (sub === undefined) return before;
    const over = { keys: [], always: false, overwrite: optionBool(override, false) };
    const beside = besideFields(before, ctx.subsearch(sub, before), over, ctx.field);
    // A row behind the last one at hand has the other's fields alone.
    const written = [...beside.written].map(([name, info]): readonly [string, FieldInfo] => [
      name,
      info.presence === "definite" ? { ...info, presence: "maybe" } : info,
    ]);
    return { ...beside, written: new Map(written), events: null, open: beside.open || before.events !== null };
  },
  plan: ({ subsearch, override, maxout }, ctx) => {
    const [sub] = subsearch ?? [];
    if (sub === undefined) return refuse("E-SUBLAST", ctx.stage.span, "The last argument must be a subsearch.");
    const rowsOf = subsearchRows(sub, ctx, optionNumber(maxout, Number.POSITIVE_INFINITY));
    const overrides = optionBool(override, false);
    return wholeSet(async (rows, run) => {
      const added = await rowsOf(run);
      const length = run.settings.appendcolsExtraRows === "added" ? Math.max(rows.length, added.length) : rows.length;
      for (let index = 0; index < Math.min(length, added.length); index += 1) {
        const right = added[index];
        if (right === undefined) continue;
        const left = rows[index];
        if (left === undefined) {
          rows.push(right.pick(right.names().filter((name) => !name.startsWith("_"))));
          continue;
        }
        for (const [name, value] of right.entries()) {
          if (!name.startsWith("_") && (overrides || left.get(name) === null)) left.set(name, value);
        }
        const lineage = lineageOf(left);
        left.lineage = { count: lineage.count, origins: [...lineage.origins] };
        addToLineage(left.lineage, right);
      }
      return rows;
    });
  },
  examples: [
    {
      spl: "appendcols [| makeresults count=2 | streamstats count as b | table b]",
      in: [{ a: "1" }, { a: "2" }],
      out: [
        { a: "1", b: "1" },
        { a: "2", b: "2" },
      ],
    },
  ],
});
