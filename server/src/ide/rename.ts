import type { DocumentAnalysis } from "#analysis/analysis.ts";
import type { AnalyticAnalysis } from "#analysis/analytic-analysis.ts";
import { analyseSearch } from "#analysis/search-analysis.ts";
import { positionAt } from "#base/line-map.ts";
import type { Span } from "#base/span.ts";
import { applyEdits, insert, replace, type TextEdit } from "#base/text-edit.ts";
import { fieldPattern } from "#events/field-pattern.ts";
import { vocabularyOf } from "#semantics/vocabulary.ts";
import { walk } from "#syntax/spl/path.ts";
import { type AnalyticCursor, analyticCursor } from "./cursor.ts";
import type { FieldUse } from "./field-uses.ts";
import { type FieldWeb, fieldWeb, usesOfName } from "./field-web.ts";
import { renameInYaml, targetInYaml } from "./yaml-names.ts";

/** Why a rename is not done, one sentence. */
export interface Refused {
  readonly refused: string;
}

/** What can be renamed at an offset: its name and where it stands. Undefined where no field is named. */
export function renameTarget(
  analysis: DocumentAnalysis,
  offset: number,
): { readonly name: string; readonly span: Span } | Refused | undefined {
  const found = targetAt(analysis, offset);
  if (found === undefined) return targetInYaml(analysis, offset);
  if ("refused" in found) return found;
  const { cursor, web } = found;
  return { name: web.name, span: cursor.toHost(web.use.nameSpan) };
}

/**
 * Edits of the document that give a field of a search another name, from where the search makes it to its last use. An
 * aggregation that named its output after the field gets an AS with the old name, a lookup's column an AS with the new one,
 * so that the search gives the same. Refused where that would not hold: for a field that the event brings, one that is made
 * or used inside a macro or by a wildcard, a name that the search has already, and a place that cannot hold the name.
 */
export function rename(
  analysis: DocumentAnalysis,
  offset: number,
  name: string,
): { readonly edits: readonly TextEdit[] } | Refused | undefined {
  const found = targetAt(analysis, offset);
  if (found === undefined) return renameInYaml(analysis, offset, name);
  if ("refused" in found) return found;
  const { cursor, web, lineOf } = found;
  const { analytic } = cursor;
  const refused = nameProblem(name, web, analytic, lineOf);
  if (refused !== undefined) return { refused };
  const edits: TextEdit[] = [];
  for (const use of web.uses) {
    if (use.role === "pattern") continue;
    const written = analytic.isWritten(use.span)
      ? writtenAs(use, name, analytic, lineOf)
      : inMacroArgument(use, name, analytic, lineOf);
    if (typeof written === "string") return { refused: written };
    edits.push(...written);
  }
  const inWritten = distinct(edits);
  const unlike = unlikeBefore(web, name, analytic, applyEdits(analytic.written.text, inWritten));
  if (unlike !== undefined) return { refused: unlike };
  try {
    return { edits: analytic.analytic.query.encode(inWritten) };
  } catch (error) {
    if (error instanceof RangeError)
      return { refused: `The file's format cannot hold the edited search: ${error.message}.` };
    throw error;
  }
}

function distinct(edits: readonly TextEdit[]): readonly TextEdit[] {
  const seen = new Set<string>();
  return edits.filter(({ span, text }) => {
    const key = `${span.start}/${span.end}/${text}`;
    return !seen.has(key) && seen.add(key);
  });
}

interface Target {
  readonly cursor: AnalyticCursor;
  readonly web: FieldWeb;
  readonly lineOf: LineOf;
}

/** The line of the document, counted from 1, where a span of the expanded text starts. */
type LineOf = (at: Span) => number;

