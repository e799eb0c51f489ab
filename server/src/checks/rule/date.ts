import { civilFromDays, daysFromCivil } from "#events/calendar.ts";
import { defineRuleCheck } from "../define-rule-check.ts";
import { writtenValue } from "../support/written-value.ts";

export const ruleDate = defineRuleCheck({
  id: "rule/date",
  severity: "warning",
  grade: "proved",
  preset: "recommended",
  summary: "A rule's date is not written as YYYY-MM-DD, does not exist, or lies in the future.",
  why: "Dates are compared and sorted as text, which works for ISO 8601 (`2026-03-09`) only: `09/03/2026` is two different days to two readers. A day that does not exist, or has not come, is a slip of the pen.",
  check(rule, ctx) {
    const { date } = rule.metadata;
    if (date === undefined || rule.format === "sigma") return;
    const value = date.value.trim();
    const at = writtenValue(ctx.text, date.span, value);
    const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
    if (iso === null) {
      // Rulehound's own files have a pattern for the key, which says so already.
      if (rule.format === "rulehound") return;
      const report = ctx.report(date.span, `"${value}" is not written as YYYY-MM-DD.`);
      const fixed = isoOf(value);
      if (fixed !== undefined && at !== undefined) report.fix(`Change to ${fixed}`, { span: at, text: fixed }, true);
    } else if (!exists(Number(iso[1]), Number(iso[2]), Number(iso[3]))) {
      ctx.report(date.span, `There is no day ${value}.`);
    } else if (ctx.surroundings.today !== undefined && value > ctx.surroundings.today) {
      ctx.report(date.span, `${value} lies in the future; today is ${ctx.surroundings.today}.`).grade("likely");
    }
  },
  examples: {
    good: [
      { file: "a.yml", text: "name: a\ndate: 2024-02-29\nsearch: index=x\n", today: "2026-03-09" },
      { file: "a.yml", text: "name: a\ndate: 2030-01-01\nsearch: index=x\n" },
    ],
    bad: [
      {
        file: "a.yml",
        text: "name: a\ndate: «2024/3/9»\nsearch: index=x\n",
        fixed: "name: a\ndate: 2024-03-09\nsearch: index=x\n",
      },
      { file: "a.yml", text: "name: a\ndate: «'2023-02-29'»\nsearch: index=x\n" },
      { file: "a.yml", text: "name: a\ndate: «2026-03-10»\nsearch: index=x\n", today: "2026-03-09" },
    ],
  },
});

/** The ISO form of a date whose order is certain: the year first. */
function isoOf(value: string): string | undefined {
  const parts = /^(\d{4})[./ -](\d{1,2})[./ -](\d{1,2})$/.exec(value);
  if (parts === null || !exists(Number(parts[1]), Number(parts[2]), Number(parts[3]))) return undefined;
  return `${parts[1]}-${parts[2]?.padStart(2, "0")}-${parts[3]?.padStart(2, "0")}`;
}

function exists(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const same = civilFromDays(daysFromCivil(year, month, day));
  return same.month === month && same.day === day;
}
