import type { Span } from "#base/span.ts";
import type { CharSet } from "./regex-set.ts";

/** A PCRE pattern as a tree. Flags are already spread over the parts that they concern. */
export type RegexNode =
  | { readonly kind: "sequence"; readonly items: readonly RegexNode[] }
  | { readonly kind: "choice"; readonly options: readonly RegexNode[] }
  | { readonly kind: "char"; readonly code: number; readonly ignoreCase: boolean }
  | { readonly kind: "set"; readonly set: CharSet; readonly ignoreCase: boolean }
  | { readonly kind: "group"; readonly number: number; readonly name: string | undefined; readonly body: RegexNode }
  | { readonly kind: "plain"; readonly body: RegexNode }
  | { readonly kind: "atomic"; readonly body: RegexNode; readonly span: Span }
  | { readonly kind: "look"; readonly open: "(?=" | "(?!" | "(?<=" | "(?<!"; readonly body: RegexNode }
  | {
      readonly kind: "repeat";
      readonly body: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly mode: "greedy" | "lazy" | "possessive";
      readonly span: Span;
    }
  | { readonly kind: "back"; readonly to: number | string; readonly ignoreCase: boolean; readonly span: Span }
  /** An assertion written in JavaScript. */
  | { readonly kind: "assertion"; readonly written: string }
  /** `\K`. */
  | { readonly kind: "keep"; readonly span: Span };

/** Why a pattern cannot be used. Thrown inside the translation only. */
export class RegexFault extends Error {
  readonly span: Span;
  readonly supported: boolean;

  constructor(reason: string, span: Span, supported = true) {
    super(reason);
    this.span = span;
    this.supported = supported;
  }
}

/** A construct that PCRE knows and we cannot carry out. */
export function unsupported(what: string, span: Span): RegexFault {
  return new RegexFault(what, span, false);
}
