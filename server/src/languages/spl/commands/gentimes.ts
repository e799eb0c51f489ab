import { madeField, onlyFields } from "#events/field-set.ts";
import { parseRelativeTime, resolveRelativeTime } from "#events/relative-time.ts";
import { Row } from "#events/row.ts";
import { strftime } from "#events/strftime.ts";
import { strptime } from "#events/strptime.ts";
import { parseTimeSpan, spanEnd, type TimeSpan } from "#events/time-span.ts";
import { type TimeZone, timeZone } from "#events/time-zone.ts";
import { inBatches } from "#runtime/collect.ts";
import { byStage } from "../by-stage.ts";
import { defineCommand } from "../define.ts";
import { option } from "../parts.ts";
import { optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

const FORMAT = "%m/%d/%Y:%H:%M:%S";
/** A list of times that is longer is a mistake in the increment. */
const MOST = 100_000;

/** A time as gentimes takes it: a date with or without time of day, a number of days from now, or a relative time. */
function moment(text: string, now: number, zone: TimeZone): number | null {
  const days = /^-?\d{1,5}$/.test(text)
    ? resolveRelativeTime({ steps: [{ kind: "offset", count: Number(text), unit: "d" }] }, now, zone)
    : null;
  if (days !== null) {
    const today = parseRelativeTime("@d");
    return today === null ? days : resolveRelativeTime(today, days, zone);
  }
  const written = /^\d+\/\d+\/\d+$/.test(text) ? `${text}:00:00:00` : text;
  const relative = parseRelativeTime(text);
  return strptime(written, FORMAT, zone, now) ?? (relative === null ? null : resolveRelativeTime(relative, now, zone));
}

export const gentimes = defineCommand({
  name: "gentimes",
  type: "generating",
  summary: "Makes a row for each step of time between two moments.",
  details:
    "Times are written `mm/dd/yyyy[:hh:mm:ss]`, or as a number of days from now. Each row has starttime and endtime as epoch seconds, " +
    "and starthuman and endhuman to read. A row ends one second before the next begins.",
  grammar: {
    start: option("start", "string", "The first moment."),
    end: option("end", "string", "The moment to stop at; now otherwise."),
    increment: option("increment", "span", "The step.", "1d"),
  },
  flow: (_args, before, ctx) => {
    const info = madeField({ kind: "command", span: ctx.stage.span, from: [] });
    const names = ["starttime", "starthuman", "endtime", "endhuman"];
    return onlyFields(
      before,
      names.map((name) => [name, info] as const),
      byStage(ctx.stage),
      { order: "sorted" },
    );
  },
  plan: ({ start, end, increment }, ctx) => {
    const from = optionText(start);
    if (from === undefined || start === undefined)
      return refuse("E-REQUIRED", ctx.stage.span, "gentimes needs start=.");
    const step: TimeSpan | null = parseTimeSpan(optionText(increment) ?? "1d");
    if (step === null) {
      const text = optionText(increment) ?? "";
      return refuse(
        "E-SPAN",
        increment?.value.span ?? ctx.stage.span,
        `The value for option increment (${text}) is invalid.`,
      );
    }
    const zone = timeZone(ctx.settings.timeZone);
    for (const given of [start, end]) {
      const text = optionText(given);
      if (given !== undefined && text !== undefined && moment(text, 0, zone) === null) {
        return refuse(
          "E-OPTVAL",
          given.value.span,
          `'${text}' is no time: write mm/dd/yyyy[:hh:mm:ss] or a number of days.`,
        );
      }
    }
    return async function* (_input, run) {
      const first = moment(from, run.now, zone) ?? 0;
      const until = optionText(end);
      const last = until === undefined ? run.now : (moment(until, run.now, zone) ?? 0);
      const rows: Row[] = [];
      for (let at = first; at < last; ) {
        if (rows.length >= MOST) {
          const message = `gentimes makes ${MOST.toLocaleString("en")} rows and no more: take a longer increment.`;
          run.problem({ code: "limit-gentimes", severity: "warning", message, span: ctx.stage.span });
          break;
        }
        const next = spanEnd(at, step, zone);
        const stop = next - 1;
        const human = (time: number) => strftime(time, "%a %b %d %H:%M:%S %Y", zone);
        rows.push(Row.of({ starttime: at, starthuman: human(at), endtime: stop, endhuman: human(stop) }));
        at = next;
      }
      yield* inBatches(rows, run);
    };
  },
  examples: [
    {
      spl: "gentimes start=01/01/1970 end=01/03/1970 | table starttime endtime",
      out: [
        { starttime: "0", endtime: "86399" },
        { starttime: "86400", endtime: "172799" },
      ],
    },
  ],
});
