import type { Stage, Subsearch } from "./ast.ts";

/**
 * The subsearches of a stage whose text takes the place of an argument: those where the command's grammar has none, and values of
 * options. They are not among the stage's arguments; the stage can be read only when they have run.
 */
export function argumentSubsearches(stage: Stage): readonly Subsearch[] {
  const taken = new Set(Object.values(stage.args).flat());
  return stage.parts.flatMap((part) => {
    if (part.kind === "option") return part.value.kind === "subsearch" ? [part.value] : [];
    return part.kind === "subsearch" && part.role === "argument" && !taken.has(part) ? [part] : [];
  });
}
