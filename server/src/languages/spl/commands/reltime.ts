import { madeField, withField } from "#events/field-set.ts";
import { toNumber } from "#events/value.ts";
import { changeRows } from "#runtime/streaming.ts";
import { defineCommand } from "../define.ts";
import { option } from "../parts.ts";
import { optionText } from "../read-option.ts";

const UNITS: readonly (readonly [name: string, seconds: number])[] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** How long ago, in the largest unit that fits once. */
function age(seconds: number): string {
  const [name, length] = UNITS.find(([, unit]) => seconds >= unit) ?? ["second", 1];
  const count = Math.floor(seconds / length);
  return `${count} ${name}${count === 1 ? "" : "s"} ago`;
}

export const reltime = defineCommand({
  name: "reltime",
  type: "distributable streaming",
  summary: "Adds how long ago an event was, in the field `reltime`.",
  details: "Measured from the time of the run.",
  grammar: {
    timefield: option("timefield", "field", "The field with the time.", "_time"),
    prefix: option("prefix", "string", "What the new field's name begins with."),
  },
  flow: ({ timefield, prefix }, before, ctx) => {
    const from = optionText(timefield) ?? "_time";
    const provenance = { kind: "command" as const, span: ctx.stage.span, from: [from] };
    const { presence } = ctx.field(before, from);
    return withField(before, `${optionText(prefix) ?? ""}reltime`, madeField(provenance, { presence, type: "string" }));
  },
  plan: ({ timefield, prefix }) => {
    const from = optionText(timefield) ?? "_time";
    const target = `${optionText(prefix) ?? ""}reltime`;
    return changeRows((run) => (row) => {
      const time = toNumber(row.get(from));
      if (time !== null) row.set(target, age(Math.max(0, run.now - time)));
    });
  },
  orderInsensitive: true,
  examples: [{ spl: "eval _time=now()-7200 | reltime | table reltime", in: [{}], out: [{ reltime: "2 hours ago" }] }],
});
