import type { Problem } from "#base/problem.ts";
import { identityMap, type Segment, type SourceMap } from "#base/source-map.ts";
import type { Span } from "#base/span.ts";
import type { MacroCall } from "#syntax/spl/ast.ts";
import { quoteText } from "#syntax/spl/escapes.ts";
import type { Vocabulary } from "#syntax/spl/grammar.ts";
import type { Environment, MacroDefinition } from "../environment.ts";
import { vocabularyOf } from "../vocabulary.ts";
import { argumentValues, substitute } from "./macro-arguments.ts";
import { type MacroSite, macroSites } from "./macro-sites.ts";

/** What expansion asks of the environment. */
export type ExpansionContext = Pick<Environment, "dialect" | "macros" | "macroArities" | "settings">;

/** What a constant eval expression gives: a text, a number, a truth, or null; undefined when it cannot be told here. */
export type EvaluateConstant = (expression: string) => string | number | boolean | null | undefined;

export interface ExpandOptions {
  /** Evaluates the bodies of eval macros and validations. Without it eval macros stay as calls. */
  readonly evaluate?: EvaluateConstant;
}

/** A call that was met, whether it could be expanded or not. */
export interface ExpandedCall {
  /** The call in the original text; for a call within a macro's body the outermost call that led to it. */
  readonly span: Span;
  readonly name: string;
  readonly arity: number;
  /** The macros whose bodies led to this call, outermost first; empty for a call that stands in the original text. */
  readonly chain: readonly string[];
  /** Undefined when no macro of that name and arity is known: the call stays in the text as it is. */
  readonly definition: MacroDefinition | undefined;
}

/** A search with its macros replaced by their texts. */
export interface Expansion {
  readonly text: string;
  /** From expanded to original text; a macro's body maps as a whole to its call. */
  readonly map: SourceMap;
  readonly calls: readonly ExpandedCall[];
  /** Problems of the calls, in positions of the original text. Unknown macros are no problem here. */
  readonly problems: readonly Problem[];
}

/** Splunk's limit of macros within macros (SPL reference 1.2). */
const MAX_DEPTH = 100;
/** A text that grows beyond this is not expanded further. */
const MAX_LENGTH = 1_000_000;

/**
 * Expands the macro calls of a search (SPL reference 1.8): textually, macros within macros included, outside of comments
 * and double quotes (inside them too when `settings.macrosInQuotes` is on, and always in map's quoted search).
 */
export function expandMacros(text: string, context: ExpansionContext, options: ExpandOptions = {}): Expansion {
  if (!text.includes("`")) return { text, map: identityMap(text.length), calls: [], problems: [] };
  const run: Run = {
    context,
    options,
    vocabulary: vocabularyOf(context.dialect),
    calls: [],
    problems: [],
    length: text.length,
  };
  const segments: Segment[] = [];
  let result = "";
  let at = 0;
  const literal = (end: number): void => {
    if (end <= at) return;
    const embedded = { start: result.length, end: result.length + (end - at) };
    segments.push({ embedded, host: { start: at, end }, exact: true });
    result += text.slice(at, end);
    at = end;
  };
  for (const site of macroSites(text, run.vocabulary, context.settings.macrosInQuotes)) {
    const body = expandCall(site, text, { call: site.call.span, chain: [] }, run);
    if (body === undefined) continue;
    const { span } = site.call;
    literal(span.start);
    segments.push({
      embedded: { start: result.length, end: result.length + body.length },
      host: span,
      exact: false,
    });
    result += body;
    at = span.end;
  }
  literal(text.length);
  const map = segments.length === 0 ? identityMap(text.length) : { segments };
  return { text: result, map, calls: run.calls, problems: run.problems };
}

interface Run {
  readonly context: ExpansionContext;
  readonly options: ExpandOptions;
  readonly vocabulary: Vocabulary;
  readonly calls: ExpandedCall[];
  readonly problems: Problem[];
  length: number;
}

/** Where in the original text, and through which macros, a call is met. */
interface From {
  readonly call: Span;
  readonly chain: readonly string[];
}

