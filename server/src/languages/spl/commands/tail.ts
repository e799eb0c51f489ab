import { wholeSet } from "#runtime/collect.ts";
import { defineCommand } from "../define.ts";
import { rowsText } from "../loss.ts";
import { option, word } from "../parts.ts";
import { optionNumber } from "../read-option.ts";

export const tail = defineCommand({
  name: "tail",
  type: "dataset processing",
  summary: "Keeps the last rows, in reverse order.",
  details: "Ten rows unless told otherwise.",
  grammar: {
    count: word("int", "How many rows to keep."),
    limit: option("limit", "int", "How many rows to keep.", "10"),
  },
  flow: (_args, before) => ({ ...before, order: "unknown" }),
  plan: ({ count, limit }) => {
    const kept = count === undefined ? optionNumber(limit, 10) : Number(count.text);
    return wholeSet((rows) => rows.slice(Math.max(0, rows.length - kept)).reverse());
  },
  loss:
    ({ count, limit }) =>
    ({ position }) =>
      `It came as row ${position}; tail keeps the last ${rowsText(count === undefined ? optionNumber(limit, 10) : Number(count.text))}.`,
  examples: [{ spl: "tail 2", in: [{ n: "1" }, { n: "2" }, { n: "3" }], out: [{ n: "3" }, { n: "2" }] }],
});