function targetAt(analysis: DocumentAnalysis, offset: number): Target | Refused | undefined {
  const cursor = analyticCursor(analysis, offset);
  if (cursor === undefined) return undefined;
  if (cursor.macro !== undefined)
    return { refused: "In a macro call the macro's name can be renamed; the cursor stands beside it." };
  const web = cursor.expanded === undefined ? undefined : fieldWeb(cursor.analytic, cursor.expanded);
  if (web === undefined) return undefined;
  const lineOf: LineOf = (at) => positionAt(analysis.document.lines(), cursor.toHost(at).start).line + 1;
  const refused = fieldProblem(web, cursor.analytic, lineOf);
  return refused === undefined ? { cursor, web, lineOf } : { refused };
}

/** Commands in which a wildcard gives the fields that fit no other names. */
const KEEPS_NAMES: ReadonlySet<string> = new Set(["fields", "table", "fillnull", "filldown"]);

/** Why a field cannot be renamed, whatever its new name. */
function fieldProblem(web: FieldWeb, analytic: AnalyticAnalysis, lineOf: LineOf): string | undefined {
  const { name, allSources, uses, unseen } = web;
  if (allSources.some(({ kind }) => kind === "event"))
    return `“${name}” comes from the event here, so its name is not the search's to change; add a rename command.`;
  if (allSources.some(({ kind }) => kind === "none"))
    return `“${name}” is not there at this stage: an earlier command dropped it.`;
  const outside = allSources.find(
    ({ kind, span }) => kind === "implied" && span !== undefined && !analytic.isWritten(span),
  );
  if (outside?.span !== undefined)
    return `“${name}” is made inside the macro that is called in line ${lineOf(outside.span)}.`;
  const implied = allSources.find(({ kind }) => kind === "implied");
  if (implied?.span !== undefined)
    return `“${name}” is made in line ${lineOf(implied.span)} by a command that does not name it.`;
  const pattern = uses.find(({ role, command }) => role === "pattern" && !KEEPS_NAMES.has(command));
  if (pattern !== undefined)
    return `“${pattern.name}” in line ${lineOf(pattern.span)} takes in the field “${name}” by its name.`;
  const mention = uses.find(({ role }) => role === "mention");
  if (mention !== undefined) return `A text in line ${lineOf(mention.span)} may mean the field “${name}”.`;
  const [hidden] = unseen;
  if (hidden?.kind === "macro-call")
    return `The macro “${hidden.name}” in line ${lineOf(hidden.span)} is not defined here and may use the field “${name}”.`;
  if (hidden !== undefined)
    return `“${name}” leaves the subsearch in line ${lineOf(hidden.span)} as a condition by that name; end the subsearch with the fields that it is meant to give.`;
  return undefined;
}

