import type { Span } from "#base/span.ts";
import type { Refusal } from "#semantics/dialect.ts";

/** A reason why a stage cannot run, at its place. `code` is an id of the SPL reference's error table or one of ours. */
export function refuse(code: string, span: Span, message: string): Refusal {
  return { refused: message, code, span };
}
