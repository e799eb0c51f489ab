import type { Option, Stage } from "#syntax/spl/ast.ts";

/** An option of a stage by its canonical name. */
export function optionOf(stage: Stage, name: string): Option | undefined {
  return stage.parts.find((part): part is Option => part.kind === "option" && part.name === name);
}

/** The text of an option's value; undefined when it is not given or no plain text. */
export function optionText(stage: Stage, name: string): string | undefined {
  const value = optionOf(stage, name)?.value;
  if (value?.kind === "literal") return value.text;
  return value?.kind === "field" ? value.name : undefined;
}

/** Whether a boolean option is on. */
export function optionIsOn(stage: Stage, name: string, byDefault: boolean): boolean {
  const text = optionText(stage, name)?.toLowerCase();
  return text === undefined ? byDefault : text === "t" || text === "true" || text === "1";
}
