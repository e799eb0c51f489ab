import type { Span } from "#base/span.ts";
import { applyEdits, type TextEdit } from "#base/text-edit.ts";
import type { Pipeline, SplNode } from "./ast.ts";
import type { Vocabulary } from "./grammar.ts";
import { type ParsedSpl, type ParseOptions, parseSpl } from "./parser.ts";
import { children, walk } from "./path.ts";
import { sameTree } from "./same-tree.ts";

/** How a search is laid out. */
export interface FormatOptions extends ParseOptions {
  /** Spaces of one level of indentation; 4 when not given. */
  readonly indent?: number;
}

/**
 * Edits that lay a search out: every stage on a line of its own behind `| `, subsearches of several stages on lines of
 * their own and indented, one space elsewhere; line breaks within a stage are kept and indented. Only spaces between
 * tokens change, comments and words stay. Formatting twice is formatting once, and the tree stays the same: where that
 * would not hold, as in a broken search, nothing is changed.
 */
export function formatSpl(parsed: ParsedSpl, vocabulary: Vocabulary, options: FormatOptions = {}): readonly TextEdit[] {
  const edits = layout(parsed, options.indent ?? 4);
  if (edits.length === 0) return [];
  const after = parseSpl(applyEdits(parsed.text, edits), vocabulary, options);
  return sameTree(parsed.tree, after.tree) && after.problems.length === parsed.problems.length ? edits : [];
}

/** A gap between two tokens, spaces only. */
interface Gap {
  readonly span: Span;
  readonly text: string;
}

function layout({ text, tokens, tree }: ParsedSpl, indent: number): readonly TextEdit[] {
  const frozen = frozenSpans(tree);
  const pipes = new Map<number, number>();
  const openings = new Map<number, number>();
  const levels: { readonly span: Span; readonly level: number }[] = [];
  collectLevels(tree, 0, pipes, openings, levels);
  const edits: TextEdit[] = [];
  for (const gap of gaps(text, tokens)) {
    if (isWithin(frozen, gap.span)) continue;
    const wanted = wantedGap(text, gap, { pipes, openings, levels, indent });
    if (wanted !== gap.text) edits.push({ span: gap.span, text: wanted });
  }
  return edits;
}

/** The gaps between tokens, empty ones included, and those at the ends of the text. */
function gaps(text: string, tokens: ParsedSpl["tokens"]): readonly Gap[] {
  const found: Gap[] = [];
  let at = 0;
  for (const { kind, span } of tokens) {
    if (kind === "space") continue;
    found.push({ span: { start: at, end: span.start }, text: text.slice(at, span.start) });
    at = span.end;
  }
  found.push({ span: { start: at, end: text.length }, text: text.slice(at) });
  return found;
}

interface Layout {
  /** Offsets of pipes that start a line, with their level. */
  readonly pipes: ReadonlyMap<number, number>;
  /** Offsets of brackets that start a line, with their level. */
  readonly openings: ReadonlyMap<number, number>;
  readonly levels: readonly { readonly span: Span; readonly level: number }[];
  readonly indent: number;
}

function wantedGap(text: string, { span, text: written }: Gap, layout: Layout): string {
  const before = text[span.start - 1];
  const after = text[span.end];
  const breaks = /[\n\r]/.test(written);
  if (after === undefined) return breaks && span.start > 0 ? "\n" : "";
  if (span.start === 0) return "";
  const line = (level: number): string => `\n${" ".repeat(level * layout.indent)}`;
  const pipe = layout.pipes.get(span.end);
  if (pipe !== undefined) return before === "[" ? "" : line(pipe);
  const opening = layout.openings.get(span.end);
  if (opening !== undefined) return line(opening);
  if (before === "[") return "";
  if (after === "]") return "";
  if (isPipe(text, span.start - 1, layout)) return " ";
  if (written === "") return "";
  return breaks ? line(levelAt(layout, span.end) + 1) : " ";
}

function isPipe(text: string, offset: number, layout: Layout): boolean {
  return text[offset] === "|" && layout.pipes.has(offset);
}

function levelAt({ levels }: Layout, offset: number): number {
  let level = 0;
  for (const { span, level: own } of levels)
    if (span.start <= offset && offset < span.end) level = Math.max(level, own);
  return level;
}

/** Notes the level of every pipeline and its pipes; a subsearch of one stage stays within its line. */
function collectLevels(
  pipeline: Pipeline,
  level: number,
  pipes: Map<number, number>,
  openings: Map<number, number>,
  levels: { readonly span: Span; readonly level: number }[],
): void {
  levels.push({ span: pipeline.span, level });
  if (pipeline.leadingPipe !== undefined) pipes.set(pipeline.leadingPipe.start, level);
  for (const stage of pipeline.stages) {
    if (stage.pipe !== undefined) pipes.set(stage.pipe.start, level);
    for (const subsearch of subsearchesOf(stage)) {
      if (subsearch.pipeline.stages.length > 1) {
        openings.set(subsearch.span.start, level + 1);
        collectLevels(subsearch.pipeline, level + 1, pipes, openings, levels);
      } else collectLevels(subsearch.pipeline, level, pipes, openings, levels);
    }
  }
}

function subsearchesOf(node: SplNode): readonly Extract<SplNode, { kind: "subsearch" }>[] {
  const found: Extract<SplNode, { kind: "subsearch" }>[] = [];
  walk(node, (inner) => {
    if (inner.kind !== "subsearch") return true;
    found.push(inner);
    return false;
  });
  return found;
}

/** Nodes whose inner spaces belong to them: names in single quotes, values that are calls, unread text. */
function frozenSpans(tree: SplNode): readonly Span[] {
  const spans: Span[] = [];
  walk(tree, (node) => {
    if (node.span.end > node.span.start && children(node).length === 0 && !isContainer(node)) spans.push(node.span);
  });
  return spans.sort((a, b) => a.start - b.start);
}

function isContainer(node: SplNode): boolean {
  return node.kind === "pipeline" || node.kind === "stage" || node.kind === "call" || node.kind === "aggregation";
}

function isWithin(spans: readonly Span[], gap: Span): boolean {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined) return false;
    if (span.end <= gap.start) low = middle + 1;
    else if (span.start >= gap.end && span.start > gap.start) high = middle - 1;
    else return span.start < gap.start && gap.end < span.end;
  }
  return false;
}
