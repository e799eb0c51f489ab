import { type Json, JsonNumber, parseJson } from "#events/json-text.ts";
import { formatNumber, isMulti, toText, type Value } from "#events/value.ts";
import type { Expression } from "#runtime/predicate.ts";
import type { CallContext } from "#semantics/dialect.ts";
import { typeName } from "./function-arguments.ts";

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * A value as JSON: numbers and fields that look numeric are numbers, several values an array, JSON text of an object or array that a
 * function or field gives is that object or array, everything else a string (SPL reference 4.5).
 */
export function jsonOfValue(value: Value, isText: boolean): Json {
  if (isMulti(value)) return value.map((text) => jsonOfText(text, isText));
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number") return numberOf(formatNumber(value));
  return jsonOfText(value, isText);
}

function jsonOfText(text: string, isText: boolean): Json {
  if (isText) return text;
  if (typeName(text, false) === "number") return numberOf(text);
  const first = text.trimStart()[0];
  if (first !== "{" && first !== "[") return text;
  return parseJson(text) ?? text;
}

/** A number in JSON's form; what has none stays text. */
function numberOf(text: string): Json {
  if (JSON_NUMBER.test(text)) return new JsonNumber(text);
  const plain = String(Number(text));
  return JSON_NUMBER.test(plain) ? new JsonNumber(plain) : text;
}

/** The JSON values of arguments, from `start` on, for a row. */
export function jsonArguments(
  args: readonly Expression[],
  start: number,
  call: CallContext,
): (row: Parameters<Expression>[0]) => readonly Json[] {
  const rest = args.slice(start).map((evaluate, i) => ({
    evaluate,
    isText: call.nodes[start + i]?.kind === "string",
  }));
  return (row) => rest.map(({ evaluate, isText }) => jsonOfValue(evaluate(row), isText));
}

/** The JSON document that an argument holds; undefined when it is null or no valid JSON. */
export function documentOf(
  args: readonly Expression[],
  index: number,
): (row: Parameters<Expression>[0]) => Json | undefined {
  const argument = args[index] ?? (() => null);
  return (row) => {
    const text = toText(argument(row));
    return text === null ? undefined : parseJson(text);
  };
}

/** A test of what kind of JSON document an argument holds; false when it holds none. */
export function ofJsonKind(test: (json: Json) => boolean) {
  return (args: readonly Expression[]): Expression => {
    const document = documentOf(args, 0);
    return (row) => {
      const json = document(row);
      return json !== undefined && test(json);
    };
  };
}
