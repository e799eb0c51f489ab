import type { Span } from "#base/span.ts";
import type { Stage } from "#syntax/spl/ast.ts";

/** Who removed fields, as a field set records it. */
export function byStage(stage: Stage): { readonly span: Span; readonly command: string } {
  return { span: stage.nameSpan ?? stage.span, command: stage.command };
}
