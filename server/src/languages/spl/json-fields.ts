import { type Json, JsonNumber, parseJson } from "#events/json-text.ts";
import { isMulti, looksNumeric, toText, type Value } from "#events/value.ts";

/** How a field's value is written in JSON. */
export type JsonTyping = "auto" | "bool" | "json" | "none" | "num" | "str";

function one(text: string, typing: JsonTyping): Json | undefined {
  switch (typing) {
    case "num":
      return looksNumeric(text) ? numberOf(text) : undefined;
    case "bool":
      return boolOf(text);
    case "json":
      return parseJson(text);
    case "auto":
      return looksNumeric(text)
        ? numberOf(text)
        : /^(?:true|false)$/.test(text)
          ? text === "true"
          : (jsonLike(text) ?? text);
    default:
      return text;
  }
}

function jsonLike(text: string): Json | undefined {
  return text.startsWith("{") || text.startsWith("[") ? parseJson(text) : undefined;
}

function boolOf(text: string): boolean | undefined {
  if (/^(?:t|true|yes|1)$/i.test(text)) return true;
  return /^(?:f|false|no|0)$/i.test(text) ? false : undefined;
}

/** A number as JSON writes it; its own text where that is valid JSON. */
function numberOf(text: string): JsonNumber {
  return new JsonNumber(/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? text : String(Number(text)));
}

/** The JSON value of a field; an array for several values; undefined for what the typing cannot take. */
export function jsonOf(value: Value, typing: JsonTyping): Json | undefined {
  if (value === null) return undefined;
  if (isMulti(value)) return value.map((text) => one(text, typing)).filter((item) => item !== undefined);
  return one(toText(value) ?? "", typing);
}
