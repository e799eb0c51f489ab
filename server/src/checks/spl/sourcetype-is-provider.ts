import { replace } from "#base/text-edit.ts";
import { comparisonOf } from "#semantics/spl/comparison.ts";
import { readSource } from "#semantics/spl/windows-source.ts";
import { defineCheck } from "../define.ts";
import { listed } from "../support/kinds.ts";

export const sourcetypeIsProvider = defineCheck({
  id: "spl/sourcetype-is-provider",
  severity: "warning",
  grade: "proved",
  preset: "essential",
  summary: "A source or source type names an event provider where a channel belongs.",
  why: "Windows inputs are named by channel (`WinEventLog:Security`). No input writes the name of a provider such as Microsoft-Windows-Security-Auditing, so the comparison matches nothing.",
  on: ["search-compare", "search-in"],
  check(node, ctx) {
    const comparison = comparisonOf(node);
    if (comparison === undefined || (comparison.field !== "sourcetype" && comparison.field !== "source")) return;
    for (const value of comparison.values) {
      const reading = readSource(ctx.catalog, value.text);
      if (reading.kind !== "provider") continue;
      const single = comparison.values.length === 1;
      const channels = ctx.catalog.windows.channelOfProvider(reading.provider);
      const report = ctx.report(
        single ? comparison.span : value.span,
        `${reading.provider} is a provider and no channel, so no event has this ${comparison.field}.`,
      );
      if (channels.length > 0) report.fact(`${reading.provider} logs to ${listed(channels)}.`);
      const [channel] = channels;
      if (channel === undefined) continue;
      const text = ctx.slice(value.span).replace(/:[^"]*/, `:${channel}`);
      const spaced = channel.includes(" ") && !value.quoted ? `"${text}"` : text;
      report.fix(`Name the channel ${channel}`, replace(value.span, spaced));
    }
  },
  examples: {
    good: ["index=x sourcetype=WinEventLog:Security", "index=x sourcetype=WinEventLog:Custom"],
    bad: [
      {
        spl: "index=x «sourcetype=WinEventLog:Microsoft-Windows-Security-Auditing»",
        fixed: "index=x sourcetype=WinEventLog:Security",
      },
      {
        spl: 'index=x «source="XmlWinEventLog:Microsoft-Windows-WMI-Activity"»',
      },
    ],
  },
});
