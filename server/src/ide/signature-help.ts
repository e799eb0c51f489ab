import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { Dialect, FunctionDefinition } from "#semantics/dialect.ts";
import type { Stage } from "#syntax/spl/ast.ts";
import { pathAt } from "#syntax/spl/path.ts";
import type { Token } from "#syntax/spl/tokens.ts";
import { type AnalyticCursor, analyticCursor } from "./cursor.ts";
import { commandSignature, optionType } from "./render/command.ts";
import type { SignatureHelp } from "./types.ts";

/**
 * How what is being written at an offset is called: the eval function or aggregation whose parentheses are around it, the
 * macro call, else the command. `asked` is true when the user asked; a command is then shown also where none of its options
 * is being written.
 */
export function signatureHelp(analysis: DocumentAnalysis, offset: number, asked: boolean): SignatureHelp | undefined {
  const cursor = analyticCursor(analysis, offset);
  if (cursor === undefined) return undefined;
  if (cursor.macro !== undefined) return macroHelp(cursor);
  const stage = pathAt(cursor.analytic.written.tree, cursor.written).findLast(
    (node): node is Stage => node.kind === "stage",
  );
  if (stage === undefined) return undefined;
  const { dialect } = cursor.analytic.environment;
  const calls = openCalls(cursor.analytic.written.text, cursor.analytic.written.tokens, cursor.written);
  for (const [index, call] of calls.entries()) {
    const help = inAggregation(stage, calls.slice(index + 1), dialect)
      ? aggregationHelp(call.name, dialect)
      : functionHelp(call, dialect);
    if (help !== undefined) return help;
  }
  return commandHelp(cursor, stage, asked);
}

/** A parenthesis that is open at the cursor, with the word before it and the commas in it. */
interface OpenCall {
  readonly name: string;
  readonly argument: number;
}

/** The calls that are open at an offset within its stage, innermost first. */
function openCalls(text: string, tokens: readonly Token[], offset: number): readonly OpenCall[] {
  const found: OpenCall[] = [];
  let depth = 0;
  let commas = 0;
  for (let i = tokens.findLastIndex(({ span }) => span.end <= offset); i >= 0; i--) {
    const token = tokens[i];
    if (token?.kind === "close-paren" || token?.kind === "close-bracket") depth += 1;
    else if (token?.kind === "open-bracket" && depth > 0) depth -= 1;
    else if (token?.kind === "open-paren" && depth > 0) depth -= 1;
    else if (depth > 0) continue;
    else if (token?.kind === "pipe" || token?.kind === "open-bracket") break;
    else if (token?.kind === "comma") commas += 1;
    else if (token?.kind === "open-paren") {
      const before = tokens[i - 1]?.kind === "space" ? tokens[i - 2] : tokens[i - 1];
      const name = before?.kind === "word" ? text.slice(before.span.start, before.span.end).toLowerCase() : "";
      found.push({ name: /(?<![\w.])[\w.]*$/.exec(name)?.[0] ?? "", argument: commas });
      commas = 0;
    }
  }
  return found;
}

/** Whether a call stands where a stage has aggregations: not within `eval(…)`. */
function inAggregation(stage: Stage, around: readonly OpenCall[], dialect: Dialect): boolean {
  if (around.some(({ name }) => name === "eval")) return false;
  return Object.values(dialect.command(stage.command)?.grammar ?? {}).some(({ kind }) => kind === "aggregations");
}

function functionHelp({ name, argument }: OpenCall, dialect: Dialect): SignatureHelp | undefined {
  const definition = dialect.function(name);
  if (definition === undefined) return undefined;
  const pieces = definition.params.map(({ name: parameter, optional, repeats, type, doc }) => {
    const text = repeats === true ? `${parameter}, …` : parameter;
    return { text: optional === true ? `[${text}]` : text, documentation: `${type}: ${doc}` };
  });
  return laidOut(`${definition.name}(`, pieces, ", ", `) → ${definition.returns}`, {
    documentation: definition.summary,
    active: activeParameter(definition, argument),
  });
}

/** Of parameters that repeat, the ones at the end take turns. */
function activeParameter({ params }: FunctionDefinition, argument: number): number {
  if (argument < params.length) return argument;
  const first = params.findIndex(({ repeats }) => repeats === true);
  return first < 0 ? params.length : first + ((argument - first) % (params.length - first));
}

function aggregationHelp(name: string, dialect: Dialect): SignatureHelp | undefined {
  const definition = dialect.aggregation(name)?.definition;
  if (definition === undefined) return undefined;
  const text = definition.argument === "optional" ? "[field]" : "field";
  const pieces =
    definition.argument === "none" ? [] : [{ text, documentation: "A field, or eval(…) with an expression." }];
  return laidOut(
    `${definition.name}${definition.parametrised ? "<n>" : ""}(`,
    pieces,
    ", ",
    `) → ${definition.returns}`,
    { documentation: definition.summary, active: 0 },
  );
}

function macroHelp({ macro, written, analytic }: AnalyticCursor): SignatureHelp | undefined {
  if (macro === undefined || written <= macro.nameSpan.end) return undefined;
  const { environment } = analytic;
  const arities = environment.macroArities(macro.name);
  const arity = arities.find((one) => one >= macro.args.length) ?? arities.at(-1);
  const definition = arity === undefined ? undefined : environment.macros(macro.name, arity);
  if (definition === undefined) return undefined;
  const pieces = definition.arguments.map((text) => ({ text, documentation: "" }));
  const active = macro.args.filter(({ span }) => span.end < written).length;
  const documentation = definition.description ?? definition.definition;
  return laidOut(`\`${definition.name}(`, pieces, ", ", ")`", { documentation, active });
}

function commandHelp(cursor: AnalyticCursor, stage: Stage, asked: boolean): SignatureHelp | undefined {
  const { text, tree } = cursor.analytic.written;
  const definition = cursor.analytic.environment.dialect.command(stage.command);
  if (definition === undefined || tree.stages.length === 0) return undefined;
  const option = writtenOption(text.slice(stage.span.start, cursor.written));
  const options = Object.values(definition.grammar).filter((part) => part.kind === "option");
  const active = options.findIndex(({ names }) => option !== undefined && names.includes(option));
  if (active < 0 && !asked) return undefined;
  const label = commandSignature(definition);
  let from = definition.name.length;
  const parameters = options.map(({ names, type, doc, default: otherwise }) => {
    const piece = `${names[0]}=${optionType(type)}`;
    const start = label.indexOf(piece, from);
    from = start + piece.length;
    return { start, end: from, documentation: otherwise === undefined ? doc : `${doc} Default: ${otherwise}.` };
  });
  return { label, documentation: definition.summary, parameters, active: active < 0 ? parameters.length : active };
}

/** The name of the option whose value is being written at the end of a text. */
function writtenOption(before: string): string | undefined {
  return /(?:^|[\s,])([\w-]+)\s*=\s*(?:"[^"]*|[^\s"|]*)$/.exec(before)?.[1]?.toLowerCase();
}

function laidOut(
  opening: string,
  pieces: readonly { readonly text: string; readonly documentation: string }[],
  separator: string,
  closing: string,
  rest: Pick<SignatureHelp, "documentation" | "active">,
): SignatureHelp {
  let label = opening;
  const parameters = pieces.map(({ text, documentation }, index) => {
    if (index > 0) label += separator;
    const start = label.length;
    label += text;
    return { start, end: label.length, documentation };
  });
  return { label: label + closing, parameters, ...rest };
}
