import { madeField, withFields } from "#events/field-set.ts";
import { toNumber } from "#events/value.ts";
import { changeRows } from "#runtime/streaming.ts";
import type { Conversion } from "#syntax/spl/ast.ts";
import { defineCommand } from "../define.ts";
import { refuse } from "../refuse.ts";

/** A moving average over the last values: null until there are enough. */
type Trend = (value: number) => number | null;

function lastOf(count: number): (value: number) => readonly number[] | null {
  const values: number[] = [];
  return (value) => {
    values.push(value);
    if (values.length > count) values.shift();
    return values.length < count ? null : values;
  };
}

/** Simple, exponential and weighted moving averages. */
const TRENDS: Readonly<Record<string, (count: number) => Trend>> = {
  sma: (count) => {
    const last = lastOf(count);
    return (value) => {
      const values = last(value);
      return values === null ? null : values.reduce((sum, each) => sum + each, 0) / count;
    };
  },
  wma: (count) => {
    const last = lastOf(count);
    return (value) => {
      const values = last(value);
      if (values === null) return null;
      return values.reduce((sum, each, index) => sum + each * (index + 1), 0) / ((count * (count + 1)) / 2);
    };
  },
  ema: (count) => {
    const factor = 2 / (count + 1);
    let seen = 0;
    let average = 0;
    return (value) => {
      average = seen === 0 ? value : factor * value + (1 - factor) * average;
      seen += 1;
      return seen < count ? null : average;
    };
  },
};

interface ParsedTrend {
  readonly start: (count: number) => Trend;
  readonly count: number;
  readonly field: string;
  readonly target: string;
}

function parse({ name, field, as }: Conversion): ParsedTrend | null {
  const found = /^(sma|ema|wma)(\d+)$/.exec(name);
  const count = Number(found?.[2]);
  if (found === null || field.kind === "missing" || count < 2 || count > 10_000) return null;
  const start = TRENDS[found[1] ?? ""];
  return start === undefined ? null : { start, count, field: field.name, target: as?.name ?? `${name}(${field.name})` };
}

export const trendline = defineCommand({
  name: "trendline",
  type: "centralized streaming",
  summary: "Adds moving averages of fields.",
  details: "`sma5(field)` simple, `ema5` exponential, `wma5` weighted; nothing until there are five numbers.",
  grammar: { trends: { kind: "conversions", required: true, doc: "`sma5(field) AS name`; 2 to 10,000 rows." } },
  flow: ({ trends = [] }, before) =>
    withFields(
      before,
      trends.flatMap((trend) => {
        const parsed = parse(trend);
        if (parsed === null) return [];
        const provenance = { kind: "command" as const, span: trend.span, from: [parsed.field] };
        return [[parsed.target, madeField(provenance, { presence: "maybe", type: "number" })] as const];
      }),
    ),
  plan: ({ trends = [] }) => {
    const parsed: ParsedTrend[] = [];
    for (const trend of trends) {
      const one = parse(trend);
      if (one === null) {
        const message = `The argument '${trend.name}' is invalid: write sma, ema or wma and a number from 2 to 10000, and a field in parentheses.`;
        return refuse("E-STATSARG", trend.nameSpan, message);
      }
      parsed.push(one);
    }
    return changeRows(() => {
      const running = parsed.map(({ start, count, field, target }) => ({ next: start(count), field, target }));
      return (row) => {
        for (const { next, field, target } of running) {
          const value = toNumber(row.get(field));
          const average = value === null ? null : next(value);
          if (average !== null) row.set(target, average);
        }
      };
    });
  },
  examples: [
    {
      spl: "trendline sma2(n) as a",
      in: [{ n: "1" }, { n: "3" }, { n: "5" }],
      out: [{ n: "1" }, { n: "3", a: "2" }, { n: "5", a: "4" }],
    },
    { spl: "trendline wma2(n)", in: [{ n: "1" }, { n: "4" }], out: [{ n: "1" }, { n: "4", "wma2(n)": "3" }] },
  ],
});
