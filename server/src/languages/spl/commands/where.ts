import { keepRows, passRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { evalExpression } from "../parts.ts";

export const where = defineCommand({
  name: "where",
  type: "distributable streaming",
  summary: "Keeps the rows for which an eval expression is true.",
  details:
    "Comparisons are case-sensitive, `*` is an ordinary character, and a bare word is a field. A comparison with an absent " +
    "field is null, and null drops the row, also under `NOT`. `LIKE` takes `%` and `_`.",
  grammar: { condition: evalExpression("An expression that is true or false.", { required: true }) },
  flow: ({ condition }, before, ctx) => (condition === undefined ? before : ctx.refineByWhere(before, condition)),
  plan: ({ condition }, ctx) => (condition === undefined ? passRows : keepRows(ctx.condition(condition, true))),
  orderInsensitive: true,
  examples: [
    { spl: 'where a="x"', in: [{ a: "x" }, { a: "X" }], out: [{ a: "x" }], doc: "Case counts." },
    { spl: 'where a!="2"', in: [{ a: "1" }, {}], out: [{ a: "1" }] },
    { spl: 'where NOT a="2"', in: [{ a: "1" }, {}], out: [{ a: "1" }], doc: "Null stays null under NOT." },
    { spl: "where a>b", in: [{ a: "10", b: "9" }], out: [{ a: "10", b: "9" }], doc: "Both read as numbers." },
    { spl: 'where p="wmic.exe"', in: [{ p: "C:\\x\\wmic.exe" }], out: [] },
    { spl: 'where like(p,"%wmic.exe")', in: [{ p: "C:\\x\\wmic.exe" }], out: [{ p: "C:\\x\\wmic.exe" }] },
    { spl: 'where c LIKE "*b*"', in: [{ c: "abc" }], out: [], doc: "LIKE knows % and _ only." },
  ],
});
