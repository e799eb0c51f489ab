import { type FieldPattern, fieldPattern, fieldSelector, fillPattern, wildcardCount } from "#events/field-pattern.ts";
import { withFields } from "#events/field-set.ts";
import { fromList, toList } from "#events/value.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { clauseFields } from "../parts.ts";
import { fieldNames } from "../read-option.ts";
import { refuse } from "../refuse.ts";

export const replace = defineCommand({
  name: "replace",
  type: "distributable streaming",
  summary: "Replaces whole values of fields.",
  details:
    "The old text must be the whole value; `*` stands for any text, which is carried over to the `*` of the new text (as many as " +
    "there are, or none). Case counts. Without IN all fields but internal ones are looked at.",
  grammar: {
    replacements: { kind: "replacements", required: true, doc: "`old WITH new`." },
    in: clauseFields(["in"], "write", "The fields to look at; `*` is a wildcard.", { wildcard: true }),
  },
  flow: ({ in: refs }, before, ctx) => {
    const names = (refs ?? []).flatMap((ref) => (ref.wildcard ? ctx.matching(before, ref.name).names : [ref.name]));
    const all = refs === undefined ? ctx.matching(before, "*").names : names;
    return withFields(
      before,
      all.map((name) => {
        const { content: _old, ...info } = ctx.field(before, name);
        return [name, { ...info, type: "any", casing: "as-is", domain: { kind: "any" } }] as const;
      }),
    );
  },
  plan: ({ replacements = [], in: refs }) => {
    const rules: { readonly from: FieldPattern; readonly to: string }[] = [];
    for (const { from, to, span } of replacements) {
      if (to.kind === "missing") continue;
      const wild = wildcardCount(to.text);
      if (wild !== 0 && wild !== wildcardCount(from.text)) {
        return refuse(
          "E-REPWC",
          span,
          "Wildcards and their replacements must have a matching number of '*' characters.",
        );
      }
      rules.push({ from: fieldPattern(from.text, { internal: true }), to: to.text });
    }
    const change = (text: string): string => {
      for (const { from, to } of rules) {
        const parts = from.capture(text);
        if (parts !== null) return fillPattern(to, parts);
      }
      return text;
    };
    const names = fieldNames(refs);
    const exact = names.length > 0 && !names.some((name) => name.includes("*"));
    const selects = names.length === 0 ? (name: string) => !name.startsWith("_") : fieldSelector(names);
    return changeRows(() => (row) => {
      for (const name of exact ? names : row.names().filter(selects)) {
        const values = toList(row.get(name));
        const changed = values.map(change);
        if (changed.some((text, index) => text !== values[index])) row.set(name, fromList(changed));
      }
    });
  },
  orderInsensitive: true,
  examples: [
    {
      spl: 'replace "::ffff:*" with "*" in ip',
      in: [{ ip: "::ffff:10.0.0.1" }, { ip: "1.1.1.1" }],
      out: [{ ip: "10.0.0.1" }, { ip: "1.1.1.1" }],
    },
    { spl: "replace a with b", in: [{ x: "a", y: "aa" }], out: [{ x: "b", y: "aa" }], doc: "Whole values only." },
  ],
});
