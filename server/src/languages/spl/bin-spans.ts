import { parseTimeSpan, type TimeSpan } from "#events/time-span.ts";
import { timeUnit } from "#events/time-unit.ts";
import type { Option } from "#syntax/spl/ast.ts";
import { optionText } from "./read-option.ts";

/** How a span cuts a field: by time, by equal numbers, or by powers of a base. */
export type BinSpan =
  | { readonly kind: "time"; readonly span: TimeSpan }
  | { readonly kind: "number"; readonly size: number }
  | { readonly kind: "log"; readonly coefficient: number; readonly base: number };

/** Reads the value of `span=`: `10m`, `10`, `log10`, `2log5`; null when it is none of them. */
export function parseBinSpan(text: string): BinSpan | null {
  const log = /^(\d+(?:\.\d+)?)?log(\d+(?:\.\d+)?)?$/i.exec(text);
  if (log !== null) {
    const coefficient = Number(log[1] ?? 1);
    const base = Number(log[2] ?? 10);
    return base > 1 && coefficient >= 1 && coefficient < base ? { kind: "log", coefficient, base } : null;
  }
  if (/^\d+(?:\.\d+)?$/.test(text)) {
    const size = Number(text);
    return size > 0 ? { kind: "number", size } : null;
  }
  const [length = "", snap, ...more] = text.split("@");
  const span = parseTimeSpan(length);
  if (span === null || more.length > 0) return null;
  return snap === undefined ? { kind: "time", span } : snapped(span, snap);
}

/** `1w@w1`: a span that begins where its unit does, weeks on a day of the week. Others, as `4h@d`, are not run. */
function snapped(span: TimeSpan, snap: string): BinSpan | null {
  const week = /^w([0-7])$/.exec(snap);
  if (week !== null && span.unit === "w") return { kind: "time", span: { ...span, weekday: Number(week[1]) % 7 } };
  return timeUnit(snap) === span.unit ? { kind: "time", span } : null;
}

/** The span that an option holds: undefined when it is not there, null when its value is invalid. */
export function optionSpan(option: Option | undefined): BinSpan | null | undefined {
  const text = optionText(option);
  return text === undefined ? undefined : parseBinSpan(text);
}

/** A span as one of time: a bare number counts seconds. */
export function asTimeSpan(span: BinSpan): TimeSpan | null {
  if (span.kind === "time") return span.span;
  return span.kind === "number" && Number.isInteger(span.size) ? { count: span.size, unit: "s" } : null;
}
