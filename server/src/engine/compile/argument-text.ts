import type { Row } from "#events/row.ts";
import type { Operator, Prepared } from "#runtime/operator.ts";
import type { PlanContext } from "#semantics/dialect.ts";
import type { Subsearch } from "#syntax/spl/ast.ts";
import { subsearchText } from "./subsearch-text.ts";

/** A subsearch with its rows, once it has run. */
export interface ArgumentSubsearch {
  readonly sub: Subsearch;
  readonly rows: Prepared<readonly Row[]>;
}

/**
 * Runs a stage that has subsearches in place of arguments (`head [search … | return $n]`): their text is put in when they have run,
 * and the stage is read anew.
 */
export function withArgumentText(subsearches: readonly ArgumentSubsearch[], ctx: PlanContext): Operator {
  const { stage, text } = ctx;
  return async function* (input, run) {
    let filled = "";
    let at = stage.span.start;
    for (const { sub, rows } of subsearches) {
      filled += text.slice(at, sub.span.start) + subsearchText(await rows(run), run, sub.span);
      at = sub.span.end;
    }
    filled += text.slice(at, stage.span.end);
    const during = ctx.during(run);
    yield* during.pipeline(during.parsePipeline(filled, "template")).operator(input, run);
  };
}
