import { fieldSelector } from "#events/field-pattern.ts";
import type { Value } from "#events/value.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { fields } from "../parts.ts";
import { fieldNames } from "../read-option.ts";

export const filldown = defineCommand({
  name: "filldown",
  type: "centralized streaming",
  summary: "Puts the last value seen above in the place of absent values.",
  details: "Absent values before the first value stay absent. Without a list all fields but internal ones are filled.",
  grammar: { fields: fields("write", "The fields to fill; `*` is a wildcard.", { wildcard: true }) },
  flow: (_args, before) => before,
  plan: ({ fields: refs }) => {
    const names = fieldNames(refs);
    const patterns = names.length === 0 ? ["*"] : names;
    const selects = fieldSelector(patterns);
    const exact = patterns.every((name) => !name.includes("*"));
    return changeRows(() => {
      const last = new Map<string, Value>();
      return (row) => {
        const present = exact ? patterns : row.names().filter(selects);
        for (const name of present) {
          const value = row.get(name);
          if (value !== null) last.set(name, value);
        }
        for (const [name, value] of last) if (row.get(name) === null) row.set(name, value);
      };
    });
  },
  examples: [
    {
      spl: "filldown a",
      in: [{ i: "0" }, { a: "1", i: "1" }, { i: "2" }, { a: "4", i: "3" }],
      out: [{ i: "0" }, { a: "1", i: "1" }, { a: "1", i: "2" }, { a: "4", i: "3" }],
    },
  ],
});
