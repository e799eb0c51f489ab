import { parseTimeSpan, type TimeSpan } from "#events/time-span.ts";
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
  const span = parseTimeSpan(text);
  return span === null ? null : { kind: "time", span };
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
