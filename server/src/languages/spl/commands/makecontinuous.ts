import { autoSpan } from "#events/auto-span.ts";
import { Row } from "#events/row.ts";
import { spanEnd } from "#events/time-span.ts";
import { timeZone } from "#events/time-zone.ts";
import { toNumber } from "#events/value.ts";
import { timeBins } from "#runtime/binning.ts";
import { wholeSet } from "#runtime/collect.ts";
import { sortRows } from "#runtime/ordering.ts";
import { withOtherRows } from "#semantics/spl/lost-knowledge.ts";
import { rangeOf } from "../bin-plan.ts";
import { asTimeSpan, optionSpan } from "../bin-spans.ts";
import { defineCommand } from "../define.ts";
import { field, option } from "../parts.ts";
import { optionNumber, optionText } from "../read-option.ts";
import { refuse } from "../refuse.ts";

/** A longer axis is a mistake in the span. */
const MOST = 100_000;

export const makecontinuous = defineCommand({
  name: "makecontinuous",
  type: "transforming",
  summary: "Adds rows for the missing steps of a time or number axis.",
  details: "`_time` unless a field is named. Values are rounded down to the span; added rows have that field only.",
  grammar: {
    bins: option("bins", "int", "How many steps at most when no span is given.", "100"),
    span: option("span", "span", "The step."),
    start: option("start", "number", "Where the axis begins."),
    end: option("end", "number", "Where the axis ends."),
    aligntime: option("aligntime", "time", "The moment from which spans are counted; not run here."),
    field: field("read", "The field of the axis; `_time` otherwise."),
  },
  flow: (_args, before) => withOtherRows(before),
  plan: ({ bins, span, start, end, aligntime, field: ref }, ctx) => {
    if (aligntime !== undefined) {
      return refuse(
        "unsupported-argument",
        aligntime.span,
        "makecontinuous does not run aligntime here: leave it out.",
      );
    }
    const name = ref?.name ?? "_time";
    const given = optionSpan(span);
    if (given === null || (given !== undefined && given.kind === "log")) {
      const message = `The value for option span (${optionText(span) ?? ""}) is invalid.`;
      return refuse("E-SPAN", span?.value.span ?? ctx.stage.span, message);
    }
    if (given === undefined && name !== "_time") {
      return refuse("E-SPAN", ctx.stage.span, "makecontinuous needs a span for a field other than _time.");
    }
    const { stage } = ctx;
    return wholeSet((rows, run) => {
      const range = rangeOf(rows, name);
      if (range === null) return rows;
      const zone = timeZone(run.settings.timeZone);
      const time = name === "_time" || given?.kind === "time";
      const chosen =
        given === undefined ? autoSpan(range.low, range.high, zone, optionNumber(bins, 100)) : asTimeSpan(given);
      const size = given?.kind === "number" ? given.size : 1;
      const bin = time && chosen !== null ? timeBins(chosen, zone) : (value: number) => Math.floor(value / size) * size;
      const next = (at: number) => (time && chosen !== null ? spanEnd(at, chosen, zone) : at + size);
      const present = new Set<number>();
      for (const row of rows) {
        const value = toNumber(row.get(name));
        if (value === null) continue;
        const step = toNumber(bin(value)) ?? value;
        present.add(step);
        row.set(name, step);
      }
      const last = optionNumber(end, range.high);
      let cut = false;
      const added: Row[] = [];
      for (let at = toNumber(bin(optionNumber(start, range.low))) ?? range.low; at <= last; at = next(at)) {
        // A number so large that the step changes nothing ends the axis too.
        cut = added.length >= MOST || (next(at) <= at && at < last);
        if (!cut && !present.has(at)) added.push(Row.of({ [name]: at }));
        if (cut || next(at) <= at) break;
      }
      if (cut) {
        const message = `makecontinuous adds ${MOST.toLocaleString("en")} rows and no more: take a longer span.`;
        run.problem({ code: "limit-makecontinuous", severity: "warning", message, span: stage.span });
      }
      return sortRows([...rows, ...added], [{ field: name, descending: false, mode: "num" }]);
    });
  },
  examples: [
    {
      spl: "makecontinuous _time span=60",
      in: [
        { _time: "0", n: "1" },
        { _time: "120", n: "2" },
      ],
      out: [{ _time: "0", n: "1" }, { _time: "60" }, { _time: "120", n: "2" }],
    },
    { spl: "makecontinuous n span=1", in: [{ n: "1e300" }], out: [{ n: "1e+300" }] },
    { spl: "makecontinuous n span=1 | stats count", in: [{ n: "0" }, { n: "1e9" }], out: [{ count: "100002" }] },
  ],
});
