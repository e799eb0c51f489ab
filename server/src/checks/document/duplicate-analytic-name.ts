import type { Analytic } from "#semantics/rule/rule-file.ts";
import { defineRuleCheck } from "../define-rule-check.ts";

export const duplicateAnalyticName = defineRuleCheck({
  id: "document/duplicate-analytic-name",
  severity: "warning",
  grade: "proved",
  preset: "recommended",
  summary: "Two searches of a file have the same title.",
  why: "Lenses, reports and the command line name a search by its title; of two with the same one, the second is called `… (2)`, and moves to another name when the first is removed. In a .conf file Splunk joins stanzas of the same name, so that only one of the searches exists.",
  check(rule, ctx) {
    // Rulehound's own files say so as a problem of the file.
    if (rule.format !== "markdown" && rule.format !== "savedsearches") return;
    const titles = new Map<string, Analytic>(rule.analytics.map((analytic) => [analytic.name, analytic]));
    for (const { name, nameSpan } of rule.analytics) {
      const numbered = /^(.*) \((\d+)\)$/s.exec(name);
      const first = titles.get(numbered?.[1] ?? "");
      if (first?.nameSpan === undefined || nameSpan === undefined || first.nameSpan.start === nameSpan.start) continue;
      if (ctx.text.slice(nameSpan.start, nameSpan.end).includes(`(${numbered?.[2]})`)) continue;
      ctx
        .report(nameSpan, `Another search of this file has the title "${first.name}" too.`)
        .fact("The first one", first.nameSpan);
    }
  },
  examples: {
    good: [
      {
        file: "page.md",
        text: "# Page\n\nAnalytic 1 - By name\n\n```spl\nindex=x a=1\n```\n\nAnalytic 2 - By hash\n\n```spl\nindex=x a=2\n```\n",
      },
      { file: "page.md", text: "# Page\n\n```spl\nindex=x a=1\n```\n\n```spl\nindex=x a=2\n```\n" },
    ],
    bad: [
      {
        file: "page.md",
        text: "# Page\n\nAnalytic 1 - By name\n\n```spl\nindex=x a=1\n```\n\n«Analytic 1 - By name»\n\n```spl\nindex=x a=2\n```\n",
      },
      { file: "savedsearches.conf", text: "[Alert]\nsearch = index=x\n\n[«Alert»]\nsearch = index=y\n" },
    ],
  },
});
