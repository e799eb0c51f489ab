import type { Span } from "#base/span.ts";
import type { AttackTechnique } from "#catalog/attack.ts";
import type { Catalog } from "#catalog/catalog.ts";
import type { Located, RuleFile } from "#semantics/rule/rule-file.ts";
import type { RuleCheckContext } from "../define-rule-check.ts";
import { writtenValue } from "./written-value.ts";

/** A technique that a rule states: the id as written, where it stands, and what ATT&CK says of it. */
export interface StatedTechnique {
  readonly id: string;
  readonly at: Span;
  /** The id's characters alone; an edit of it keeps quotes and the like. */
  readonly exact: Span | undefined;
  readonly technique: AttackTechnique | undefined;
}

/** The techniques that a rule states, in the order of the text. */
export function statedTechniques(rule: RuleFile, ctx: RuleCheckContext): readonly StatedTechnique[] {
  return rule.metadata.techniques.map(({ value, span }) => {
    const exact = writtenValue(ctx.text, span, value);
    const id = value.trim();
    return { id, at: exact ?? span, exact, technique: ctx.catalog.attack.technique(id) };
  });
}

/** The id in the letters' case of the place: Sigma writes `attack.t1047`. */
export function likeWritten(id: string, written: string): string {
  return written === written.toLowerCase() ? id.toLowerCase() : id;
}

/** The tactic that a rule names, by id, short name or name, in any spelling of the blanks. */
export function tacticOf({ value }: Located, catalog: Catalog) {
  const text = value.trim();
  return catalog.attack.tactic(text) ?? catalog.attack.tactic(text.replace(/[_\s]+/g, "-"));
}
