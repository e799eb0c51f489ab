import { YAMLException } from "js-yaml";
import type { Problem } from "#base/problem.ts";
import type { Span } from "#base/span.ts";
import { applyEdits, insert, type TextEdit } from "#base/text-edit.ts";
import type { YamlNode } from "./node.ts";
import { scanYaml } from "./scan.ts";

/** Scalars of a file that are mended before the rest is left to recovery. */
const MOST_SCALARS = 50;
const OPENING = /^([ \t]*(?:- +)*)(?:[^\s'"#][^'"\n]*?:[ \t]+)?(['"])/;
const KEY = /^[ \t]*(?:- +)*[A-Za-z_][\w.-]*:(?:[ \t\r]|$)/;

/** What was read of a text, with a note for each quoted text that is indented too little. */
export interface ShallowYaml {
  readonly documents: readonly YamlNode[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a text that is YAML but for quoted texts whose further lines are not indented deeper than their key. YAML forbids
 * that and js-yaml rejects it, but PyYAML, and with it the tools of public content packs, take it. Undefined when that is
 * not all that is wrong, or when the quote looks forgotten: a line within it begins with a key.
 */
export function scanShallowQuotes(source: string, error: YAMLException): ShallowYaml | undefined {
  const inserts: TextEdit[] = [];
  const problems: Problem[] = [];
  let failure: YAMLException | undefined = error;
  for (let i = 0; i < MOST_SCALARS && failure !== undefined; i++) {
    if (!failure.reason.startsWith("deficient indentation")) return undefined;
    const at = originalOffset(failure.mark?.position ?? 0, inserts);
    const lines = shallowLines(source, at);
    if (lines === undefined || inserts.some(({ span }) => span.start === lines.edits[0]?.span.start)) return undefined;
    inserts.push(...lines.edits);
    inserts.sort((a, b) => a.span.start - b.span.start);
    problems.push(shallowProblem(lines));
    const read = attempt(applyEdits(source, inserts));
    if ("nodes" in read) return { documents: read.nodes.map((node) => moved(node, inserts)), problems };
    failure = read.error;
  }
  return undefined;
}

function attempt(text: string): { readonly nodes: readonly YamlNode[] } | { readonly error: YAMLException } {
  try {
    return { nodes: scanYaml(text) };
  } catch (error) {
    if (error instanceof YAMLException) return { error };
    throw error;
  }
}

/** The lines that go on with a quoted text, each with what is to be put before it. */
interface ShallowLines {
  readonly edits: readonly TextEdit[];
  /** The first of them that is indented too little. */
  readonly first: Span;
}

/** Finds the quoted text that the line at `at` goes on with. */
function shallowLines(source: string, at: number): ShallowLines | undefined {
  for (let start = lineStart(source, at) - 1; start >= 0; start = lineStart(source, start) - 1) {
    const from = lineStart(source, start);
    const opening = OPENING.exec(source.slice(from, lineEnd(source, from)));
    if (opening === null) continue;
    const quote = from + opening[0].length;
    const close = closingQuote(source, quote, opening[2] ?? "'");
    if (close === undefined || close < at) return undefined;
    return indented(source, quote, close, (opening[1] ?? "").length, at);
  }
  return undefined;
}

function closingQuote(source: string, from: number, quote: string): number | undefined {
  for (let at = from; at < source.length; at++) {
    if (quote === '"' && source[at] === "\\") at++;
    else if (source[at] === quote) {
      if (quote === '"' || source[at + 1] !== quote) return at;
      at++;
    }
  }
  return undefined;
}

function indented(source: string, open: number, close: number, column: number, at: number): ShallowLines | undefined {
  const edits: TextEdit[] = [];
  for (let line = lineEnd(source, open) + 1; line <= close; line = lineEnd(source, line) + 1) {
    const text = source.slice(line, Math.min(lineEnd(source, line), close));
    if (KEY.test(text)) return undefined;
    if (text.trim() !== "" || lineEnd(source, line) >= close) edits.push(insert(line, " ".repeat(column + 1)));
  }
  const start = lineStart(source, at);
  return {
    edits,
    first: { start: at, end: Math.max(at + 1, start + source.slice(start, lineEnd(source, at)).trimEnd().length) },
  };
}

function shallowProblem({ edits, first }: ShallowLines): Problem {
  return {
    code: "yaml/shallow-quote",
    severity: "warning",
    span: first,
    message: "This line goes on with a quoted text and is indented no deeper than its key, which YAML forbids.",
    help: "Indent the lines of the text; only some readers, such as PyYAML, take them as they are.",
    fix: { title: "Indent the lines of the text", edits },
  };
}

/** A tree read from the text with the inserts, with the spans of the text without them. */
function moved(node: YamlNode, inserts: readonly TextEdit[]): YamlNode {
  const back = ({ start, end }: Span): Span => ({
    start: originalOffset(start, inserts),
    end: originalOffset(end, inserts),
  });
  const span = back(node.span);
  switch (node.kind) {
    case "scalar":
      return { ...node, span, content: back(node.content) };
    case "mapping":
      return {
        ...node,
        span,
        entries: node.entries.map((entry) => ({
          key: moved(entry.key, inserts),
          value: moved(entry.value, inserts),
          span: back(entry.span),
        })),
      };
    case "sequence":
      return { ...node, span, items: node.items.map((item) => moved(item, inserts)) };
    default:
      return { ...node, span };
  }
}

/** The offset in the text without the inserts; within one of them that of its place. */
function originalOffset(offset: number, inserts: readonly TextEdit[]): number {
  let shift = 0;
  for (const { span, text } of inserts) {
    if (span.start + shift >= offset) break;
    shift += Math.min(text.length, offset - span.start - shift);
  }
  return offset - shift;
}

function lineStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}
