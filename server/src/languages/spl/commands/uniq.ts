import { rowKey } from "#runtime/row-key.ts";
import { expandRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";

export const uniq = defineCommand({
  name: "uniq",
  type: "centralized streaming",
  summary: "Drops a row that equals the one before it in all fields.",
  grammar: {},
  flow: (_args, before) => before,
  plan: () =>
    expandRows(() => {
      let last: string | null = null;
      return (row, into) => {
        const key = rowKey(row);
        if (key !== last) into.push(row);
        last = key;
      };
    }),
  loss: () => () => "It equals the row before it in all fields, and uniq drops such a row.",
  examples: [
    { spl: "uniq", in: [{ a: "1" }, { a: "1" }, { a: "2" }, { a: "1" }], out: [{ a: "1" }, { a: "2" }, { a: "1" }] },
  ],
});
