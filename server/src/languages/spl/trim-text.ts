import type { Expression } from "#runtime/predicate.ts";
import type { CallContext, Parameter } from "#semantics/dialect.ts";
import { textArgument } from "./function-arguments.ts";

/** What a function that trims takes: a text, and the characters to take from it. */
export const TRIM_PARAMS: readonly Parameter[] = [
  { name: "text", type: "string", doc: "The text." },
  { name: "characters", type: "string", doc: "The characters to take; spaces and tabs without it.", optional: true },
];

/** A function that takes characters from a text; null when the text or the characters are. */
export function ofTrimmed(trim: (text: string, characters: string) => string) {
  return (args: readonly Expression[], call: CallContext): Expression => {
    const text = textArgument(args, 0, call);
    const characters = args.length > 1 ? textArgument(args, 1, call) : () => " \t";
    return (row) => {
      const whole = text(row);
      const taken = characters(row);
      return whole === null || taken === null ? null : trim(whole, taken);
    };
  };
}

/** A text without the characters of a set at its beginning. */
export function trimStart(text: string, characters: string): string {
  let start = 0;
  while (start < text.length && characters.includes(text[start] ?? "")) start++;
  return text.slice(start);
}

/** A text without the characters of a set at its end. */
export function trimEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1] ?? "")) end--;
  return text.slice(0, end);
}
