import type { Span } from "#base/span.ts";
import type { YamlComment, YamlFile, YamlNode } from "./node.ts";

/** The comments of a YAML text, in order. A `#` within a scalar, or within a part that could not be parsed, is none. */
export function commentsOf(source: string, file: YamlFile): readonly YamlComment[] {
  const texts: Span[] = [];
  for (const document of file.documents) collectTexts(document, texts);
  texts.sort((a, b) => a.start - b.start);
  const comments: YamlComment[] = [];
  let at = 0;
  for (const text of texts) {
    addComments(source, at, text.start, comments);
    at = Math.max(at, text.end);
  }
  addComments(source, at, source.length, comments);
  return comments;
}

function collectTexts(node: YamlNode, into: Span[]): void {
  switch (node.kind) {
    case "scalar": {
      const block = node.style === "literal" || node.style === "folded";
      into.push(block ? node.content : node.span);
      return;
    }
    case "broken":
      into.push(node.span);
      return;
    case "mapping":
      for (const entry of node.entries) {
        collectTexts(entry.key, into);
        collectTexts(entry.value, into);
      }
      return;
    case "sequence":
      for (const item of node.items) collectTexts(item, into);
      return;
    case "alias":
      return;
  }
}

function addComments(source: string, from: number, to: number, into: YamlComment[]): void {
  for (let at = from; at < to; at++) {
    if (source[at] !== "#" || (at > 0 && !/\s/.test(source[at - 1] ?? ""))) continue;
    let end = at;
    while (end < to && source[end] !== "\n" && source[end] !== "\r") end++;
    into.push({ span: { start: at, end } });
    at = end;
  }
}
