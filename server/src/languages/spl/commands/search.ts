import { keepRows, passRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { searchExpression } from "../parts.ts";

export const search = defineCommand({
  name: "search",
  type: "distributable streaming",
  summary: "Keeps the events or rows that match a search expression.",
  details:
    "First in a search it reads the events of the sample; later it filters rows. Comparisons ignore case and take `*` as " +
    "a wildcard; the right side is always a text, never a field. A comparison on an absent field is false, `!=` too, and " +
    "`NOT` turns it round. `NOT` binds first, then `OR`, then `AND`. Bare words look into `_raw`, which is gone after a " +
    "transforming command.",
  grammar: { expression: searchExpression("What an event must match. Nothing at all, or `*`, keeps everything.") },
  flow: ({ expression }, before, ctx) => (expression === undefined ? before : ctx.refineBySearch(before, expression)),
  plan: ({ expression }, ctx) => (expression === undefined ? passRows : keepRows(ctx.filter(expression, true))),
  orderInsensitive: true,
  examples: [
    { spl: "search a=foo", in: [{ a: "Foo" }, { a: "bar" }], out: [{ a: "Foo" }], doc: "Case is ignored." },
    { spl: "search a!=2", in: [{ a: "1" }, {}], out: [{ a: "1" }], doc: "An absent field satisfies no comparison." },
    { spl: "search NOT a=2", in: [{ a: "1" }, {}], out: [{ a: "1" }, {}], doc: "NOT keeps rows without the field." },
    { spl: "search n>9", in: [{ n: "9" }, { n: "10" }], out: [{ n: "10" }] },
    {
      spl: "search p=x OR p=y q=2",
      in: [
        { p: "x", q: "1" },
        { p: "y", q: "2" },
        { p: "z", q: "2" },
      ],
      out: [{ p: "y", q: "2" }],
      doc: "OR binds tighter than the implied AND.",
    },
    { spl: "search ip=10.0.0.0/8", in: [{ ip: "10.1.2.3" }, { ip: "11.1.2.3" }], out: [{ ip: "10.1.2.3" }] },
    {
      spl: String.raw`search c="*\\windows\\*"`,
      in: [{ c: "C:\\Windows\\a.exe" }],
      out: [{ c: "C:\\Windows\\a.exe" }],
    },
    {
      spl: "search u IN (al*, bob)",
      in: [{ u: "alice" }, { u: "Bob" }, { u: "carl" }],
      out: [{ u: "alice" }, { u: "Bob" }],
    },
  ],
});
