import { fieldSelector } from "#events/field-pattern.ts";
import { type FieldInfo, withFields } from "#events/field-set.ts";
import { collect, inBatches } from "#runtime/collect.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { fields, option } from "../parts.ts";
import { fieldNames, optionText } from "../read-option.ts";

export const fillnull = defineCommand({
  name: "fillnull",
  type: "dataset processing",
  summary: "Puts a constant in the place of absent values.",
  details:
    "With a list of fields each row gets them all, also fields that exist nowhere. Without a list every field is filled that " +
    "some row has; internal fields are left alone. An empty text is not null.",
  grammar: {
    value: option("value", "string", "What to put in.", "0"),
    fields: fields("write", "The fields to fill; `*` is a wildcard.", { wildcard: true }),
  },
  flow: ({ fields: refs = [] }, before, ctx) => {
    const exact = refs.filter((ref) => !ref.wildcard).map((ref) => ref.name);
    const patterns = refs.length === 0 ? ["*"] : refs.filter((ref) => ref.wildcard).map((ref) => ref.name);
    const found = patterns.flatMap((pattern) => ctx.matching(before, pattern).names);
    const filled = [...new Set([...exact, ...found])].map((name): readonly [string, FieldInfo] => {
      const { presenceByKind: _unused, ...info } = ctx.field(before, name);
      // That events of a kind have a field is known of recorded ones; who fills it has seen others.
      if (info.presence === "definite") return [name, { ...info, casing: "as-is" }];
      // The value put in is of any case, and no path, address or number.
      const { content: _other, ...rest } = info;
      const provenance = { kind: "command", span: ctx.stage.span, from: [name] } as const;
      return [
        name,
        { ...rest, presence: "definite", domain: { kind: "any" }, casing: "as-is", type: "any", provenance },
      ];
    });
    return withFields(before, filled);
  },
  plan: ({ value, fields: refs }) => {
    const filler = optionText(value) ?? "0";
    const names = fieldNames(refs);
    if (names.length > 0 && !names.some((name) => name.includes("*"))) {
      return changeRows(() => (row) => {
        for (const name of names) if (row.get(name) === null) row.set(name, filler);
      });
    }
    const exact = names.filter((name) => !name.includes("*"));
    const selects = names.length === 0 ? (name: string) => !name.startsWith("_") : fieldSelector(names);
    return async function* (input, run) {
      const rows = await collect(input, run);
      const present = new Set(exact);
      for (const row of rows) for (const name of row.names()) if (selects(name)) present.add(name);
      for (const row of rows) {
        const listed = new Set(row.names());
        for (const name of present) if (!listed.has(name) && row.get(name) === null) row.set(name, filler);
      }
      yield* inBatches(rows, run);
    };
  },
  orderInsensitive: true,
  examples: [
    {
      spl: "fillnull",
      in: [{ a: "1" }, { b: "2" }],
      out: [
        { a: "1", b: "0" },
        { a: "0", b: "2" },
      ],
    },
    { spl: "fillnull value=N/A c", in: [{ a: "1" }], out: [{ a: "1", c: "N/A" }] },
  ],
});
