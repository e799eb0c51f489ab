import type { Problem } from "#base/problem.ts";
import type { Expansion } from "#semantics/spl/expand.ts";

/** Calls of macros that nothing defines: they stand in the text as they are, and no stage that holds one can be run. */
export function unknownMacros(expansion: Expansion): readonly Problem[] {
  return expansion.calls
    .filter(({ definition }) => definition === undefined)
    .map(({ name, span, chain }) => ({
      code: "E-MACRO",
      span,
      severity: "error",
      message: `The search specifies a macro '${name}' that cannot be found${chain.length === 0 ? "" : ` (in the macro '${chain.at(-1)}')`}.`,
      help: "Define it in macros.conf, in macros/*.yml, or in .rulehound/.",
    }));
}
