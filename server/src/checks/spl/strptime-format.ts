import { defineCheck } from "../define.ts";

export const strptimeFormat = defineCheck({
  id: "spl/strptime-format",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A time format has an unknown code, or strptime() reads no date.",
  why: "An unknown code is taken literally or gives null. Without day, month and year strptime() cannot tell the date.",
  on: "call",
  check(node, ctx) {
    if (node.name !== "strptime" && node.name !== "strftime") return;
    const format = node.args[1];
    if (format?.kind !== "string") return;
    const known = new Set(ctx.catalog.builtins.timeVariables().map(([code]) => code.replace(/^%/, "").slice(-1)));
    const codes = [...format.value.matchAll(/%[-_0^#:]*(\d*)([A-Za-z%])/g)].map((match) => match[2] ?? "");
    const unknown = codes.find((code) => code !== "%" && !known.has(code) && !MORE.has(code));
    if (unknown !== undefined) {
      ctx.report(format.span, `%${unknown} is no code of a time format.`);
      return;
    }
    if (node.name === "strptime" && !codes.some((code) => DATES.has(code))) {
      ctx.report(format.span, "The format has no date, so strptime() takes the current one or gives null.");
    }
  },
  examples: {
    good: [
      'index=x | eval t=strptime(a,"%Y-%m-%d %H:%M:%S")',
      'index=x | eval t=strftime(_time,"%H:%M")',
      'index=x | eval t=strptime(a,"%s")',
    ],
    bad: [{ spl: 'index=x | eval t=strptime(a,«"%H:%M"»)' }, { spl: 'index=x | eval t=strftime(_time,«"%Y-%i"»)' }],
  },
});

/** Codes that Splunk knows beside the documented ones of the catalog. */
const MORE: ReadonlySet<string> = new Set([..."aAbBcdeFgGhHIjklmMnNpPQrRsSTuUVwWxXyYzZCDtEo"]);
const DATES: ReadonlySet<string> = new Set([..."dejDFxcsUVWQNsy"]);
