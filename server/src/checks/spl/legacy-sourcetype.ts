import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { readSource } from "#semantics/spl/windows-source.ts";
import { defineCheck } from "../define.ts";
import { quoted } from "../support/fixes.ts";

export const legacySourcetype = defineCheck({
  id: "spl/legacy-sourcetype",
  severity: "information",
  grade: "hint",
  preset: "all",
  summary: "A source type names a Windows channel, as before version 5 of the Windows add-on.",
  why: "Current add-ons write the source type `WinEventLog` or `XmlWinEventLog` and put the channel into `source` (`XmlWinEventLog:Security`). A search for the old source type finds nothing in an installation that was set up since.",
  on: ["search-compare", "search-in"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison?.field !== "sourcetype") return;
    const single = comparison.values.length === 1 && comparison.written === "=";
    for (const value of comparison.values) {
      const reading = readSource(ctx.catalog, value.text);
      if (reading.kind !== "channel" || reading.prefix === "" || value.text.includes("*")) continue;
      const source = `XmlWinEventLog:${reading.channel.channel}`;
      const report = ctx.report(
        single ? comparison.span : value.span,
        `${value.text} is a source type of old add-ons; today the channel is in source.`,
      );
      report.fact(`Current form: source=${quoted(source)}.`);
      if (single)
        report.fix(`Change to source=${quoted(source)}`, replace(comparison.span, `source=${quoted(source)}`));
    }
  },
  examples: {
    good: [
      'index=x source="XmlWinEventLog:Security"',
      "index=x sourcetype=XmlWinEventLog",
      "index=x sourcetype=aws:cloudtrail",
    ],
    bad: [
      {
        spl: "index=x «sourcetype=WinEventLog:Security»",
        fixed: 'index=x source="XmlWinEventLog:Security"',
      },
      { spl: 'index=x sourcetype IN («"WinEventLog:Security"», «"WinEventLog:System"»)' },
    ],
  },
});