/** The text that takes the place of a call; undefined when the call stays. */
function expandCall(site: MacroSite, text: string, from: From, run: Run): string | undefined {
  const { call } = site;
  if (!call.terminated || call.name === "") return undefined;
  const arity = call.args.length;
  const definition = run.context.macros(call.name, arity);
  run.calls.push({ span: from.call, name: call.name, arity, chain: from.chain, definition });
  if (definition === undefined) {
    reportArity(call, from, run);
    return undefined;
  }
  const key = `${call.name}(${arity})`;
  if (from.chain.includes(key) || from.chain.length >= MAX_DEPTH) {
    const message = `Reached maximum recursion depth (${MAX_DEPTH}) while expanding macros. Check for infinitely recursive macro definitions.`;
    report(run, "E-MACRODEPTH", from, message, `${[...from.chain, key].join(" calls ")}.`);
    return undefined;
  }
  const values = argumentValues(call, definition, text);
  if (values === undefined) {
    report(
      run,
      "E-MACROARGS",
      from,
      argumentsMessage(call, text),
      `Its arguments are named ${definition.arguments.join(", ")}.`,
    );
    return undefined;
  }
  if (!validate(definition, values, from, run)) return undefined;
  const body = bodyOf(definition, values, from, run);
  if (body === undefined) return undefined;
  run.length += body.length;
  if (run.length > MAX_LENGTH) {
    report(
      run,
      "E-MACROSIZE",
      from,
      `The macro '${call.name}' expands to more than ${MAX_LENGTH} characters; it is left as it is.`,
    );
    return undefined;
  }
  const expanded = expandBody(body, { call: from.call, chain: [...from.chain, key] }, run);
  return fitted(expanded, site);
}

function expandBody(body: string, from: From, run: Run): string {
  if (!body.includes("`")) return body;
  let result = "";
  let at = 0;
  for (const site of macroSites(body, run.vocabulary, run.context.settings.macrosInQuotes)) {
    const inner = expandCall(site, body, from, run);
    if (inner === undefined) continue;
    result += body.slice(at, site.call.span.start) + inner;
    at = site.call.span.end;
  }
  return result + body.slice(at);
}

/** The expanded body as it fits its place. */
function fitted(body: string, site: MacroSite): string {
  if (site.inString) return quoteText(body).slice(1, -1);
  // A pipe in front of the call and one at the start of the body are one.
  const piped = site.afterPipe && /^\s*\|/.test(body) ? body.replace(/^\s*\|/, "") : body;
  // A stage that is nothing but a macro without text does nothing.
  return site.isStage && piped.trim() === "" ? "search *" : piped;
}

function bodyOf(
  definition: MacroDefinition,
  values: ReadonlyMap<string, string>,
  from: From,
  run: Run,
): string | undefined {
  const body = substitute(definition.definition, values);
  if (!definition.isEval) return body;
  const value = run.options.evaluate?.(body);
  if (typeof value === "string" || typeof value === "number") return String(value);
  const message =
    value === undefined
      ? `The macro '${definition.name}' is an eval expression that is not evaluated here; it is left as it is.`
      : `The eval expression of the macro '${definition.name}' gives no text.`;
  report(run, "E-MACROEVAL", from, message, undefined, value === undefined ? "info" : "error");
  return undefined;
}

function validate(definition: MacroDefinition, values: ReadonlyMap<string, string>, from: From, run: Run): boolean {
  const { validation } = definition;
  if (validation === undefined || validation.trim() === "") return true;
  const verdict = run.options.evaluate?.(substitute(validation, values));
  if (verdict === undefined || verdict === true || (typeof verdict === "number" && verdict !== 0)) return true;
  const said = typeof verdict === "string" ? verdict : definition.errorMessage;
  report(
    run,
    "E-MACROVAL",
    from,
    said ?? `The arguments of the macro '${definition.name}' are invalid.`,
    `It demands: ${validation}`,
  );
  return false;
}

function reportArity(call: MacroCall, from: From, run: Run): void {
  const arities = run.context.macroArities(call.name);
  if (arities.length === 0) return;
  const message = `The macro expression '${call.name}(${call.args.length})' is invalid. The argument list does not match the definition.`;
  const counts = arities.map((arity) => (arity === 1 ? "1 argument" : `${arity} arguments`));
  report(run, "E-MACROARGS", from, message, `'${call.name}' is defined with ${counts.join(" or ")}.`);
}

function argumentsMessage(call: MacroCall, text: string): string {
  const written = text.slice(call.span.start + 1, call.span.end - 1);
  return `The macro expression '${written}' is invalid. The argument list does not match the definition.`;
}

function report(
  run: Run,
  code: string,
  { call, chain }: From,
  message: string,
  help?: string,
  severity: Problem["severity"] = "error",
): void {
  const through = chain.length === 0 ? undefined : `Met in the body of ${chain.join(", then ")}.`;
  const whole = [help, through].filter((part) => part !== undefined).join(" ");
  run.problems.push({ code, span: call, message, severity, ...(whole === "" ? {} : { help: whole }) });
}
