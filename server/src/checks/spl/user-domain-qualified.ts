import { replace } from "#base/text-edit.ts";
import { type Comparison, comparisonOf } from "#semantics/spl/comparison.ts";
import { defineCheck } from "../define.ts";
import { evalName, likeAny, searchAny } from "../support/fixes.ts";

export const userDomainQualified = defineCheck({
  id: "spl/user-domain-qualified",
  severity: "warning",
  grade: "likely",
  preset: "essential",
  summary: "A field that holds DOMAIN\\name is compared with a bare account name.",
  why: "Sysmon writes accounts with their domain: `NT AUTHORITY\\SYSTEM`, `CORP\\alice`. A comparison with `SYSTEM` alone never holds, so an exclusion excludes nothing.",
  on: ["search-compare", "search-in", "binary", "in-expr"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison === undefined || (comparison.op !== "search" && comparison.op !== "equals")) return;
    const info = ctx.field(comparison.field);
    if (info.content !== "qualified-account" || info.domain.kind === "set") return;
    const names = comparison.values.filter(
      ({ text }) => !/^(-|null|none|unknown|n\/a|)$/i.test(text) && !/[\\*%@]/.test(text),
    );
    const [first] = names;
    if (first === undefined) return;
    const report = ctx.report(
      comparison.span,
      `${comparison.field} holds DOMAIN\\name, such as NT AUTHORITY\\SYSTEM; ${ctx.slice(first.span)} alone never equals it.`,
    );
    report.fact(`${comparison.field} is a field of kind qualified account in the catalog.`);
    if (!comparison.partial && !comparison.negated) {
      report.fix("Compare the end of the account", replace(comparison.span, endOfAccount(comparison)), true);
    }
  },
  examples: {
    good: [
      String.raw`index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 User="*\\SYSTEM"`,
      String.raw`index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 User="NT AUTHORITY\\SYSTEM"`,
      "index=x user=SYSTEM",
    ],
    bad: [
      {
        spl: 'index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 «User="SYSTEM"»',
        fixed: String.raw`index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 User="*\\SYSTEM"`,
      },
      {
        spl: 'index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 | where NOT «User="SYSTEM"»',
        fixed: String.raw`index=x source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 | where NOT like(upper(User),"%\\SYSTEM")`,
      },
    ],
  },
});

function endOfAccount({ language, field, values }: Comparison): string {
  const end = (text: string, any: string) => (/[\\*%@]/.test(text) ? text : `${any}\\${text}`);
  if (language === "search") {
    return searchAny(
      field,
      values.map(({ text }) => end(text, "*")),
    );
  }
  return likeAny(
    `upper(${evalName(field)})`,
    values.map(({ text }) => end(text, "%").toUpperCase()),
  );
}
