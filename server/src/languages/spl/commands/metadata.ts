import { madeField, onlyFields } from "#events/field-set.ts";
import { addToLineage, emptyLineage, type Lineage } from "#events/lineage.ts";
import { Row } from "#events/row.ts";
import { toNumber, toText } from "#events/value.ts";
import { inBatches } from "#runtime/collect.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { indexFilter } from "../index-filter.ts";
import { option } from "../parts.ts";
import { optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

const FIELD_OF: Readonly<Record<string, string>> = { hosts: "host", sources: "source", sourcetypes: "sourcetype" };

export const metadata = defineCommand({
  name: "metadata",
  type: "generating",
  summary: "Lists the hosts, sources or source types of the events.",
  details: "With the time of the first and last event and their number, taken from the samples of the run.",
  grammar: {
    type: option("type", ["hosts", "sources", "sourcetypes"], "What to list."),
    index: option("index", "string", "Only events of this index; `*` is a wildcard."),
    server: option("splunk_server", "string", "Only of this server; no effect here."),
    serverGroup: option("splunk_server_group", "string", "Only of this group of servers; no effect here."),
    datatype: option("datatype", ["all", "event", "metric"], "What kind of data; no effect here.", "all"),
  },
  flow: ({ type }, before, ctx) => {
    const field = FIELD_OF[optionText(type)?.toLowerCase() ?? ""] ?? "host";
    const info = madeField({ kind: "command", span: ctx.stage.span, from: [] });
    const names = [field, "type", "firstTime", "lastTime", "recentTime", "totalCount"];
    return onlyFields(
      before,
      names.map((name) => [name, info] as const),
      byStage(ctx.stage),
    );
  },
  plan: ({ type, index }, ctx) => {
    const kind = optionText(type)?.toLowerCase();
    const field = kind === undefined ? undefined : FIELD_OF[kind];
    if (kind === undefined || field === undefined) {
      return refuse("E-REQUIRED", ctx.stage.span, "metadata needs type=hosts, type=sources or type=sourcetypes.");
    }
    const counts = indexFilter(optionText(index));
    return async function* (_input, run) {
      const found = new Map<string, { first: number; last: number; count: number; readonly lineage: Lineage }>();
      for await (const batch of run.events()) {
        for (const row of batch) {
          const value = toText(row.get(field));
          const time = toNumber(row.get("_time")) ?? 0;
          if (value === null || !counts(row)) continue;
          const known = found.get(value) ?? { first: time, last: time, count: 0, lineage: emptyLineage() };
          found.set(value, known);
          known.first = Math.min(known.first, time);
          known.last = Math.max(known.last, time);
          known.count += 1;
          addToLineage(known.lineage, row);
        }
      }
      const rows = [...found]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([value, { first, last, count, lineage }]) => {
          const fields = {
            [field]: value,
            type: kind,
            firstTime: first,
            lastTime: last,
            recentTime: last,
            totalCount: count,
          };
          const row = Row.of(fields);
          row.lineage = lineage;
          return row;
        });
      yield* inBatches(rows, run);
    };
  },
  examples: [
    {
      spl: "metadata type=hosts | table host totalCount lastTime",
      in: [
        { host: "a", _time: "5" },
        { host: "b", _time: "6" },
        { host: "a", _time: "9" },
      ],
      out: [
        { host: "a", totalCount: "2", lastTime: "9" },
        { host: "b", totalCount: "1", lastTime: "6" },
      ],
    },
  ],
});
