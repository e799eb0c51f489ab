import type { Span } from "#base/span.ts";
import type { Catalog } from "#catalog/catalog.ts";
import { type ElementEntry, partOfScalar, type SignatureElement } from "#semantics/signature/signature-rule.ts";
import { replaceScalar } from "#syntax/yaml/encode.ts";
import { isEmpty, type YamlScalar } from "#syntax/yaml/node.ts";
import type { ElementContext } from "./element.ts";

/** Reads the values of one element and notes what does not fit, each in its place. */
export class ElementReader {
  readonly element: SignatureElement;
  readonly catalog: Catalog;
  readonly #context: ElementContext;

  constructor(element: SignatureElement, context: ElementContext) {
    this.element = element;
    this.catalog = context.catalog;
    this.#context = context;
  }

  /** The scalar under a key; anything else that is written is a fault. */
  scalar(key: string): YamlScalar | undefined {
    const entry = this.element.entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.value.kind === "scalar" && !isEmpty(entry.value)) return entry.value;
    if (entry.value.kind !== "broken") this.fault(`"${key}" needs a text.`, placeOf(entry));
    return undefined;
  }

  /** The scalars of a list, or one alone. */
  scalars(key: string): readonly YamlScalar[] {
    const entry = this.element.entries.get(key);
    if (entry?.value.kind !== "sequence") {
      const one = this.scalar(key);
      return one === undefined ? [] : [one];
    }
    return entry.value.items.flatMap((item) => {
      if (item.kind === "scalar" && !isEmpty(item)) return [item];
      this.fault(`An item of "${key}" is a text.`, item.span);
      return [];
    });
  }

  /** Words of a key that must be among those allowed. */
  words<T extends string>(key: string, allowed: readonly T[]): readonly T[] {
    return this.scalars(key).flatMap((scalar) => {
      const found = allowed.find((one) => one === scalar.value);
      if (found === undefined)
        this.fault(`"${scalar.value}" is not a value of "${key}"; it takes ${allowed.join(", ")}.`, scalar.span);
      return found ?? [];
    });
  }

  /** Whether a key is `true`. */
  flag(key: string): boolean {
    const scalar = this.scalar(key);
    if (scalar === undefined || /^(?:true|false)$/i.test(scalar.value)) return scalar?.value.toLowerCase() === "true";
    this.fault(`"${key}" is true or false.`, scalar.span);
    return false;
  }

  /** A whole number. */
  number(key: string): number | undefined {
    const scalar = this.scalar(key);
    if (scalar === undefined) return undefined;
    if (/^\d{1,9}$/.test(scalar.value)) return Number(scalar.value);
    this.fault(`"${key}" is a whole number, 0 or more.`, scalar.span);
    return undefined;
  }

  /** `min` and `max` under a key, or one number that is both when `exact`, the largest otherwise. */
  bounds(key: string, exact: boolean): { readonly min: number; readonly max: number } | undefined {
    const entry = this.element.entries.get(key);
    if (entry === undefined) return undefined;
    if (entry.value.kind !== "mapping") {
      const n = this.number(key);
      return n === undefined ? undefined : { min: exact ? n : 0, max: n };
    }
    const found = { min: 0, max: Number.POSITIVE_INFINITY };
    for (const { key: name, value } of entry.value.entries) {
      const [word, number] = [name, value].map((node) => (node.kind === "scalar" ? node.value : ""));
      if ((word === "min" || word === "max") && /^\d{1,9}$/.test(number ?? "")) found[word] = Number(number);
      else this.fault(`"${key}" takes min and max, each a whole number.`, name.span);
    }
    return found;
  }

  /** Notes a fault at a part of a scalar's value. */
  faultIn(scalar: YamlScalar, part: Span, message: string): void {
    this.fault(message, partOfScalar(this.#context.text, scalar, part));
  }

  /** Notes a fault at a span of the rule's text, and the text that a scalar may be meant to be. */
  fault(message: string, span: Span, meant?: { readonly scalar: YamlScalar; readonly text: string }): void {
    const problem = { code: "signature/element", severity: "error", span, message } as const;
    if (meant === undefined) {
      this.#context.report(problem);
      return;
    }
    const { scalar, text } = meant;
    const edits = replaceScalar(this.#context.text, scalar, text);
    this.#context.report(edits.length === 0 ? problem : { ...problem, fix: { title: `Change to ${text}`, edits } });
  }
}

function placeOf(entry: ElementEntry): Span {
  return isEmpty(entry.value) ? entry.keySpan : entry.value.span;
}
