import type { CommandDefinition, Refusal } from "#semantics/dialect.ts";
import type { Stage } from "#syntax/spl/ast.ts";

const NEGATIVE = /^-\d+$/;

/** Why a command cannot run with what it was given: a count below zero, or more subsearches than it takes; undefined when it can. */
export function argumentRefusal(stage: Stage, definition: CommandDefinition): Refusal | undefined {
  return negativeCount(stage, definition) ?? extraSubsearch(stage, definition);
}

function negativeCount(stage: Stage, { grammar }: CommandDefinition): Refusal | undefined {
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

function extraSubsearch(stage: Stage, { grammar }: CommandDefinition): Refusal | undefined {
  for (const [key, part] of Object.entries(grammar)) {
    if (part.kind !== "subsearches") continue;
    const given = stage.args[key];
    const extra = given !== undefined && "length" in given ? given[part.max] : undefined;
    if (extra === undefined) continue;
    const count = part.max === 1 ? "one subsearch" : `${part.max} subsearches`;
    return { refused: `'${stage.command}' takes ${count}; this one is too many.`, code: "E-ARG", span: extra.span };
  }
  return undefined;
}
