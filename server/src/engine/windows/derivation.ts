import type { ValueSpan } from "#events/event.ts";
import { toList, toText, type Value } from "#events/value.ts";
import { convertedValue, cutValue } from "../readers/located-fields.ts";

/** What part or form of a field a made field is. */
export type Form = "whole" | "base-name" | "account" | "decimal";

/** How an add-on makes a field out of others (SPL reference 5.5, 5.6). */
export type Derivation =
  | { readonly kind: "field"; readonly from: string; readonly form: Form }
  /** The first that is there and neither empty nor `-`. */
  | { readonly kind: "first"; readonly of: readonly Derivation[] }
  /** A word for a value; none for values that are not listed, unless `other` is. */
  | {
      readonly kind: "word";
      readonly from: string;
      readonly words: Readonly<Record<string, string>>;
      readonly other?: string;
    }
  | { readonly kind: "constant"; readonly value: string };

/** The field itself. */
export const same = (from: string): Derivation => ({ kind: "field", from, form: "whole" });
/** The file name at the end of a path. */
export const baseName = (from: string): Derivation => ({ kind: "field", from, form: "base-name" });
/** The account without its domain. */
export const account = (from: string): Derivation => ({ kind: "field", from, form: "account" });
/** A number that the event may write in hexadecimal. */
export const decimal = (from: string): Derivation => ({ kind: "field", from, form: "decimal" });
/** The first of several that gives a value. */
export const first = (...of: readonly Derivation[]): Derivation => ({ kind: "first", of });
/** A value that every such event has. */
export const constant = (value: string): Derivation => ({ kind: "constant", value });
/** A word for what a field says; `other` for what is not listed, else nothing. */
export const word = (from: string, words: Readonly<Record<string, string>>, other?: string): Derivation =>
  other === undefined ? { kind: "word", from, words } : { kind: "word", from, words, other };

/** The value that a derivation gives; null when what it needs is absent. */
export function derive(derivation: Derivation, get: (name: string) => Value): Value {
  switch (derivation.kind) {
    case "constant":
      return derivation.value;
    case "word": {
      const value = toText(get(derivation.from));
      return value === null ? null : (wordOf(derivation.words, value) ?? derivation.other ?? null);
    }
    case "first": {
      const chosen = chooseFirst(derivation.of, get);
      return chosen === null ? null : derive(chosen, get);
    }
    case "field": {
      const value = get(derivation.from);
      if (derivation.form === "whole" || value === null) return value;
      const made = toList(value).map((text) => formOf(text, derivation.form));
      return made.length === 1 ? (made[0] ?? null) : made;
    }
  }
}

/** Where the text behind a derived value stands; none for constants. */
export function derivedSpans(
  derivation: Derivation,
  get: (name: string) => Value,
  spansOf: (name: string) => readonly ValueSpan[],
): readonly ValueSpan[] {
  switch (derivation.kind) {
    case "constant":
      return [];
    case "word": {
      const text = toText(derive(derivation, get));
      return text === null ? [] : spansOf(derivation.from).map((span) => convertedValue(span, text));
    }
    case "first": {
      const chosen = chooseFirst(derivation.of, get);
      return chosen === null ? [] : derivedSpans(chosen, get, spansOf);
    }
    case "field":
      return spansOf(derivation.from).map((span) => spanOfForm(span, derivation.form));
  }
}

function chooseFirst(of: readonly Derivation[], get: (name: string) => Value): Derivation | null {
  for (const candidate of of) {
    const text = toText(derive(candidate, get));
    if (text !== null && text !== "" && text !== "-") return candidate;
  }
  return null;
}

function wordOf(words: Readonly<Record<string, string>>, value: string): string | undefined {
  return Object.hasOwn(words, value) ? words[value] : undefined;
}

function formOf(text: string, form: Form): string {
  if (form === "decimal") return decimalOf(text);
  return form === "whole" ? text : text.slice(behindBackslash(text));
}

function spanOfForm(value: ValueSpan, form: Form): ValueSpan {
  if (form === "whole") return value;
  if (form === "decimal") return convertedValue(value, decimalOf(value.text));
  return cutValue(value, { start: behindBackslash(value.text), end: value.text.length });
}

function behindBackslash(text: string): number {
  return Math.max(text.lastIndexOf("\\"), text.lastIndexOf("/")) + 1;
}

/** `0x1a4c` in decimal; anything else as it is. */
function decimalOf(text: string): string {
  return /^0x[0-9a-fA-F]{1,16}$/.test(text) ? BigInt(text).toString() : text;
}
