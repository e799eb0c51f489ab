import { LruMap } from "#base/memo.ts";
import type { Row } from "#events/row.ts";
import { isMulti, looksNumeric, toNumber, toText, type Value } from "#events/value.ts";
import type { Expression } from "#runtime/predicate.ts";
import { singleValue } from "#runtime/single-value.ts";
import { type CallContext, isRefusal, type Refusal } from "#semantics/dialect.ts";

/** The text of an argument that takes one value; null for none, and for several by the setting. */
export function textArgument(
  args: readonly Expression[],
  index: number,
  call: CallContext,
): (row: Row) => string | null {
  const argument = args[index];
  if (argument === undefined) return () => null;
  const { settings } = call.run;
  return (row) => {
    const value = argument(row);
    return typeof value === "string" ? value : toText(singleValue(value, settings));
  };
}

/** The number of an argument that takes one; null for what is none. */
export function numberArgument(
  args: readonly Expression[],
  index: number,
  call: CallContext,
): (row: Row) => number | null {
  const argument = args[index];
  if (argument === undefined) return () => null;
  const { settings } = call.run;
  return (row) => toNumber(singleValue(argument(row), settings));
}

/** A function of one number. A result that is no number (the root of a negative one) is null. */
export function ofNumber(apply: (x: number) => number) {
  return (args: readonly Expression[], call: CallContext): Expression => {
    const argument = numberArgument(args, 0, call);
    return (row) => {
      const x = argument(row);
      return x === null ? null : knownNumber(apply(x));
    };
  };
}

/** A function of two numbers. */
export function ofNumbers(apply: (x: number, y: number) => number) {
  return (args: readonly Expression[], call: CallContext): Expression => {
    const first = numberArgument(args, 0, call);
    const second = numberArgument(args, 1, call);
    return (row) => {
      const x = first(row);
      const y = x === null ? null : second(row);
      return x === null || y === null ? null : knownNumber(apply(x, y));
    };
  };
}

/** Null instead of a result that is no number. */
export function knownNumber(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** A refusal of a call whose arguments cannot be right. */
export function invalidArguments(call: CallContext, name: string, why: string): Refusal {
  return {
    refused: `The arguments to the '${name}' function are invalid. ${why}`,
    code: "E-FUNCARGS",
    span: call.span,
  };
}

/**
 * The regular expression of an argument: compiled once if it never changes, otherwise as it comes, remembering some. A pattern
 * that turns out in a run to be no regular expression is said and gives null.
 */
export function regexOf(
  args: readonly Expression[],
  index: number,
  call: CallContext,
  flags?: string,
): ((row: Row) => RegExp | null) | Refusal {
  const constant = call.constant(index);
  if (constant !== undefined) {
    const text = toText(constant);
    const regex = text === null ? null : call.regex(text, flags);
    return isRefusal(regex) ? regex : () => regex;
  }
  const pattern = textArgument(args, index, call);
  const compiled = new LruMap<string, RegExp | null>(64);
  return (row) => {
    const text = pattern(row);
    if (text === null) return null;
    return compiled.getOrCompute(text, () => {
      const regex = call.regex(text, flags);
      if (!isRefusal(regex)) return regex;
      call.run.problem({ code: regex.code, severity: "warning", message: regex.refused, span: call.span });
      return null;
    });
  };
}

/** What a value is in an expression: a field that looks numeric is a number, a text literal never (SPL reference 4.8). */
export function typeName(value: Value, isText: boolean): "null" | "multivalue" | "boolean" | "number" | "string" {
  if (value === null) return "null";
  if (isMulti(value)) return "multivalue";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return "number";
  return !isText && looksNumeric(value) ? "number" : "string";
}

/** A test of one argument's type. */
export function ofType(test: (type: ReturnType<typeof typeName>, value: Value) => boolean) {
  return (args: readonly Expression[], call: CallContext): Expression => {
    const argument = args[0] ?? (() => null);
    const isText = call.staticType(0) === "string";
    return (row) => {
      const value = argument(row);
      return test(typeName(value, isText), value);
    };
  };
}
