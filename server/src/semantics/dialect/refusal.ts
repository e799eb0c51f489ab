import type { Span } from "#base/span.ts";

/** Why something cannot be run here, at its place. */
export interface Refusal {
  readonly refused: string;
  readonly code: string;
  readonly span: Span;
}

/** Tells a refusal from what else a compiler gives. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "refused" in value;
}
