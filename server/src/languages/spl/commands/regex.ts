import { withField } from "#events/field-set.ts";
import { toList, type Value } from "#events/value.ts";
import { keptLength } from "#runtime/regex.ts";
import { keepRows } from "#runtime/streaming.ts";
import { isRefusal } from "#semantics/dialect.ts";
import { defineCommand } from "../define.ts";
import { refuse } from "../refuse.ts";

export const regex = defineCommand({
  name: "regex",
  type: "distributable streaming",
  summary: "Keeps the rows in which a field matches a regular expression, or does not.",
  details:
    "Unanchored and case-sensitive; `_raw` when no field is named. A row without the field is dropped by `=` and kept by `!=`. " +
    "Of a multivalue any value may match.",
  grammar: {
    filter: { kind: "regex-filter", required: true, doc: '`field="regex"`, `field!="regex"`, or a regex for `_raw`.' },
  },
  flow: ({ filter }, before, ctx) => {
    if (filter?.field === undefined || filter.negated) return before;
    const { presenceByKind: _unused, ...info } = ctx.field(before, filter.field.name);
    return withField(before, filter.field.name, { ...info, presence: "definite" });
  },
  plan: ({ filter }, ctx) => {
    if (filter === undefined || filter.pattern.kind === "missing") {
      return refuse("E-REGEX", ctx.stage.span, "The regex '' is invalid: write a pattern in double quotes.");
    }
    const { text, span } = filter.pattern;
    const prepared = ctx.regex(text, span);
    if (isRefusal(prepared)) return prepared;
    const anyCase = ctx.regex(text, span, "i");
    const name = filter.field?.name ?? "_raw";
    const { negated } = filter;
    const clause = ctx.clause(filter.span);
    return keepRows((run) => {
      const { clauseHits, trace } = run;
      const compiled = prepared(run);
      const loose = isRefusal(anyCase) ? null : anyCase(run);
      const nearly = (value: Value) => loose !== null && toList(value).some((one) => loose.test(one));
      return (row) => {
        const value = row.get(name);
        const truth = toList(value).some((one) => compiled.test(one)) !== negated;
        if (truth) clauseHits[clause] = (clauseHits[clause] ?? 0) + 1;
        if (trace !== undefined) {
          const found = truth && !negated && typeof value === "string" ? compiled.exec(value) : null;
          const start = found === null ? 0 : found.index + keptLength(compiled, found);
          const matched = found === null ? {} : { matched: { start, end: found.index + found[0].length } };
          const caseDiffers = !truth && !negated && nearly(value);
          trace(row, { clause, truth, field: name, value, ...matched, ...(caseDiffers ? { caseDiffers } : {}) });
        }
        return truth;
      };
    });
  },
  orderInsensitive: true,
  examples: [
    {
      spl: String.raw`regex i!="^\d"`,
      in: [{ i: "1.1.1.1" }, { i: "x" }, {}],
      out: [{ i: "x" }, {}],
    },
    { spl: String.raw`regex c="cmd\.exe"`, in: [{ c: "xcmd.exex" }, { c: "net" }, {}], out: [{ c: "xcmd.exex" }] },
  ],
});
