import type { SplNode } from "#syntax/spl/ast.ts";
import type { Vocabulary } from "#syntax/spl/grammar.ts";
import { type ParsedSpl, parseSpl } from "#syntax/spl/parser.ts";
import { children, walk } from "#syntax/spl/path.ts";

/** Parses a text and throws an error that names the first broken promise of the parser, if any. */
export function checkParse(text: string, vocabulary: Vocabulary): ParsedSpl {
  const parsed = parseSpl(text, vocabulary);
  let at = 0;
  for (const { span } of parsed.tokens) {
    if (span.start !== at || span.end <= span.start) throw new Error(`token at ${span.start}-${span.end} after ${at}`);
    at = span.end;
  }
  if (at !== text.length) throw new Error(`tokens end at ${at} of ${text.length}`);
  walk(parsed.tree, (node) => checkNode(node));
  for (const { code, span } of parsed.problems) {
    if (code === "E-STUCK") throw new Error(`the parser did not advance at ${span.start}`);
    if (span.start < 0 || span.end < span.start || span.end > text.length) {
      throw new Error(`${code} at ${span.start}-${span.end} of ${text.length}`);
    }
  }
  return parsed;
}

function checkNode(node: SplNode): void {
  let end = node.span.start;
  for (const child of children(node)) {
    const { span } = child;
    if (span.start < node.span.start || span.end > node.span.end) {
      throw new Error(
        `${child.kind} ${span.start}-${span.end} leaves ${node.kind} ${node.span.start}-${node.span.end}`,
      );
    }
    if (span.start < end)
      throw new Error(`${child.kind} at ${span.start} overlaps what ends at ${end} in ${node.kind}`);
    end = Math.max(end, span.end);
  }
}