/** Why the field cannot get that name. */
function nameProblem(name: string, web: FieldWeb, analytic: AnalyticAnalysis, lineOf: LineOf): string | undefined {
  if (name.trim() !== name || name === "") return "A field's name is not empty and has no spaces at its ends.";
  const odd = /["'`*|[\]{}()<>=,$\\\n\r]/.exec(name);
  if (odd !== null) return `A field's name cannot hold “${odd[0]}”.`;
  if (name === web.name) return `The field is called “${name}” already.`;
  if (usesOfName(analytic, name).some(({ role }) => role !== "pattern"))
    return `The search uses the name “${name}” already, so the two fields would become one.`;
  const pattern = web.uses.find(
    (use) => use.role === "pattern" && use.name !== "*" && !fieldPattern(use.name).matches(name),
  );
  if (pattern !== undefined)
    return `“${pattern.name}” in line ${lineOf(pattern.span)} takes in “${web.name}” but would not take in “${name}”.`;
  const also = usesOfName(analytic, name).find(
    (use) => use.role === "pattern" && use.name !== "*" && !fieldPattern(use.name).matches(web.name),
  );
  if (also !== undefined)
    return `“${also.name}” in line ${lineOf(also.span)} would take in “${name}” and does not take in “${web.name}”.`;
  return undefined;
}

const WORD = /^[A-Za-z_]\w*$/;
const RESERVED: ReadonlySet<string> = new Set([
  "and",
  "or",
  "not",
  "xor",
  "in",
  "like",
  "as",
  "by",
  "over",
  "where",
  "true",
  "false",
]);

/**
 * The edits that give a use in a macro's body another name: of the call's arguments that hold the field's name and nothing
 * else. Why there are none otherwise.
 */
function inMacroArgument(
  use: FieldUse,
  name: string,
  analytic: AnalyticAnalysis,
  lineOf: LineOf,
): readonly TextEdit[] | string {
  const call = analytic.toWritten(use.span);
  const edits: TextEdit[] = [];
  walk(analytic.written.tree, (node) => {
    const macro = node.kind === "stage" ? node.macro : node.kind === "macro-call" ? node : undefined;
    if (macro === undefined || macro.span.start !== call.start) return;
    for (const { span, text, name: keyword } of macro.args)
      if (text === use.name && keyword === undefined && isBare(span, use.name, analytic))
        edits.push(replace(span, name));
  });
  if (edits.length > 0 && WORD.test(name) && use.names === undefined) return edits;
  return `“${use.name}” is used inside the macro that is called in line ${lineOf(use.span)}.`;
}

function isBare({ start, end }: Span, text: string, { written }: AnalyticAnalysis): boolean {
  return written.text.slice(start, end) === text;
}

/** Why the search would not be the same with the edits: another field takes the name's place somewhere, or it cannot be read. */
function unlikeBefore(web: FieldWeb, name: string, analytic: AnalyticAnalysis, text: string): string | undefined {
  const after = analyseSearch(text, analytic.environment);
  if (after.problems.length > analytic.problems.length) return `The search could not be read with a field “${name}”.`;
  const named = (uses: readonly FieldUse[]): number => uses.filter(({ role }) => role !== "pattern").length;
  const others = named(usesOfName(analytic, web.name)) - named(web.uses);
  if (named(usesOfName(after, name)) === named(web.uses) && named(usesOfName(after, web.name)) === others)
    return undefined;
  return `Some uses of “${web.name}” stand inside macros, which would keep the old name.`;
}

/** The edits that give one use another name, in the written text; why it cannot have it. */
function writtenAs(
  use: FieldUse,
  name: string,
  analytic: AnalyticAnalysis,
  lineOf: LineOf,
): readonly TextEdit[] | string {
  const edits = renamedAs(use, name, analytic, lineOf);
  return typeof edits === "string" ? edits : edits.map(({ span, text }) => ({ span: analytic.toWritten(span), text }));
}

function renamedAs(
  use: FieldUse,
  name: string,
  analytic: AnalyticAnalysis,
  lineOf: LineOf,
): readonly TextEdit[] | string {
  const plain = WORD.test(name) && !RESERVED.has(name.toLowerCase());
  const quoted = use.nameSpan.start > use.span.start;
  const inQuotes = (quote: string): string => (plain && !isWord(name, analytic) ? name : `${quote}${name}${quote}`);
  const edits: TextEdit[] = [];
  switch (use.form) {
    case "group":
      if (!plain) return `The group in line ${lineOf(use.span)} can only be named by letters, digits and _.`;
      edits.push(replace(use.nameSpan, name));
      break;
    case "template":
      if (!plain) return `In braces, as in line ${lineOf(use.span)}, a name has letters, digits and _ only.`;
      edits.push(replace(use.nameSpan, name));
      break;
    case "eval":
      edits.push(quoted ? replace(use.nameSpan, name) : replace(use.span, inQuotes("'")));
      break;
    case "plain":
      edits.push(quoted ? replace(use.nameSpan, name) : replace(use.span, inQuotes('"')));
      break;
    case "column":
    case "output":
      edits.push(insert(use.span.end, ` AS ${inQuotes('"')}`));
      break;
  }
  if (use.names === undefined) return edits;
  const { written, span } = use.names;
  if (written.includes('"'))
    return `Give the aggregation in line ${lineOf(span)} a name with AS first: it is named after “${use.name}”.`;
  edits.push(insert(span.end, ` AS "${written}"`));
  return edits;
}

/** Whether a name is also a word of the language that could be read in its place. */
function isWord(name: string, { environment }: AnalyticAnalysis): boolean {
  return vocabularyOf(environment.dialect).isAggregation(name.toLowerCase());
}
