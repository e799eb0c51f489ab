import type { FieldRef, Stage, Subsearch } from "#syntax/spl/ast.ts";

/** The subsearch that a stage has as its argument. */
export function subsearchOf(stage: Stage): Subsearch | undefined {
  return stage.parts.find((part): part is Subsearch => part.kind === "subsearch");
}

/** The keys that a join names; a join without keys takes all common fields. */
export function joinKeys(stage: Stage): readonly FieldRef[] {
  return stage.parts.flatMap((part) => (part.kind === "field" && !part.wildcard ? [part] : []));
}
