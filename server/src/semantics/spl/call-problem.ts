import { closest } from "#base/closest.ts";
import type { Problem } from "#base/problem.ts";
import type { Call } from "#syntax/spl/ast.ts";
import type { Dialect, FunctionDefinition, Parameter } from "../dialect.ts";
import { staticType } from "./static-type.ts";

/** What is wrong with a call: its function is unknown, or its arguments are too few, too many, or no condition where one is due. */
export function callProblem(call: Call, dialect: Dialect): Problem | undefined {
  const definition = dialect.function(call.name);
  if (definition === undefined) return unknownFunction(call, dialect);
  // A macro may stand for several arguments, and a missing one has its problem already.
  if (call.args.some(({ kind }) => kind === "macro-call" || kind === "missing" || kind === "subsearch"))
    return undefined;
  const wrong = arityHelp(call.args.length, definition) ?? conditionHelp(call, definition, dialect);
  if (wrong === undefined) return undefined;
  return {
    code: "E-FUNCARGS",
    span: call.nameSpan,
    severity: "error",
    message: `The arguments to the '${call.name}' function are invalid.`,
    help: wrong,
  };
}

function unknownFunction(call: Call, dialect: Dialect): Problem {
  const names = dialect.functions.flatMap(({ name, aliases }) => [name, ...aliases]);
  const near = closest(call.name, names);
  const help =
    near !== undefined
      ? `Did you mean ${near}()?`
      : dialect.aggregation(call.name) !== undefined
        ? `${call.name}() is an aggregation: it works in stats and its kin, not in an expression.`
        : "No eval function has this name.";
  return {
    code: "E-FUNCUNKNOWN",
    span: call.nameSpan,
    severity: "error",
    message: `The '${call.name}' function is unsupported or undefined.`,
    help,
    ...(near === undefined
      ? {}
      : { fix: { title: `Change to '${near}'`, edits: [{ span: call.nameSpan, text: near }] } }),
  };
}

function arityHelp(count: number, definition: FunctionDefinition): string | undefined {
  const { params } = definition;
  const fixed = params.filter(({ repeats }) => repeats !== true);
  const turns = params.length - fixed.length;
  const least = params.filter(({ optional }) => optional !== true).length;
  const signature = `${definition.name}(${params.map(shown).join(", ")})`;
  if (count < least)
    return `Write ${signature}: ${least} ${least === 1 ? "argument is" : "arguments are"} needed, ${count} given.`;
  if (turns === 0 && count > params.length)
    return `Write ${signature}: at most ${params.length} arguments, ${count} given.`;
  if (turns > 1 && (count - fixed.length) % turns !== 0)
    return `Write ${signature}: its arguments go in groups of ${turns}, ${count} given.`;
  return undefined;
}

function shown({ name, optional, repeats }: Parameter): string {
  return `${optional === true ? `[${name}]` : name}${repeats === true ? "…" : ""}`;
}

function conditionHelp(call: Call, definition: FunctionDefinition, dialect: Dialect): string | undefined {
  for (const [index, arg] of call.args.entries()) {
    const parameter = parameterAt(definition.params, index);
    if (parameter?.type !== "boolean") continue;
    const type = staticType(arg, dialect);
    if (type === "string" || type === "number")
      return `Argument ${index + 1} (${parameter.name}) must be a condition and is a ${type}.`;
  }
  return undefined;
}

/** The parameter that an argument fills: the repeating ones in turn. */
function parameterAt(params: readonly Parameter[], index: number): Parameter | undefined {
  if (index < params.length) return params[index];
  const repeating = params.filter(({ repeats }) => repeats === true);
  const fixed = params.length - repeating.length;
  return repeating.length === 0 ? undefined : repeating[(index - fixed) % repeating.length];
}
