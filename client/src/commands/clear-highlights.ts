import type { RunSession } from "../run/session.ts";

/** `Rulehound: Clear Highlights`. */
export function clearHighlights(session: RunSession): void {
  session.forget();
}
