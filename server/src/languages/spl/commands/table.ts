import { fieldPattern } from "#events/field-pattern.ts";
import { onlyFields, UNKNOWN_FIELD } from "#events/field-set.ts";
import { wholeSet } from "#runtime/collect.ts";
import { mapRows } from "#runtime/streaming.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { fields } from "../parts.ts";
import { fieldNames } from "../read-option.ts";
import { refuse } from "../refuse.ts";

export const table = defineCommand({
  name: "table",
  type: "transforming",
  summary: "Keeps only the named fields, as columns in the order of the arguments.",
  details:
    "All other fields are gone afterwards, `_time` and `_raw` too when they are not named. A wildcard stands for the fields " +
    "that fit, in alphabetical order. A name that no row has gives an empty column.",
  grammar: { fields: fields("read", "The fields to keep; `*` is a wildcard.", { wildcard: true, required: true }) },
  flow: ({ fields: refs = [] }, before, ctx) => {
    let open = false;
    const kept = refs.flatMap((ref) => {
      if (!ref.wildcard) return [[ref.name, ctx.field(before, ref.name)] as const];
      const known = ctx.matching(before, ref.name);
      open ||= !known.complete;
      return known.names.toSorted().map((name) => [name, ctx.field(before, name)] as const);
    });
    const hasRaw = before.hasRaw && kept.some(([name]) => name === "_raw");
    const closed = onlyFields(before, kept, byStage(ctx.stage), { open, hasRaw });
    return kept.some(([name]) => name === "_raw") && !before.hasRaw
      ? { ...closed, written: new Map(closed.written).set("_raw", { ...UNKNOWN_FIELD, presence: "absent" }) }
      : closed;
  },
  plan: ({ fields: refs }, ctx) => {
    const names = fieldNames(refs);
    if (names.length === 0) {
      return refuse(
        "E-FIELDSNONE",
        ctx.stage.span,
        "Must specify at least one valid field name (can contain wildcards).",
      );
    }
    if (!names.some((name) => name.includes("*"))) return mapRows(() => (row) => row.pick(names));
    const patterns = names.map((name) => fieldPattern(name));
    return wholeSet((rows) => {
      const present = new Set<string>();
      for (const row of rows) for (const name of row.names()) present.add(name);
      const sorted = [...present].sort();
      const columns = new Set(
        patterns.flatMap((pattern) =>
          pattern.wildcard ? sorted.filter((name) => pattern.matches(name)) : [pattern.text],
        ),
      );
      return rows.map((row) => row.pick(columns));
    });
  },
  rowWise: true,
  orderInsensitive: true,
  examples: [
    { spl: "table c a", in: [{ a: "1", b: "2", c: "3" }], out: [{ c: "3", a: "1" }] },
    { spl: "table x*", in: [{ xb: "1", xa: "2", y: "3" }], out: [{ xa: "2", xb: "1" }] },
  ],
});
