import { withField } from "#events/field-set.ts";
import { isMulti } from "#events/value.ts";
import { expandRows } from "#runtime/streaming.ts";
import { watchFields } from "#runtime/watch-fields.ts";
import { defineCommand } from "../define.ts";
import { field, option } from "../parts.ts";
import { optionNumber } from "../read-option.ts";
import { refuse } from "../refuse.ts";
import { sayAbsent } from "../say-absent.ts";

export const mvexpand = defineCommand({
  name: "mvexpand",
  type: "distributable streaming",
  summary: "Makes one row for each value of a multivalue field.",
  details:
    "All other fields are copied. A row in which the field is null is removed. Internal fields cannot be expanded.",
  grammar: {
    field: field("read", "The field whose values are spread.", { required: true }),
    limit: option("limit", "int", "How many values of a row to use; 0 for all.", "0"),
  },
  flow: ({ field: ref }, before, ctx) => {
    if (ref === undefined) return before;
    const { presenceByKind: _unused, ...info } = ctx.field(before, ref.name);
    return withField(before, ref.name, { ...info, presence: "definite", multivalue: "never" });
  },
  plan: ({ field: ref, limit }, ctx) => {
    if (ref === undefined) return refuse("E-MVFIELD", ctx.stage.span, "mvexpand needs the name of a field.");
    if (ref.name.startsWith("_")) {
      return refuse("E-MVFIELD", ref.span, `mvexpand does not work on the internal field '${ref.name}'.`);
    }
    const { name } = ref;
    const most = optionNumber(limit, 0);
    const expanded = expandRows(() => (row, into) => {
      const value = row.get(name);
      if (value === null) return;
      if (!isMulti(value)) {
        into.push(row);
        return;
      }
      for (const one of most > 0 ? value.slice(0, most) : value) {
        const copy = row.copy();
        copy.set(name, one);
        into.push(copy);
      }
    });
    return watchFields(expanded, [name], sayAbsent(ref.span));
  },
  loss:
    ({ field: ref }) =>
    ({ row }) =>
      ref === undefined || row.has(ref.name)
        ? null
        : `\`${ref.name}\` is absent, and mvexpand removes a row without it.`,
  orderInsensitive: true,
  examples: [
    {
      spl: "mvexpand x",
      in: [{ x: ["a", "b"], k: "1" }],
      out: [
        { x: "a", k: "1" },
        { x: "b", k: "1" },
      ],
    },
    {
      spl: "mvexpand x",
      in: [{ k: "1" }, { x: "p", k: "2" }],
      out: [{ x: "p", k: "2" }],
      doc: "The row without x is gone.",
    },
    { spl: "mvexpand x limit=1", in: [{ x: ["a", "b"] }], out: [{ x: "a" }] },
  ],
});
