import type { CommandDefinition, Refusal } from "#semantics/dialect.ts";
import type { Stage } from "#syntax/spl/ast.ts";

const NEGATIVE = /^-\d+$/;

/** The first whole number of a stage that is below zero, where the command counts something; undefined without one. */
export function negativeCount(stage: Stage, { grammar }: CommandDefinition): Refusal | undefined {
  for (const [key, part] of Object.entries(grammar)) {
    if ((part.kind !== "option" && part.kind !== "word") || part.type !== "int") continue;
    const given = stage.args[key];
    if (given === undefined || "length" in given) continue;
    const value = given.kind === "option" ? given.value : given;
    if (value.kind !== "literal" || value.quoted || !NEGATIVE.test(value.text)) continue;
    const name = given.kind === "option" ? `option '${given.name}'` : `'${stage.command}'`;
    const message = `Invalid option value. Expecting a 'non-negative int' for ${name}. Instead got '${value.text}'.`;
    return { refused: message, code: "E-OPTVAL", span: value.span };
  }
  return undefined;
}
