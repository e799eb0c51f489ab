import { codeBlock, escapeMarkdown } from "#base/markdown.ts";
import { expandMacros } from "#semantics/spl/expand.ts";
import type { AnalyticCursor } from "../cursor.ts";
import { definedIn } from "../render/defined-in.ts";
import type { Hover } from "../types.ts";

/** The macro call at a cursor: what it stands for, or why that is not known. */
export function hoverMacro({ uri, macro, analytic }: AnalyticCursor): Hover | undefined {
  if (macro === undefined) return undefined;
  const span = analytic.writtenToHost(macro.span);
  const { environment } = analytic;
  const arity = macro.args.length;
  const definition = environment.macros(macro.name, arity);
  const title = `**${escapeMarkdown(macro.name)}** macro${arity > 0 ? `, ${counted(arity, "argument")}` : ""}`;
  if (definition === undefined) {
    const arities = environment.macroArities(macro.name);
    const why =
      arities.length > 0
        ? `It is defined with ${arities.join(" or ")} arguments, not with ${arity}.`
        : "No definition is known: neither the workspace nor the catalog has it. What it does to the search stays open.";
    return { span, contents: `${title}\n\n${why}` };
  }
  const lines = [title];
  if (definition.description !== undefined) lines.push(escapeMarkdown(definition.description));
  lines.push(
    definition.definition === "" ? "It expands to nothing." : codeBlock(shortened(definition.definition), "spl"),
  );
  const call = analytic.text.slice(macro.span.start, macro.span.end);
  const expanded = expandMacros(call, environment).text;
  if (expanded !== call && expanded !== definition.definition)
    lines.push(
      expanded.trim() === ""
        ? "Here it expands to nothing."
        : `Here it expands to:\n\n${codeBlock(shortened(expanded), "spl")}`,
    );
  if (definition.source !== undefined) lines.push(definedIn(definition.source, uri));
  return { span, contents: lines.join("\n\n") };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const LONGEST = 2000;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
